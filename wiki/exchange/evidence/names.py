"""Names for files in a ZIP that any system can unpack, whatever a page or an attachment is called."""

import re
import unicodedata
from pathlib import PurePosixPath

_OTHER = re.compile(r"[^a-z0-9._-]+")
_DOTS = re.compile(r"\.{2,}")
MOST = 60
# What browsers run when somebody opens it from a disk, where the wiki's own headers don't hold it back.
_RUN = (".htm", ".html", ".mht", ".mhtml", ".shtml", ".svgz", ".xht", ".xhtml", ".xml", ".xsl", ".xslt")


def safe(text: str) -> str:
    """Small letters, digits, points and hyphens; "x" where nothing is left of it. Never begins or ends with a point."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    kept = _DOTS.sub(".", _OTHER.sub("-", plain)).strip("-._")
    return kept[:MOST].rstrip("-._") or "x"


def safe_file(name: str) -> str:
    """As `safe`, for an attachment: what it is stays its last word, and what browsers would run they show as text."""
    path = PurePosixPath(name.replace("\\", "/"))
    ending = safe(path.suffix[1:])[:10] if path.suffix else ""
    made = f"{safe(path.stem)}.{ending}" if ending else safe(path.stem)
    return f"{made}.txt" if made.endswith(_RUN) else made


class Names:
    """Gives each name once, also on systems that take small and capital letters for the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def once(self, name: str) -> str:
        """The name, or the name with a number behind it."""
        made, number = name, 2
        while made.lower() in self._taken:
            made, number = f"{name}-{number}", number + 1
        self._taken.add(made.lower())
        return made
