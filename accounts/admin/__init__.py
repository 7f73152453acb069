"""The Django admin's pages about people. They change nothing themselves: every button calls a verb of accounts.actions."""

from accounts.admin import invitations, people, site, teams  # noqa: F401 - importing registers
