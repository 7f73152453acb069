"""Activity: the home page, and what changed in the wiki, for people.

Owns no table; reads revisions and drafts. Imports history and below.
"""
