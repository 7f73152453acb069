"""Inline marks where GitHub and the `markdown` package differ; emphasis and raw tags stay the package's."""
