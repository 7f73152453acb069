"""Parts of screens that are kept in memory."""

from django.utils.safestring import mark_safe

from wiki.display.kept import KeptParts


def parts(text):
    return {"main": mark_safe(text)}


def test_parts_asked_for_longest_ago_make_room():
    kept = KeptParts(most=2_500)
    kept.keep("first", parts("a" * 1000))
    kept.keep("second", parts("b" * 1000))
    assert kept.get("first")
    kept.keep("third", parts("c" * 1000))
    assert kept.get("second") is None
    assert kept.get("first")
    assert kept.get("third")


def test_memory_counts_not_characters():
    kept = KeptParts(most=3_000)
    kept.keep("plain", parts("a" * 1000))
    kept.keep("with an emoji", parts("🧤" * 1000))  # four bytes each
    assert kept.get("plain") is None


def test_keeping_the_same_again_takes_no_more_room():
    kept = KeptParts(most=2_500)
    for _time in range(5):
        kept.keep("same", parts("a" * 1000))
    size = kept.size
    kept.keep("same", parts("a" * 1000))
    assert kept.size == size
    assert kept.get("same")
