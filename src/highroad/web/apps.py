"""Tells Django where the frame's templates and static files are."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The face: frame, sign-in, menu, design system."""

    name = "highroad.web"
    label = "web"

    def ready(self) -> None:
        """Stand on the agency's own case system, where one is named."""
        from django.conf import settings

        from highroad.adapters.casesystem.http import client
        from highroad.adapters.casesystem.rest import RestCaseSystem
        from highroad.modules.cases.ports import use_case_system

        if settings.HIGHROAD_CASE_SYSTEM_URL:
            asked = client(
                settings.HIGHROAD_CASE_SYSTEM_URL,
                token=settings.HIGHROAD_CASE_SYSTEM_TOKEN,
                wait_ms=settings.HIGHROAD_CASE_SYSTEM_WAIT_MS,
            )
            use_case_system(RestCaseSystem(asked, pause_s=settings.HIGHROAD_CASE_SYSTEM_PAUSE_S))
