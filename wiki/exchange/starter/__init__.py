"""Starter content: nobody begins with a blank slate.

Owns: three spaces under `content/`, one that teaches the wiki, one of templates and one of controlled documents, each
with a past to try the history on; and what loads them once. A space is a folder with `space.toml`, its pages are
folders with one Markdown file per revision (a restoration has none: it repeats an earlier text) and the pictures that
they show.
"""

from wiki.exchange.starter.loading import load_starter

__all__ = ["load_starter"]
