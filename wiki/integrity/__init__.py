"""Whether the record is still what was recorded: every slice's checks put together, run and remembered; and what
auditors of a space read of it.

Owns ChainCheck, one run of all checks, and the check of the database itself (`database`). The chain is the audit
slice's. Words: Check (a plain function that hands out findings), Finding. May import every slice but jobs; checks of a
new slice are added to `checks.CHECKS`.
"""
