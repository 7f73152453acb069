"""What an import reads, without a database: commits, their changes, the text of pages, the tree of a space.

`git`, `folder` and `archive` each open one kind of source; all three give the same stream (`stream`).
`identities` follows a page through moves, deletions and re-creations; `arrangement` makes the tree.
"""
