"""Pages learn by what name others show their texts, which texts they show themselves, and whether they are templates."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

AT_A_TIME = 200  # pages a job


def draw_including_pages_anew(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Leaves to the worker to note what the pages show that include files of their handbook."""
    from wiki.pages.tasks import render_pages

    links = apps.get_model("wiki", "Link").objects.filter(kind="include", source__trashed_at=None)
    keys = list(links.order_by("source").values_list("source", flat=True).distinct())
    for start in range(0, len(keys), AT_A_TIME):
        render_pages.enqueue(keys[start : start + AT_A_TIME])


class Migration(migrations.Migration):
    dependencies = [
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("wiki", "0008_notifications"),
    ]

    operations = [
        migrations.AddField(
            "rendering", "snippet", models.CharField(blank=True, db_index=True, default="", max_length=80), False
        ),
        migrations.AddField("rendering", "is_template", models.BooleanField(default=False)),
        migrations.AddField("rendering", "shows", models.JSONField(default=list)),
        migrations.CreateModel(
            "SnippetName",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_index=True, max_length=80)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="snippet_names", to="wiki.page"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("page", "name"), name="a_snippet_name_once_a_page")],
            },
        ),
        migrations.RunPython(draw_including_pages_anew, migrations.RunPython.noop),
    ]
