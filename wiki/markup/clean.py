"""The cleaner: bleach against the lists below, then the steps on its tokens. No HTML leaves by another way."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from .html_cost import fit_for_parsing
from .inline.marks import WIKI_SCHEME
from .tokens.token import Token, tag_name
from .tokens.walker import Walker

TAGS: Final = frozenset(
    "a abbr acronym b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span"
    " strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
"""Elements a page may have."""

UNWRAPPED: Final = frozenset(
    "address article aside blink button dialog fieldset font footer form header hgroup label legend main marquee nav"
    " noscript search".split()
)
"""Elements whose content shows without them: controls, landmarks, worn-out styling. Any other is shown as text."""

_READ = TAGS | UNWRAPPED
PROTOCOLS: Final = frozenset(("http", "https", "mailto", "tel", WIKI_SCHEME.rstrip(":")))

_SIZE = re.compile(r"[0-9]{1,4}(?:px|%)?")
_EVERYWHERE = frozenset(("title", "lang", "dir", "id"))
_ALIGNED = frozenset(("align",))
_CELL = frozenset(("align", "valign", "colspan", "rowspan", "width"))
_ATTRIBUTES: Final = {
    "a": frozenset(("href", "name")),
    "img": frozenset(("src", "alt", "width", "height", "align")),
    "ol": frozenset(("start", "type", "reversed")),
    "li": frozenset(("value", "data-task")),
    "td": _CELL,
    "th": _CELL | {"scope"},
    "table": frozenset(("width", "align")),
    "col": frozenset(("span", "width")),
    "colgroup": frozenset(("span", "width")),
    "details": frozenset(("open",)),
    "time": frozenset(("datetime",)),
    "div": frozenset(("align", "role", "aria-label", "data-snippet")),
    "span": frozenset(("data-snippet",)),
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "tr", "hr"), _ALIGNED),
}
_VALUES: Final = {
    "width": _SIZE,
    "height": _SIZE,
    "align": re.compile("left|right|center|middle|top|bottom|justify", re.I),
    "valign": re.compile("top|middle|bottom|baseline", re.I),
    "role": re.compile("note|group"),
    "data-task": re.compile("open|done"),
    "data-snippet": re.compile(r"\w[\w-]{0,79}"),
    **dict.fromkeys(("colspan", "rowspan", "span", "start", "value"), re.compile("-?[0-9]{1,5}")),
}

_CLASSES: Final = frozenset(
    "callout callout-title callout-inline callout-end callout-left callout-right callout-danger callout-warning"
    " callout-caution callout-tip callout-note tabs tab tab-title template-tag template-field sign footnotes"
    " footnote-ref footnote-backref missing-include snippet embed".split()
)
"""Classes a page's own HTML may carry; the wiki's other classes would let a text imitate its controls."""

Step = Callable[[Iterator[Token]], Iterable[Token]]


def _allows(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return all(word in _CLASSES or word.startswith("language-") for word in value.split())
    if name not in _EVERYWHERE and name not in _ATTRIBUTES.get(tag, ()):
        return False
    return name not in _VALUES or bool(_VALUES[name].fullmatch(value.strip()))


class _Unwrap(Filter):
    """Runs after bleach's own filter."""

    def __iter__(self) -> Iterator[Token]:
        return (token for token in self.source if tag_name(token) not in UNWRAPPED)


class _Gather:
    """Stands where the cleaner has its serializer, and hands out the clean tokens."""

    def render(self, tokens: Iterable[Token]) -> tuple[Token, ...]:
        return tuple(tokens)


class _Cleaner(threading.local, Cleaner):
    """One for each thread: it holds state."""

    def __init__(self) -> None:
        Cleaner.__init__(self, _READ, _allows, PROTOCOLS, filters=[_Unwrap])
        self.walker, self.written, self.serializer = Walker, self.serializer, _Gather()


_cleaner = _Cleaner()


def tokens_of(html: str) -> list[Token]:
    """What the lists allow of the HTML, in plain dictionaries. Raises MarkupRefused if it is too costly."""
    tokens = _cleaner.clean(fit_for_parsing(html))
    return [
        {**token, "data": dict(token["data"])} if isinstance(token.get("data"), dict) else token for token in tokens
    ]


def written(tokens: Iterable[Token], *steps: Step) -> str:
    """Clean tokens as HTML, after the steps."""
    for step in steps:
        tokens = step(iter(tokens))
    return "".join(
        "".join(token["html"] for token in run) if is_settled else _cleaner.written.render(run)
        for is_settled, run in groupby(tokens, lambda token: token["type"] == "Settled")
    )
