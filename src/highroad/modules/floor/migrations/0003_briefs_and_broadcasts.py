"""Briefs for leads, and messages to the floor."""

import django.db.models.deletion
from django.db import migrations, models

import highroad.modules.cases.vault
import highroad.modules.floor.models.draft


class Migration(migrations.Migration):
    dependencies = [("floor", "0002_desk"), ("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Brief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(
                        default=highroad.modules.floor.models.draft.new_token,
                        editable=False,
                        max_length=24,
                        unique=True,
                    ),
                ),
                ("contact", models.BigIntegerField(db_index=True)),
                ("words", highroad.modules.cases.vault.SealedField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(
                        default=highroad.modules.floor.models.draft.new_token,
                        editable=False,
                        max_length=24,
                        unique=True,
                    ),
                ),
                ("made", models.CharField(max_length=128, unique=True)),
                ("words", highroad.modules.cases.vault.SealedField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={"ordering": ["-at", "-id"]},
        ),
    ]
