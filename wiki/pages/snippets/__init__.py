"""Snippets: texts that many pages show. A page is one by the name that its front matter gives it; `{{snippet: name}}`
finds it in its own space, then on the shelf, whose snippets serve the whole wiki.
"""
