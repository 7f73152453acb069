"""A draft for each sitting at an editor, addresses of drafts, and who has an editor open."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0010_minor_revisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=43, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sitting", models.CharField(max_length=40)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="draft",
            name="one_draft_a_page",
        ),
        migrations.RemoveConstraint(
            model_name="draft",
            name="one_new_page_draft",
        ),
        migrations.AddField(
            model_name="draft",
            name="sitting",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="draft",
            name="step",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("parent", None)), fields=("author", "page", "sitting"), name="one_draft_a_sitting"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("page", None)), fields=("author", "parent", "sitting"), name="one_new_page_draft"
            ),
        ),
        migrations.AddField(
            model_name="draftlink",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="draftlink",
            name="draft",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="link", to="wiki.draft"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="page",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="wiki.page"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("page", "person", "sitting"), name="one_presence_a_sitting"),
        ),
    ]
