"""Steps on the cleaner's token stream: what every page gets after its HTML is known to be safe.

A step takes tokens and gives tokens, in the shape of html5lib's tree walkers; the cleaner's serializer
escapes what they hold. Steps run in the order of `render.py`.

Classes that style sheets meet: callout with callout-danger, -warning, -caution, -tip or -note (and -inline, -end,
-left, -right), callout-title; tabs, tab, tab-title; table-scroll; task, task-done; external, missing (with
data-missing), missing-image, external-image, embed, missing-include; template-tag; template-field; sign; footnotes,
footnote-ref, footnote-backref; highlight on `pre`, with pygments' short classes on the spans inside; language-* on
`code`.
"""
