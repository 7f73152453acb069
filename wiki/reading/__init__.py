"""Reading: the page as its reader meets it, the home page, a space's front.

Owns no table. Mixes pages, history, control, training, discussion and activity into one screen; imports all of them.
"""
