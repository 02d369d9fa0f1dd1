"""Tells Django that this module exists."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The directory: sites, teams, staffing groups, skills, roles, and who may do what."""

    name = "highroad.modules.people"
    label = "people"
