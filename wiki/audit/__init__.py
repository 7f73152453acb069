"""The audit trail: who did what, when, from where, with the values before and after.

Owns AuditEvent, and AuditLink, the chain of hashes over them. Append-only: triggers refuse change and deletion. Names
are kept as text, so that an event outlives what it tells of. Imports accounts and no slice.
"""
