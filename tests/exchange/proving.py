"""What tests of evidence share: the ZIP opened, and documents that change with approval."""

import io
import json
from zipfile import ZipFile

from accounts.models import User
from tests.conftest import PASSWORD, make_revision
from tests.control.desk import ask
from wiki.control.actions import decide
from wiki.exchange.evidence.actions import ask_for_evidence
from wiki.exchange.evidence.making import carry_out
from wiki.exchange.shared import shared
from wiki.pages.models import Page

SECRET = "zebrafish"


def taken(by: User, **subject: object) -> dict[str, bytes]:
    """What is in the ZIP that this person gets, by name without the folder around it."""
    evidence, _is_new = ask_for_evidence(by=by, **subject)
    carry_out(evidence)
    with shared().open(evidence.storage_name) as made:
        return opened(made.read())


def opened(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len({name.lower() for name in names}) == len(names)
        assert len({name.partition("/")[0] for name in names}) == 1
        return {name.partition("/")[2]: archive.read(name) for name in names}


def rows(files: dict[str, bytes], name: str) -> list[dict]:
    return json.loads(files[f"records/{name}.json"])


def approve(page: Page, text: str, editor: User, trainer: User, **fields: object) -> None:
    make_revision(page, text, by=editor, reason="Safer", **fields)
    request = ask(page, editor)
    decide(by=trainer, request=request, agrees=True, seen=request.seal, password=PASSWORD)
