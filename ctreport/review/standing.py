"""Where a record stands in the review, for its page: what waits beside what is shown, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from ctreport.accounts.access import Act, may
from ctreport.accounts.models import User
from ctreport.review.history import FieldChange, changes_between, newest_content
from ctreport.review.models import PENDING, SUBMITTABLE, Marking, Reviewed, Revision, State


@dataclass(frozen=True)
class Standing:
    """The newest version of a record and what a person may do with it.

    ``changes`` lists what a draft beside the approved version would change; the page shows the approved one.
    """

    record: Reviewed
    newest: Revision | None
    changes: list[FieldChange]
    can_submit: bool
    can_withdraw: bool
    can_discard: bool
    can_review: bool

    @property
    def is_withheld(self) -> bool:
        """Whether it is never published: as it stands, or as a draft beside it that waits has it."""
        return self.record.is_sensitive or self._says_sensitive

    @property
    def withheld_words(self) -> str:
        """Why it is not published."""
        if self.record.marking == Marking.SENSITIVE:
            return "It is never published, nor is anything that would tell of it."
        if self.record.is_sensitive:
            return "What it belongs to is marked so, and with it this. It is never published."
        return "The change that waits marks it so. It is not published until somebody decides."

    @property
    def _says_sensitive(self) -> bool:
        marking = self.newest.data.get("marking", {}) if self.newest and self.record.state in PENDING else {}
        return marking.get("value") == Marking.SENSITIVE

    @property
    def waits_beside(self) -> bool:
        """Whether a newer version waits beside the approved one."""
        return self.record.has_separate_draft

    @property
    def is_returned(self) -> bool:
        """Whether a reviewer sent the newest version back."""
        return self.record.state == State.RETURNED

    @property
    def is_submitted(self) -> bool:
        """Whether the newest version waits for a reviewer."""
        return self.record.state == State.SUBMITTED


def standing_of(record: Reviewed, user: User) -> Standing:
    """Return where a record stands, in one query."""
    newest = newest_content(record)
    waits = record.has_separate_draft and newest is not None
    may_enter, state = may(user, Act.ENTER), record.state
    return Standing(
        record=record,
        newest=newest,
        changes=changes_between(record.snapshot(), newest.data) if waits and newest else [],
        can_submit=may_enter and state in SUBMITTABLE,
        can_withdraw=may_enter and state == State.SUBMITTED and newest is not None and is_own(newest, user),
        can_discard=may_enter and record.has_separate_draft,
        can_review=may(user, Act.REVIEW) and state == State.SUBMITTED,
    )


def is_own(revision: Revision, user: User) -> bool:
    """Say whether a person made a version or handed it in."""
    return revision.by_id == user.pk or revision.submitted_by_name == user.name
