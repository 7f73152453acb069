"""The list of background jobs: what runs, what waits, what failed and why; for admins, to read."""

import datetime
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.base import Task

from tests.architecture.sources import python_files
from tests.conftest import ROOT, client_of
from wiki.exchange.jobs import run_import
from wiki.exchange.models import Import
from wiki.jobs.models import Job
from wiki.jobs.words import KINDS, kind_in_words, reason_in_words
from wiki.pages.batches.models import Batch
from wiki.pages.tasks import carry_batch, render_pages

JOBS = "/admin/wiki/job/"


def job(task: Task = render_pages, *args, status: str = "SUCCESSFUL", **fields) -> Job:
    now = timezone.now()
    started = None if status == "READY" else now
    fields = {"started_at": started, "finished_at": started, "run_after": now, "backend_name": "default"} | fields
    call = {"args": list(args or ([1, 2],)), "kwargs": {}}
    return Job.objects.create(task_path=task.module_path, status=status, args_kwargs=call, **fields)


def an_import(space, by=None) -> Import:
    return Import.objects.create(space=space, by=by, source="git", location="/srv/handbook.bundle")


def state_of(made: Job) -> str:
    return Job.objects.with_state().get(pk=made.pk).state


def listed(client, **query) -> set:
    return {row.pk for row in client.get(JOBS, query).context["cl"].result_list}


@pytest.mark.parametrize(
    ("status", "state"), [("READY", "waiting"), ("RUNNING", "running"), ("SUCCESSFUL", "done"), ("FAILED", "failed")]
)
def test_state_is_told_and_each_is_found_by_the_filter(admin_client, status, state):
    made = {name: job(status=name) for name in ("READY", "RUNNING", "SUCCESSFUL", "FAILED")}
    assert state_of(made[status]) == state
    assert listed(admin_client, state=state) == {made[status].pk}


def test_refused_import_is_a_failure_with_its_reason_though_the_job_came_to_its_end(admin_client, space):
    refused = job(run_import, an_import(space).pk, return_value="There is no branch “trunk”.")
    job(run_import, an_import(space).pk, return_value="")
    assert listed(admin_client, state="failed") == {refused.pk}
    assert "There is no branch “trunk”." in admin_client.get(JOBS).content.decode()


def test_job_that_gives_back_a_number_is_done(db):
    assert state_of(job(return_value=3)) == "done"


def test_job_that_was_asked_for_again_has_been_stopped_in_the_middle(space):
    first = an_import(space).pk
    stopped = job(run_import, first, status="RUNNING")
    other = job(run_import, an_import(space).pk, status="RUNNING")
    assert state_of(stopped) == "running"
    again = job(run_import, first, status="RUNNING")
    assert [state_of(made) for made in (stopped, other, again)] == ["interrupted", "running", "running"]


def test_job_that_has_run_for_longer_than_any_can_has_been_stopped(db):
    assert state_of(job(status="RUNNING", started_at=timezone.now() - datetime.timedelta(days=2))) == "interrupted"


def test_import_is_named_with_its_space_and_the_person_who_asked(admin_client, admin, space):
    job(run_import, an_import(space, admin).pk)
    page = admin_client.get(JOBS).content.decode()
    assert "Import of a handbook: Handbook" in page
    assert '<td class="field-asked_by">Ada Admin</td>' in page


def test_one_job_shows_its_reason_in_plain_words_and_the_record_apart(admin_client, space):
    made = job(status="FAILED", exception_class_path="builtins.OSError", traceback="OSError: <disk> full")
    page = admin_client.get(f"{JOBS}{made.pk}/change/").content.decode()
    assert "A file could not be read or written. Is the disk full?" in page
    assert "OSError: &lt;disk&gt; full" in page
    assert page.index("For whoever looks after the machine") < page.index("OSError: &lt;disk&gt;")


def test_one_import_leads_to_where_it_is_watched(admin_client, space):
    carried = an_import(space)
    made = job(run_import, carried.pk)
    assert f'href="{carried.get_absolute_url()}"' in admin_client.get(f"{JOBS}{made.pk}/change/").content.decode()


def test_change_of_many_pages_is_named_with_its_space_and_the_person_who_asked(admin_client, editor, space):
    batch = Batch.objects.create(space=space, act="move", by=editor, count=60)
    made = job(carry_batch, batch.pk)
    listed = admin_client.get(JOBS).content.decode()
    assert "Change of many pages: Handbook" in listed
    assert '<td class="field-asked_by">Edith Editor</td>' in listed
    shown = admin_client.get(f"{JOBS}{made.pk}/change/").content.decode()
    assert f'<a href="{batch.get_absolute_url()}">Pages moved (60)</a> in Handbook' in shown


def test_import_whose_row_is_gone_breaks_nothing(admin_client):
    made = job(run_import, 4711)
    assert admin_client.get(JOBS).status_code == 200
    assert admin_client.get(f"{JOBS}{made.pk}/change/").status_code == 200


def test_job_that_is_not_there_is_told(admin_client):
    assert admin_client.get(f"{JOBS}00000000-0000-0000-0000-000000000000/change/").status_code == 302


def test_unknown_error_is_named_and_unknown_kind_shown_by_its_name():
    failed = Job(exception_class_path="wiki.pages.errors.Odd")
    assert reason_in_words(failed) == "An unexpected error (Odd) stopped it."
    assert kind_in_words("wiki.old.tasks.send_mails") == "send mails"


def test_list_is_filtered_by_kind(admin_client, space):
    carried = job(run_import, an_import(space).pk)
    job()
    assert listed(admin_client, kind=run_import.module_path) == {carried.pk}


def test_every_task_of_the_product_has_words():
    tasks = set()
    for path in python_files("accounts", "wiki"):
        if "@task" in path.read_text():
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            tasks |= {found.module_path for found in vars(module).values() if isinstance(found, Task)}
    assert run_import.module_path in tasks
    assert tasks <= set(KINDS)


def test_real_job_of_the_worker_is_listed(admin_client):
    task_backends["default"].enqueue(render_pages, [[1]], {})
    assert "Waiting for its turn" in admin_client.get(JOBS).content.decode()


def test_list_costs_the_same_for_a_few_jobs_and_for_many(admin_client, space):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(JOBS).status_code == 200
        return len(queries)

    job(run_import, an_import(space).pk)
    few = cost()
    for _number in range(30):
        job(run_import, an_import(space).pk)
    assert cost() == few


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/", "{pk}/change/"])
def test_nothing_can_be_changed(admin_client, path):
    made = job(status="FAILED")
    admin_client.post(JOBS + path.format(pk=made.pk), {"post": "yes", "status": "SUCCESSFUL"})
    admin_client.post(JOBS, {"action": "delete_selected", "_selected_action": [made.pk], "post": "yes"})
    assert [row.status for row in Job.objects.all()] == ["FAILED"]


@pytest.mark.parametrize("who", ["outsider", "reader", "editor", "trainer"])
def test_nobody_but_an_admin_sees_them(request, who, db):
    made = job()
    client = client_of(request.getfixturevalue(who))
    assert client.get(JOBS, follow=True).status_code == 403
    assert client.get(f"{JOBS}{made.pk}/change/", follow=True).status_code == 403
