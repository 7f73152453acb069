import pytest

from wiki.pages.front_matter import Unwritable, own_settings, read_front_matter, with_own_settings

OWN = {"snippet": "emergency-numbers", "template": [{"name": "Größe", "kind": "choice", "choices": ["a: b", "#c"]}]}


def test_a_page_without_a_block_gets_one():
    block = with_own_settings("", OWN)
    assert block.startswith("---\nlooseleaf:\n")
    assert block.endswith("---\n")
    assert own_settings(block) == OWN


@pytest.mark.parametrize(
    "block",
    [
        "---\ntitle: A  # kept\n\ntags: [x,   y]\n---\n",
        "---\r\ntitle: A\r\n---\r\n",
        "\ufeff---\ntitle: A\n...\n",
        "+++\ntitle = 'A'\n\n[params]\nx = 1\n+++\n",
    ],
)
def test_other_settings_stay_byte_for_byte(block):
    with_own = with_own_settings(block, OWN)
    assert own_settings(with_own) == OWN
    assert read_front_matter(with_own)["title"] == "A"
    assert with_own_settings(with_own, {}) == block


def test_new_words_take_the_place_of_the_old_ones():
    once = with_own_settings("---\ntitle: A\n---\n", OWN)
    twice = with_own_settings(once, {"snippet": "other"})
    assert twice == "---\ntitle: A\nlooseleaf:\n  snippet: other\n---\n"


def test_a_block_with_nothing_left_goes():
    assert with_own_settings(with_own_settings("", OWN), {}) == ""


@pytest.mark.parametrize("block", ["---\ntitle: [open\n---\n", "+++\ntitle = \n+++\n"])
def test_a_block_that_nothing_can_read_is_not_written_into(block):
    with pytest.raises(Unwritable):
        with_own_settings(block, OWN)


@pytest.mark.parametrize("block", ["---\nlooseleaf: yes\n---\n", "---\ntemplate: home.html\nsnippet: x\n---\n", ""])
def test_other_tools_settings_mean_nothing_here(block):
    assert own_settings(block) == {}
