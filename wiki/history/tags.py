"""Tags of the history's templates, for the parts that repeat too often for template nodes."""

from django import template

from wiki.history.source_html import inline_view, split_view

register = template.Library()
register.simple_tag(split_view)
register.simple_tag(inline_view)
