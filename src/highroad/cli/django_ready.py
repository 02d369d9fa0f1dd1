"""Makes Django usable in a command. Called inside commands only, so that `highroad --help` never pays for it."""

import os


def make_ready(*, migrate: bool = False) -> None:
    """Load the settings and the apps; with `migrate` bring the tables up to date as well."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "highroad.settings")
    import django

    django.setup()
    if migrate:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
