"""Excerpts: a change as the comparison draws it, shortened for lists and mail. Reading one needs no comparison."""

from wiki.activity.excerpts.drawing import draw_excerpts

__all__ = ["draw_excerpts"]
