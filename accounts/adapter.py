"""What allauth asks the product: who may make an account, where people land."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come from an invitation, the set-up link or an admin."""
        return False
