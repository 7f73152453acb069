"""How the versions of a page are kept: an early one whole, those after it as what differs from that one.

A version's text in the database is `:frame` where it is whole, else `page.number:frame`, with the page and the revision
that it builds on; the frame is Zstandard in Base64. None builds on one that builds on another, so that any version is
read with at most one more. A version from before this was invented is plain JSON, and stays so.
"""

from wiki.pages.packing.bases import Packer, unpacked
from wiki.pages.packing.frames import Place

FORMAT = "packed"  # its name among Django's serializers

__all__ = ["FORMAT", "Packer", "Place", "unpacked"]
