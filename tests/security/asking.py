"""Asking the wiki as a client, and looking at nothing but the status."""

from django.test import Client


def status_of(client: Client, address: str, **options: object) -> int:
    """The status of a GET; the answer is read to its end, so that a file is closed."""
    response = client.get(address, **options)
    b"".join(response)
    return response.status_code
