"""Display: what every screen's template may use, whichever slice it shows: icons, fixed addresses, times in words.

Owns no table, knows no page. Words: Icon, Moment. May import: nothing of the wiki.
"""
