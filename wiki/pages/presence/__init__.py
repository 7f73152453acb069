"""Who has the editor of a page open now: told to those who read or edit it, never a lock."""
