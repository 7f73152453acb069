"""The chain of hashes over the audit trail. Events that are there already are chained in the order of their keys."""

from typing import Any

from django.db import migrations, models

from wiki.audit.hashing import COLUMNS, GENESIS, hash_of_columns, hash_of_link, time_as_text

AT_A_TIME = 2000


def drop_trigger(schema_editor: Any, sqlite: str, postgresql: str) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {sqlite if is_sqlite else postgresql + ' ON wiki_auditevent'}")


def unchain(apps: Any, schema_editor: Any) -> None:
    drop_trigger(schema_editor, "wiki_auditevent_chain", "wiki_auditevent_chain")


def chain_what_is_there(apps: Any, schema_editor: Any) -> None:
    """The trigger that refuses changes is put back after every migrate."""
    drop_trigger(schema_editor, "wiki_auditevent_no_update", "wiki_auditevent_immutable")
    events, links = apps.get_model("wiki", "AuditEvent").objects, apps.get_model("wiki", "AuditLink")
    last, sequence, head = 0, 0, GENESIS
    while rows := list(events.filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
        made = []
        for row in rows:
            columns = {name: getattr(row, name) for name in COLUMNS}
            row.payload_hash = hash_of_columns(columns | {"at": time_as_text(row.at)})
            sequence += 1
            link = hash_of_link(head, row.pk, row.payload_hash)
            made.append(links(sequence=sequence, event=row.pk, previous=head, hash=link))
            head = link
        events.bulk_update(rows, ["payload_hash"], batch_size=200)
        links.objects.bulk_create(made)
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0013_former_rendering"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("event", models.BigIntegerField(unique=True)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="auditevent",
            name="payload_hash",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(chain_what_is_there, unchain),
    ]
