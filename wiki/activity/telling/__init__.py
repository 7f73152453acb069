"""From audit events to notifications: reads what was done, works out whom it concerns, and notes it for them."""

from wiki.activity.telling.reading import tell_news

__all__ = ["tell_news"]
