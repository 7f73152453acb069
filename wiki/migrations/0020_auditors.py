"""Auditors: a level between reader and editor, for which the numbers of the levels make room, with a last day."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def make_room(apps: Any, schema_editor: Any) -> None:
    apps.get_model("wiki", "Membership").objects.update(level=F("level") * 10)


def close_ranks(apps: Any, schema_editor: Any) -> None:
    members = apps.get_model("wiki", "Membership").objects
    members.filter(level=15).update(level=10)  # auditors become readers
    members.update(level=F("level") / 10)


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0019_document_news"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="until",
            field=models.DateField(
                blank=True,
                help_text="Of an auditor: reads until the end of that day.",
                null=True,
                verbose_name="last day",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="level",
            field=models.PositiveSmallIntegerField(
                choices=[(10, "Reader"), (20, "Editor"), (30, "Trainer"), (15, "Auditor")],
                default=10,
                verbose_name="role",
            ),
        ),
        migrations.RunPython(make_room, close_ranks),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(level=15, until__isnull=False) | (~models.Q(level=15) & models.Q(until=None)),
                name="auditors_alone_have_a_last_day",
                violation_error_message="An auditor needs a last day, and nobody else has one.",
            ),
        ),
    ]
