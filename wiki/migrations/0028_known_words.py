from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wiki", "0027_workers"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownWords",
            fields=[
                ("letters", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
                ("pages", models.TextField(help_text="On how many pages each is, parted by spaces.")),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
