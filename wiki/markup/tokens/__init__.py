"""Steps on the cleaner's token stream: what every page gets after its HTML is known to be safe.

A step takes tokens and gives tokens, in the shape of html5lib's tree walkers; the cleaner's serializer
escapes what they hold. Steps run in the order of `clean.py`.
"""
