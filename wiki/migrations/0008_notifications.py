"""What people watch and are told, how far the audit trail was read for that, and when jobs that come round ran."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def begin_now(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """What happened before there were notifications is no news."""
    newest = apps.get_model("wiki", "AuditEvent").objects.aggregate(newest=models.Max("pk"))["newest"] or 0
    apps.get_model("wiki", "EventPosition").objects.create(reader="notifications", event=newest)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("wiki", "0007_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EventPosition",
            fields=[
                ("reader", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("event", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PeriodicRun",
            fields=[
                ("task_path", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Wishes",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="wishes",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "personal",
                    models.CharField(
                        choices=[("once", "At once"), ("daily", "In a daily digest"), ("never", "Not by mail")],
                        default="once",
                        max_length=5,
                        verbose_name="mentions and replies",
                    ),
                ),
                (
                    "suggestions",
                    models.CharField(
                        choices=[("once", "At once"), ("daily", "In a daily digest"), ("never", "Not by mail")],
                        default="once",
                        max_length=5,
                        verbose_name="suggested changes",
                    ),
                ),
                (
                    "comments",
                    models.CharField(
                        choices=[("once", "At once"), ("daily", "In a daily digest"), ("never", "Not by mail")],
                        default="daily",
                        max_length=5,
                        verbose_name="comments",
                    ),
                ),
                (
                    "changes",
                    models.CharField(
                        choices=[("once", "At once"), ("daily", "In a daily digest"), ("never", "Not by mail")],
                        default="daily",
                        max_length=5,
                        verbose_name="changes",
                    ),
                ),
                (
                    "rights",
                    models.CharField(
                        choices=[("once", "At once"), ("daily", "In a daily digest"), ("never", "Not by mail")],
                        default="once",
                        max_length=5,
                        verbose_name="your rights",
                    ),
                ),
                (
                    "watches_own",
                    models.BooleanField(default=True, verbose_name="watch what I make, edit or comment on"),
                ),
                ("digest_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Excerpt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old", models.PositiveIntegerField()),
                ("new", models.PositiveIntegerField()),
                ("html", models.TextField()),
                ("is_whole", models.BooleanField()),
                ("drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "page",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.page"),
                ),
                (
                    "suggestion",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.suggestion"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "You were mentioned"),
                            ("reply", "Reply"),
                            ("comment", "Comment"),
                            ("resolved", "Discussion resolved"),
                            ("reopened", "Discussion opened again"),
                            ("suggested", "Change suggested"),
                            ("accepted", "Your suggestion was accepted"),
                            ("declined", "Your suggestion was declined"),
                            ("created", "New page"),
                            ("edited", "Page edited"),
                            ("restored", "Old revision restored"),
                            ("moved", "Page moved"),
                            ("trashed", "Page trashed"),
                            ("recovered", "Page recovered"),
                            ("membership", "Your role in a space"),
                            ("role", "Your role"),
                        ],
                        max_length=10,
                    ),
                ),
                ("old", models.PositiveIntegerField(null=True)),
                ("new", models.PositiveIntegerField(null=True)),
                ("words", models.JSONField(default=dict)),
                ("more", models.PositiveIntegerField(default=0)),
                ("is_minor", models.BooleanField(default=False)),
                ("event", models.PositiveBigIntegerField()),
                ("began_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "mail",
                    models.CharField(
                        choices=[("once", "At once"), ("daily", "In a daily digest"), ("never", "Not by mail")],
                        default="never",
                        max_length=5,
                    ),
                ),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.comment"
                    ),
                ),
                (
                    "excerpt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notifications",
                        to="wiki.excerpt",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.page"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.space"
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.suggestion"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wiki.thread"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("chosen", "you chose to"),
                            ("made", "you made the page"),
                            ("edited", "you edited the page"),
                            ("commented", "you commented on the page"),
                        ],
                        default="chosen",
                        max_length=9,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "page",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="watches", to="wiki.page"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="watches", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="watches", to="wiki.space"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="excerpt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("suggestion", None)), fields=("page", "old", "new"), name="one_excerpt_a_change"
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["person", "-at"], name="notification_by_person"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(condition=models.Q(("read_at", None)), fields=["person"], name="notification_unread"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("mail", "daily"), ("mailed_at", None)),
                fields=["person"],
                name="notification_for_digest",
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(
                    ("excerpt", None),
                    models.Q(("new__isnull", False), ("suggestion__isnull", False), _connector="OR"),
                ),
                fields=["id"],
                name="notification_undrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.UniqueConstraint(fields=("person", "event"), name="told_once_of_an_event"),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("page", None), ("space__isnull", False)),
                    models.Q(("page__isnull", False), ("space", None)),
                    _connector="OR",
                ),
                name="watch_page_or_space",
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.UniqueConstraint(fields=("person", "page"), name="one_watch_a_page"),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.UniqueConstraint(fields=("person", "space"), name="one_watch_a_space"),
        ),
        migrations.RunPython(begin_now, migrations.RunPython.noop),
    ]
