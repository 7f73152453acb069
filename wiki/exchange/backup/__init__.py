"""Backup and restoration: the whole wiki in one ZIP, which restores on SQLite and PostgreSQL whichever made it.

Owns the format: a table is a file of JSON lines, as its columns hold it and with its keys (`tables`); an attached file
lies under its SHA-256 (`files`); the manifest says which migrations made the tables, and every part's hash. Making one
reads a single moment of the database while people write (`snapshot`, `making`); restoring checks all of it first
(`reading`), then makes the tables as they were in the release that wrote it, fills them and migrates them to the
present one, in one transaction (`loading`, `restoring`). The worker's own go into a folder (`scheduling`) and into a
bucket (`sending`, `bucket`; `refusals` says what its server has against it). Words: part (one file in the ZIP), moment.
"""
