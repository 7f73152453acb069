"""manage.py create_admin"""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts import setup


class Command(BaseCommand):
    help = "Makes a person an admin, for when nobody can sign in as one. Asks for the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, and a name for somebody new."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        """Makes or promotes, and says so."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        password = getpass.getpass("Password: ")
        if not password:
            raise CommandError("A password is needed.")
        person = setup.make_admin(name=name or email.partition("@")[0], email=email, password=password)
        self.stdout.write(f"{person.email} is an admin.")
