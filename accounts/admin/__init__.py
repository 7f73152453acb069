"""The Django admin's pages about people. They change nothing themselves: they call the verbs of accounts.actions."""

from accounts.admin import invitations, people, site, teams  # noqa: F401 - importing registers
