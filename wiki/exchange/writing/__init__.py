"""How an import gets into the database: batch by batch, each in one transaction with the note of how far it came.

`run` goes through a source; `shelf` knows the pages, `batch` writes them, `people` and `files` bring authors and
pictures along, `placing` makes the tree, `finishing` renders and tells the audit trail.
"""
