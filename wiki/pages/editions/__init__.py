"""Controlled pages: what readers meet is an approved edition; what is saved after it waits.

The page's own row holds the edition in force, so every list, search and screen is right without knowing of this.
Who approves, when and why is the control slice's.
"""
