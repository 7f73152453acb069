"""Files as such: how their content is kept, what pictures need, where they are used, and when they may go.

`pictures` is the one door to Pillow. The attachments of a page are in `wiki.pages.attachments`.
"""
