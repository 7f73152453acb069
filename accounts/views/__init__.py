"""Screens about people outside the Django admin."""
