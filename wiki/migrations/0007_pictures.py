"""Files learn how large they are as pictures, and who uploaded them; pages with files are drawn anew to tell it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

AT_A_TIME = 200  # pages a job


def draw_pages_with_files_anew(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Leaves to the worker what a page's HTML says of its pictures."""
    from wiki.pages.tasks import render_pages

    pages = apps.get_model("wiki", "Page").objects.filter(trashed_at=None).exclude(files={})
    keys = list(pages.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        render_pages.enqueue(keys[start : start + AT_A_TIME])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("wiki", "0006_discussion"),
    ]

    operations = [
        migrations.RenameField("storedfile", "created_at", "wanted_at"),
        migrations.AddField("storedfile", "width", models.PositiveIntegerField(null=True)),
        migrations.AddField("storedfile", "height", models.PositiveIntegerField(null=True)),
        migrations.AddField("storedfile", "is_moving", models.BooleanField(default=False)),
        migrations.AddField("pinnedfile", "at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AddField(
            "pinnedfile",
            "by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(draw_pages_with_files_anew, migrations.RunPython.noop),
    ]
