"""Spaces: shelves of pages with members, and who may do what on them.

Owns Space, Membership, Level. Words: Space, Membership, Level, Auditor (reads all, changes nothing, until a day).
Imports audit and accounts.
A right is a level within a space; nothing is stored per page and role.
"""
