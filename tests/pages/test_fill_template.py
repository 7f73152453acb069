import json
from html import unescape

import pytest
from django.utils.html import strip_tags
from lxml.html import document_fromstring

from wiki.markup import render
from wiki.pages.front_matter import with_own_settings
from wiki.pages.templates.fields import Field, Kind, fields_of, is_template, settings_of
from wiki.pages.templates.filling import Answer, filled, plain

FIELDS = [
    Field("Machine", is_required=True, help="As on its plate"),
    Field("Steps", Kind.LONG_TEXT),
    Field("Area", Kind.CHOICE, ("Kitchen", "Yard: outside")),
    Field("Valid from", Kind.DATE),
    Field("Owner", Kind.PERSON),
]


def front_matter(fields):
    return with_own_settings("", {"template": settings_of(fields)})


def answers(**values):
    return [Answer(Field(name), value) for name, value in values.items()]


# --- fields in front matter ---


def test_fields_are_read_as_they_were_written():
    assert fields_of(front_matter(FIELDS)) == FIELDS


def test_a_template_may_have_no_fields():
    assert is_template(front_matter([]))
    assert not is_template("---\ntemplate: home.html\n---\n")


@pytest.mark.parametrize(
    "said",
    ["[]", "yes", "{fields: 5}", "{fields: [5, {}, {name: ''}, {name: [x]}]}", "{fields: {name: x}}"],
)
def test_what_nobody_can_fill_in_is_left_out(said):
    assert fields_of(f"---\nlooseleaf:\n  template: {said}\n---\n") == []


def test_a_choice_without_choices_is_a_line_of_text():
    assert fields_of("---\nlooseleaf:\n  template:\n    fields:\n    - {name: A, kind: choice}\n---\n") == [Field("A")]


def test_of_two_fields_of_one_name_the_later_counts():
    fields = fields_of(front_matter([Field("Machine"), Field("machine ", Kind.DATE)]))
    assert [(field.name, field.kind) for field in fields] == [("machine", Kind.DATE)]


# --- filling in ---


def test_the_values_become_the_first_table():
    assert filled("## Purpose\n", answers(Machine="R-4", Owner="")) == (
        "| Field | Value |\n| --- | --- |\n| Machine | R-4 |\n| Owner | |\n\n## Purpose\n"
    )


def test_the_template_may_say_where_the_table_stands():
    text = filled("Before.\n\n{{fields}}\n\nAfter.\n", answers(Machine="R-4"))
    assert text == "Before.\n\n| Field | Value |\n| --- | --- |\n| Machine | R-4 |\n\nAfter.\n"


def test_placeholders_are_filled_wherever_they_stand():
    text = filled("# {{field: Machine}}\n\n- Ask {{field: owner}}.\n", answers(Machine="R-4", Owner="Edith"))
    assert text.endswith("# R-4\n\n- Ask Edith.\n")


def test_placeholders_of_unknown_names_and_other_tags_stay():
    text = "{{field: Other}} {{ field }} {{field:Machine}} {{snippet: machine}}\n"
    assert filled(text, answers(Machine="R-4")).endswith(text)


def test_without_fields_the_text_stays_as_it_is():
    assert filled("{{fields}}\n\nText\n", []) == "{{fields}}\n\nText\n"


def test_several_lines_keep_their_lines_and_paragraphs_on_a_line_of_their_own():
    text = filled("- Item\n\n  {{field: Steps}}\n", answers(Steps="One\ntwo\n\n# Three"))
    assert text.endswith("- Item\n\n  One\\\n  two\n\n  \\# Three\n")
    assert "| Steps | One<br>two<br><br>\\# Three |" in text


def test_several_lines_with_a_place_of_their_own_are_not_in_the_table_too():
    text = filled("{{field: Steps}}\n", [Answer(Field("Steps", Kind.LONG_TEXT), "One\ntwo"), *answers(Machine="R-4")])
    assert text == "| Field | Value |\n| --- | --- |\n| Machine | R-4 |\n\nOne\\\ntwo\n"


def test_several_lines_in_running_text_are_parted_by_breaks():
    assert filled("Do {{field: Steps}}!\n", answers(Steps="One\ntwo")).endswith("Do One<br>two!\n")


def test_code_takes_values_as_they_are():
    text = filled("Run `ssh {{field: Host}}` or\n\n```sh\nssh {{field: Host}}\n```\n", answers(Host="db_1*"))
    assert "`ssh db_1*`" in text
    assert "\nssh db_1*\n" in text


@pytest.mark.parametrize("value", ["12:30", "R-4", "a_b", "50 %", "2 * 3", "C:\\temp", "Mary's & Co", "1 < 2", "10.5"])
def test_ordinary_values_show_as_they_are(value):
    assert shown(plain(value)) == value


def shown(markdown):
    return unescape(strip_tags(render(markdown).html)).strip()


def test_no_value_means_more_than_its_signs(corpus):
    strings = json.loads((corpus / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    wrong = [value for string in strings if (value := " ".join(string.split())) and cell_of(value) != pictured(value)]
    assert wrong == []


def cell_of(value):
    [cell] = document_fromstring(render(filled("", answers(Machine=value))).html).xpath("//tr/td[2]")
    return " ".join(cell.text_content().split())


def pictured(value):
    """The value as every page shows it: with pictures for control characters."""
    return " ".join(value.translate({code: 0x2400 + code for code in range(32)}).split())
