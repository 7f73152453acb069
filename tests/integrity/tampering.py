"""What tests of the record share: the command's answer, and the hand of somebody who changes a saved text."""

import io
import json

from django.core.management import call_command
from reversion.models import Version

from tests.audit.chained import run, settle, unprotected
from wiki.pages.models import Revision
from wiki.pages.packing import unpacked
from wiki.pages.revisions import content_hash


def verified(**options) -> tuple[int, list[str]]:
    """The exit code, and the lines that were printed."""
    settle()
    printed = io.StringIO()
    try:
        call_command("verify", stdout=printed, **options)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, printed.getvalue().splitlines()


def names(**options) -> list[str]:
    code, lines = verified(**options)
    found = [line.partition(":")[0] for line in lines[:-1] if not line.startswith(" ")]
    assert code == bool(found)
    return found


def edit_body(revision: Revision, **fields) -> str:
    """Changes what a revision keeps, in the database itself; the new hash of its text."""
    version = Version.objects.get(pk=revision.version_id)
    (text,) = unpacked([version.serialized_data])
    body = json.loads(text)
    body[0]["fields"] |= fields
    with unprotected():
        run("UPDATE reversion_version SET serialized_data = %s WHERE id = %s", values=(json.dumps(body), version.pk))
    return content_hash(body[0]["fields"]["front_matter"] + body[0]["fields"]["text"])
