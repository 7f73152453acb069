"""Showing an unsaved text to colleagues: an address that can't be guessed and can be taken back."""
