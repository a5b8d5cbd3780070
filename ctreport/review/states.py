"""The state of a record as a word with a shape; colour only helps."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ctreport.review.models import Marking, Record, Reviewed, State

_LOOKS = {
    State.DRAFT: "",
    State.SUBMITTED: " ct-status--progress",
    State.RETURNED: " ct-status--bad",
    State.APPROVED: " ct-status--good",
    State.REPLACED: "",
}


def state_tag(record: Record) -> str:
    """Return the tag of a reviewed record, "Draft" or "Submitted change"; nothing for a kind that is not reviewed."""
    if not isinstance(record, Reviewed):
        return ""
    return tag_of(record.state, f"{record.get_state_display()}{' change' if record.has_separate_draft else ''}")


def marking_tag(record: Reviewed) -> str:
    """Return the tag of a record whose row is marked OFFICIAL-SENSITIVE; nothing for others."""
    if record.marking != Marking.SENSITIVE:
        return ""
    return format_html('<strong class="ct-marking">{}</strong>', record.get_marking_display())


def tag_of(state: str, words: str) -> SafeString:
    """Return a tag in the look of a state with these words."""
    return format_html('<span class="ct-status{}">{}</span>', _LOOKS[State(state)], words)
