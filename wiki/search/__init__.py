"""Search: an index of the latest text of every page, and questions to it that only find what the person may read.

Owns the index (tables and triggers made by `index.py`), MissedSearch, PageRequest, KnownWords.
Words: Query (what was typed, understood), Term, Hit, near word, missed search. Imports pages, spaces, audit, accounts.
The database keeps the index itself, by triggers on Rendering: a page is found in the moment in which it is saved.
`words.py` says what a word is; both databases, the queries and the marks in snippets hold to it.
"""
