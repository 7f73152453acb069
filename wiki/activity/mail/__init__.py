"""Notifications by mail: one at once, or the morning's digest; as text, and as HTML that needs no style sheet."""
