"""The list of a person's jobs."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables

from ctreport.jobs.models import Job
from ctreport.ui.tables import BaseTable
from ctreport.ui.words import plain_time


class JobTable(BaseTable):
    """Background work, the newest first."""

    row_header = "title"
    label = caption = "Background work"
    title = tables.Column(verbose_name="Work", linkify=True, attrs={"a": {"class": "govuk-link"}})
    state = tables.Column()
    message = tables.Column(verbose_name="What came of it", orderable=False)
    by_name = tables.Column(verbose_name="Started by")
    created = tables.Column(verbose_name="Started")

    class Meta(BaseTable.Meta):
        model = Job
        fields = ("title", "state", "message", "by_name", "created")
        order_by = "-created"

    def render_created(self, value: Any) -> str:
        """Return the moment in words."""
        return plain_time(value)
