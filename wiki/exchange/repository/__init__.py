"""Spaces as a git repository of Markdown whose log is the wiki's history.

Reads revisions through `wiki/pages/revisions.py` and writes a stream for `git fast-import`; changes nothing in the
wiki. `reading` reads such a repository again.
"""
