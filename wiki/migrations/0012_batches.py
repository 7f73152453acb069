"""Changes of many pages at once, and what joins their revisions, stays in the trash and events."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0011_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="batch",
            field=models.PositiveBigIntegerField(blank=True, db_index=True, null=True, verbose_name="batch"),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("move", "Pages moved"),
                            ("tag", "Tags changed"),
                            ("trash", "Pages put in the trash"),
                            ("moveback", "Pages moved back"),
                            ("tagback", "Tags changed back"),
                            ("recover", "Pages recovered from the trash"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("wish", models.JSONField(default=dict)),
                ("before", models.JSONField(default=dict)),
                ("count", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("drawing", models.JSONField(default=list)),
                ("to_draw", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("problems", models.JSONField(default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="wiki.space"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="wiki.batch"
            ),
        ),
        migrations.AddField(
            model_name="trashing",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="trashings", to="wiki.batch"
            ),
        ),
    ]
