"""Pictures of a report that are no charts: the portrait and the logo."""

from __future__ import annotations

from ctreport.report import facts
from ctreport.report.facts import AnnualReport
from ctreport.report.models import Picture


def picture_fact(picture: Picture | None, alt: str) -> facts.Picture | None:
    """Return what the facts say of a picture; None for none."""
    if picture is None:
        return None
    return facts.Picture(picture.file_name, picture.media_type, picture.width, picture.height, alt)


def named_in(report: AnnualReport) -> tuple[facts.Picture, ...]:
    """Return the pictures that a report shows."""
    logo = report.branding.logo if report.branding else None
    portrait = report.foreword.portrait if report.foreword else None
    return tuple(picture for picture in (logo, portrait) if picture)


def pictures_of(report: AnnualReport) -> dict[str, bytes]:
    """Load the pictures that a report shows, by their names; one query where there are any.

    The name is made from the content's SHA-256, so the same name always has the same bytes.
    """
    wanted = {picture.name for picture in named_in(report)}
    if not wanted:
        return {}
    beginnings = [name.partition(".")[0] for name in wanted]
    rows = Picture.objects.none()
    for beginning in beginnings:
        rows = rows | Picture.objects.filter(sha256__startswith=beginning)
    return {row.file_name: bytes(row.content) for row in rows if row.file_name in wanted}
