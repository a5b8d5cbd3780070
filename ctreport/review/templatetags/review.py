"""The state of records and versions in templates."""

from __future__ import annotations

from django import template

from ctreport.review.models import Record, Revision
from ctreport.review.states import state_tag, tag_of

register = template.Library()


@register.simple_tag
def review_state(record: Record) -> str:
    """Show where the newest version of a record stands, as a word with a shape; nothing for a kind not reviewed."""
    return state_tag(record)


@register.simple_tag
def revision_state(revision: Revision) -> str:
    """Show where one version of a record stands."""
    return tag_of(revision.state, revision.get_state_display())
