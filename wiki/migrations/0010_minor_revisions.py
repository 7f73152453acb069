"""Authors may call a change a minor one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wiki", "0009_snippets")]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="is_minor",
            field=models.BooleanField(default=False),
        ),
    ]
