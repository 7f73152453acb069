"""History: the timeline of a page, comparing any two revisions, one revision whole, restoring.

Owns Restoration as an act (its result is a Revision of kind "restored"). Words: Comparison, Restoration.
Imports pages and below.
"""
