"""Tags of the history's templates, for the parts that repeat too often for template nodes; and those that draw passages
of a page on the screens of slices below."""

from django import template

from wiki.history.passages import drawn_change, drawn_passage
from wiki.history.source_html import inline_view, split_view

register = template.Library()
register.simple_tag(split_view)
register.simple_tag(inline_view)
register.simple_tag(drawn_passage)
register.simple_tag(drawn_change)
