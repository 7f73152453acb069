"""Starter content: nobody begins with a blank slate.

Owns: two spaces under `content/`, one that teaches the wiki and one of templates, each with a past to try the history
on; and what loads them once. A space is a folder with `space.toml`, its pages are folders with one Markdown file per
revision (a restoration has none: it repeats an earlier text) and the pictures that they show.
"""

from wiki.exchange.starter.loading import load_starter

__all__ = ["load_starter"]
