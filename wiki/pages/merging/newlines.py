"""Line endings: browsers submit CRLF whatever the stored text has."""

import re
from collections import Counter
from typing import NamedTuple

from wiki.pages.alignment import align

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n)|([^\r\n]+)")


class _Line(NamedTuple):
    text: str
    ending: str


def normalise_newlines(text: str, like: str) -> str:
    """The submitted text with the line endings of the stored text that it was made from.

    Every line that is unchanged keeps its own ending; new and edited lines get the ending that is commonest
    in `like` ("\\n" when it has none). Whether the text ends with a newline is left as submitted.
    """
    if "\r" not in like:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    lines, stored = _lines(text), _lines(like)
    kinds = Counter(line.ending for line in stored if line.ending)
    usual = kinds.most_common(1)[0][0] if kinds else "\n"
    endings = [usual] * len(lines)
    if len(kinds) > 1:
        for match in align([line.text for line in stored], [line.text for line in lines]):
            for step in range(match.size):
                endings[match.new_start + step] = stored[match.old_start + step].ending or usual
    return "".join(line.text + (ending if line.ending else "") for line, ending in zip(lines, endings, strict=True))


def _lines(text: str) -> list[_Line]:
    """Lines as a browser's text area sees them: a lone carriage return ends one too."""
    return [_Line(ended or last, ending) for ended, ending, last in _LINE.findall(text)]
