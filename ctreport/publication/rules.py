"""What the database itself keeps of editions: what was published stays what it was."""

from __future__ import annotations

from ctreport.review.rules import Rule, register

_TABLE = "publication_edition"
_WAS_PUBLIC = "OLD.state IN ('published', 'superseded', 'withdrawn')"
_FROZEN = ("year_id", "number", "folder", "manifest_sha256", "facts_sha256", "made_at", "published_at")

UNCHANGED = Rule(
    name="edition_once_public_stays",
    table=_TABLE,
    refuse_when=f"{_WAS_PUBLIC} AND ({' OR '.join(f'NEW.{one} <> OLD.{one}' for one in _FROZEN)})",
    message="An edition that was published cannot be changed. Correct it by another edition.",
    on_insert=False,
)
NEVER_BACK = Rule(
    name="edition_once_public_never_goes_back",
    table=_TABLE,
    refuse_when=(
        "(OLD.state = 'published' AND NEW.state NOT IN ('published', 'superseded', 'withdrawn')) OR "
        "(OLD.state = 'superseded' AND NEW.state NOT IN ('superseded', 'withdrawn')) OR "
        "(OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn')"
    ),
    message="An edition that was published can only be superseded or withdrawn.",
    on_insert=False,
)
NEVER_DELETED = Rule(
    name="edition_once_public_never_deleted",
    table=_TABLE,
    refuse_when=_WAS_PUBLIC,
    message="An edition that was published cannot be deleted. It can be withdrawn.",
    on_delete=True,
)


def register_rules() -> None:
    """Make the rules known, to be installed after migrations."""
    register(UNCHANGED, NEVER_BACK, NEVER_DELETED)
