"""Templates: pages that new pages begin from. What is to be filled in then is in the page's front matter, and so part
of its revisions.
"""
