"""What each template may count on."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the force's name and the title of its report."""
    return {"FORCE_NAME": settings.FORCE_NAME, "REPORT_TITLE": settings.REPORT_TITLE}
