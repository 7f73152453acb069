"""Pages: the tree, the text, its revisions, drafts, links, tags and files.

Owns Page, Revision, Rendering, Draft, Trashing, FormerAddress, FormerTitle, Link, PageTag, StoredFile, PinnedFile.
Words: Page, Revision, Draft, Attachment. Imports spaces, markup, audit, accounts. `revisions.py` is the one door to
reversion.
"""
