"""Numbers that documents gave up before their first approval; those of before are in the audit trail."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def collect(apps: Any, _editor: Any) -> None:
    """Keeps the numbers that the audit trail tells of and no document has any more."""
    known = set(apps.get_model("wiki", "Document").objects.exclude(number=None).values_list("number", flat=True))
    pages = set(apps.get_model("wiki", "Page").objects.values_list("pk", flat=True))
    people = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    former = apps.get_model("wiki", "FormerNumber").objects
    changes = apps.get_model("wiki", "AuditEvent").objects.filter(action="document.changed").order_by("pk")
    for event in changes.iterator():
        number, page, by = event.before.get("number"), int(event.subject_id), int(event.actor_id or 0)
        if number and number not in known and page in pages and by in people:
            former.get_or_create(number=number, defaults={"page_id": page, "by_id": by, "at": event.at})


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0022_request_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="former_numbers", to="wiki.page"
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(collect, migrations.RunPython.noop),
    ]
