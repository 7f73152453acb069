"""What a signature, an approval or an acknowledgement is bound to."""

import hashlib
import json

from wiki.pages.models import Page
from wiki.pages.revisions import Body


def seal_of(body: Body) -> str:
    """SHA-256, in hex, of everything that a reader of the body meets: title, front matter, text, tags, and the content
    of its attachments by name (21 CFR 11.70: a signature can not be carried over to another record)."""
    return hashlib.sha256(sealed_bytes(body)).hexdigest()


def sealed_bytes(body: Body) -> bytes:
    """What the seal is the SHA-256 of: JSON in UTF-8, keys sorted."""
    sealed = {name: getattr(body, name) for name in Page.VERSIONED}
    return json.dumps(sealed, sort_keys=True, ensure_ascii=False).encode()
