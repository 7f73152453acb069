"""The browser reads blocks as the server does: the document on the screen means what the page will show."""

import json
import re

import pytest

from tests.editor.outline import outline_of

pytestmark = pytest.mark.browser

# The server resolves other tools' tags in links to definitions; the editor leaves them as they are written.
_ADDRESSES = re.compile(r"\]\([^)]*\)")


def readings(ask, sources):
    """The names of sources that browser and server read differently."""
    drawn = {name: (outline_of(text), ask("outlineOf", text)) for name, text in sources.items()}
    return [name for name, both in drawn.items() if len({_ADDRESSES.sub("]()", one) for one in both}) > 1]


def test_examples_of_commonmark_are_read_alike(ask, corpus):
    files = list((corpus / "commonmark").rglob("*.json"))
    examples = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    texts = {
        f"{path.stem} {number}": example["markdown"]
        for path, found in zip(files, examples, strict=True)
        if isinstance(found, list)
        for number, example in enumerate(found)
        if "markdown" in example
    }
    assert len(texts) > 1_000
    assert readings(ask, texts) == []


@pytest.mark.slow
@pytest.mark.parametrize("book", ["18f-handbook", "vatpac-sops", "openshift-runbooks"])
def test_pages_of_handbooks_are_read_alike(ask, handbook, book):
    assert readings(ask, handbook(book)) == []
