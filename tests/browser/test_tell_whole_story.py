"""The whole story of a document: written, approved, learned, revised, late, and proved."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Person
from tests.browser.desk import put_cursor_after, save, write_source
from tests.conftest import PASSWORD, ROOT
from tests.exchange.proving import opened, rows

MILL = "/plant/starting-the-mill/"


def test_plant_proves_who_knew_which_edition(wiki, person, seeded):
    editor, trainer, rosa, nora, otto, auditor = (_at_work(person(wiki), name) for name in CAST)

    _write(editor)
    expect(rosa.open(MILL).get_by_text("Close the guard")).to_have_count(0)
    rosa.complaints.clear()  # the browser tells that there is no such page yet
    _submit(editor, "The first procedure for the mill")
    _sign(trainer, "The first procedure for the mill")
    expect(rosa.open(MILL).get_by_role("link", name="SOP-001")).to_be_visible()

    _assign(trainer)
    for learner in (rosa, nora, otto):
        _confirm(learner, "edition 1.0")

    _revise(editor)
    expect(rosa.open(MILL).get_by_text("and the gate")).to_have_count(0)
    _submit(editor, "There is a gate now", effective_on=date.today() + timedelta(days=2))
    expect(editor.page.locator("ins").get_by_text("and the gate")).to_be_visible()
    editor.leave()
    _remark(trainer, "There is a gate now")
    _sign(trainer, "There is a gate now", asks_again=False)
    _read_ahead(otto)
    expect(rosa.open(MILL).get_by_text("and the gate")).to_have_count(0)

    _let_pass(seeded, days=3)
    for learner in (rosa, nora):
        expect(learner.open(MILL).get_by_text("and the gate")).to_be_visible()
        expect(learner.page.get_by_text("You confirmed edition 1.0.")).to_be_visible()
    expect(otto.open(MILL).get_by_text("and the gate")).to_be_visible()
    expect(otto.page.get_by_text("You confirmed")).to_have_count(0)
    _confirm_changes(rosa)

    _let_pass(seeded, days=20)
    page = trainer.open("/training/matrix/?space=plant&state=overdue")
    expect(page.locator("tbody th")).to_have_text(["Nora Newcomer"])
    trainer.leave()
    expect(nora.open("/").get_by_text("Overdue")).to_be_visible()
    nora.leave()

    _prove(_taken(auditor))
    auditor.leave()


CAST = ("edith.editor", "tom.trainer", "rosa.reader", "nora.newcomer", "otto.operator", "ann.auditor")


def _at_work(somebody: Person, name: str) -> Person:
    somebody.sign_in(f"{name}@example.org")
    return somebody


def _write(editor: Person) -> None:
    page = editor.open("/plant/-/new/")
    page.get_by_label("Title").fill("Starting the mill")
    write_source(page, "## Steps\n\n1. Close the guard.\n2. Press start.\n")
    save(page, "The first mill")
    expect(page.get_by_text("Readers don’t meet this page yet.")).to_be_visible()


def _revise(editor: Person) -> None:
    page = editor.open(MILL + "-/edit/")
    put_cursor_after(page, "Close the guard")
    page.keyboard.type(" and the gate")
    save(page, "There is a gate now")
    expect(page.get_by_text("1 change waits for approval.")).to_be_visible()


def _submit(editor: Person, summary: str, *, effective_on: date | None = None) -> None:
    page = editor.page
    page.get_by_role("link", name="Submit for approval").first.click()
    page.get_by_label("What changed and why?").fill(summary)
    if effective_on:
        page.locator("summary", has_text="From when on").click()
        page.get_by_label("At a moment").check()
        page.locator("input[name=effective_at]").fill(f"{effective_on}T06:00")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("is submitted for approval")).to_be_visible()


def _remark(trainer: Person, summary: str) -> None:
    """Selects the words that are new, and says something about them."""
    page = trainer.open("/")
    page.locator("li", has_text=summary).get_by_role("link").first.click()
    page.locator("ins", has_text="and the gate").first.select_text()
    page.get_by_role("button", name="Remark on this").click()
    expect(page.get_by_label("About this passage")).to_have_value("and the gate")
    page.get_by_label("Remark", exact=True).fill("Which of the two?")
    page.get_by_role("button", name="Keep the remark").click()
    expect(page.locator("mark.passage")).to_have_text("and the gate")
    page.get_by_role("button", name="Show it").click()
    expect(page.locator("mark.passage")).to_be_in_viewport()


def _sign(trainer: Person, summary: str, *, asks_again: bool = True) -> None:
    """Finds the request on the home page, looks at it and signs (21 CFR 11.200(a)(1))."""
    page = trainer.open("/")
    page.locator("li", has_text=summary).get_by_role("link").first.click()
    if asks_again:
        page.get_by_label("Your password").fill("wrong")
        page.get_by_role("button", name="Sign and approve").click()
        expect(page.get_by_text("That is not your password")).to_be_visible()
        trainer.complaints.clear()  # the browser tells of the answer's status
        page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign and approve").click()
    expect(page.get_by_text("Approved by Tom Trainer")).to_be_visible()


def _assign(trainer: Person) -> None:
    page = trainer.open(MILL + "-/training/new/")
    page.get_by_label("For whom").select_option(label="Mill crew")
    page.get_by_role("button", name="Assign").click()
    expect(page.get_by_text("Starting the mill is assigned.")).to_be_visible()


def _confirm(learner: Person, edition: str) -> None:
    page = learner.open("/")
    page.get_by_role("link", name="Starting the mill").first.click()
    expect(page.get_by_text(f"have read and understood {edition}")).to_be_visible()
    _press_confirm(page)


def _read_ahead(learner: Person) -> None:
    page = learner.open(MILL)
    page.get_by_role("link", name="Confirm it ahead").click()
    expect(page.locator("ins").get_by_text("and the gate")).to_be_visible()
    _press_confirm(page)


def _confirm_changes(learner: Person) -> None:
    page = learner.page
    page.get_by_role("link", name="See what changed.").click()
    expect(page.locator("ins").get_by_text("and the gate")).to_be_visible()
    expect(page.get_by_text("There is a gate now")).to_be_visible()
    learner.leave()
    _press_confirm(page)


def _press_confirm(page: Page) -> None:
    page.get_by_role("button", name="Confirm", exact=True).click()
    expect(page.get_by_text("You confirmed Starting the mill, edition")).to_be_visible()


def _let_pass(seeded: Path, *, days: int) -> None:
    environ = {"PATH": os.environ["PATH"], "LOOSELEAF_DATA": str(seeded)}
    subprocess.run([sys.executable, "-m", "tests.browser.days_later", str(days)], cwd=ROOT, env=environ, check=True)


def _taken(auditor: Person) -> dict[str, bytes]:
    page = auditor.open(MILL + "-/document/")
    page.get_by_role("link", name="Evidence").click()
    page.get_by_role("button", name="Make the ZIP").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"^evidence-.*\.zip$")).click()
    return opened(download.value.path().read_bytes())


def _prove(files: dict[str, bytes]) -> None:
    folder = next(name.rpartition("/")[0] for name in files if name.endswith("edition-2.0.html"))
    assert folder.startswith("documents/sop-001-starting-the-mill")
    assert b"and the gate" not in files[f"{folder}/edition-1.0.md"]
    assert b"and the gate" in files[f"{folder}/edition-2.0.md"]
    assert b"<ins" in files[f"{folder}/changes-edition-1.0-to-edition-2.0.html"]
    signed = [(one["name"], one["meaning"]) for one in rows(files, "signatures")]
    assert signed == [("Tom Trainer", "approved")] * 2
    known = [(one["person name"].partition(" ")[0], one["edition major"]) for one in rows(files, "acknowledgements")]
    assert known == [("Rosa", 1), ("Nora", 1), ("Otto", 1), ("Otto", 2), ("Rosa", 2)]
    events = {event["action"] for event in json.loads(files["audit/events.json"])}
    assert {"review.approved", "edition.effective", "acknowledgement.given"} <= events
