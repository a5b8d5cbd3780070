"""What the public site is made from: rows of editions that may be seen, and the folders in which they are frozen.

Everything behind this module is a pure function of a ``SiteInputs``, so that the same inputs give the same site, and
an edition whose state is neither readable nor withdrawn cannot reach it: it is not in there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ctreport.publication import storage
from ctreport.publication.manifest import MANIFEST, Entry, Manifest, entry_of, hash_of
from ctreport.publication.models import Edition
from ctreport.publication.storage import EditionDamagedError

SHOWN = (*Edition.READABLE, Edition.State.WITHDRAWN)
CODE = (Path(__file__).parent, Path(__file__).parents[3] / "templates" / "site")


@dataclass(frozen=True)
class PublicEdition:
    """An edition that readers may see, or of which they may know that it was withdrawn."""

    slug: str
    year: str
    number: int
    state: str
    folder: str
    manifest_sha256: str
    published_at: datetime
    superseded_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    access: tuple[tuple[str, str, datetime], ...] = ()  # name, post, from when

    @property
    def key(self) -> str:
        """What names the edition for good: "2018-19/2"."""
        return f"{self.slug}/{self.number}"

    @property
    def is_readable(self) -> bool:
        return self.state in Edition.READABLE

    @property
    def is_current(self) -> bool:
        return self.state == Edition.State.PUBLISHED

    @property
    def changed_at(self) -> datetime:
        """When its page last became another one."""
        return max(at for at in (self.published_at, self.superseded_at, self.withdrawn_at) if at)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """All files of the edition by path: those of its manifest, and the manifest itself."""
        data = self._read(MANIFEST, self.manifest_sha256)
        files = (*Manifest.from_bytes(data).files, entry_of(MANIFEST, data))
        return {one.path: one for one in files}

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The facts of the report, as they were frozen."""
        return json.loads(self.content("facts.json"))

    @property
    def title(self) -> str:
        """What the report is called. Of a withdrawn one nothing is read any more."""
        return str(self.facts["title"]) if self.is_readable else settings.REPORT_TITLE

    @property
    def force(self) -> str:
        return str(self.facts["force"]) if self.is_readable else settings.FORCE_NAME

    @property
    def made_at(self) -> datetime | None:
        """When it was frozen, as its stamp says."""
        stamp = self.facts.get("stamp")
        return datetime.fromisoformat(stamp["made_at"]) if stamp else None

    @property
    def corrections(self) -> list[dict[str, str]]:
        """What the edition puts right of the one before it."""
        return list((self.facts.get("stamp") or {}).get("corrections", ()))

    def content(self, path: str) -> bytes:
        """Return a file of the edition. Raises EditionDamagedError where it is not what the manifest says."""
        if path not in self.entries:
            raise EditionDamagedError(f"{self.key}: the manifest knows no {path}.")
        return self._read(path, self.entries[path].sha256)

    def text(self, path: str, default: str = "") -> str:
        """Return a file as text, or the default where the edition has none of that name."""
        return self.content(path).decode() if path in self.entries else default

    def _read(self, path: str, sha256: str) -> bytes:
        data = storage.read(self.folder, path)
        if hash_of(data) != sha256:
            raise EditionDamagedError(f"{self.key}: {path} is not what was published.")
        return data


@dataclass(frozen=True)
class Release:
    """A release to come, as it was announced."""

    slug: str
    year: str
    number: int
    release_at: datetime
    announced_at: datetime
    short_notice_reason: str = ""


@dataclass(frozen=True)
class SiteInputs:
    """All that the site is made from. ``editions`` stand latest year first, in it the highest number first."""

    editions: tuple[PublicEdition, ...] = ()
    releases: tuple[Release, ...] = ()
    force: str = field(default_factory=lambda: settings.FORCE_NAME)
    report_title: str = field(default_factory=lambda: settings.REPORT_TITLE)
    base_url: str = field(default_factory=lambda: settings.BASE_URL)
    follow_by_email: bool = field(default_factory=lambda: settings.FOLLOW_BY_EMAIL)

    @property
    def fingerprint(self) -> str:
        """The name of the site that these inputs give."""
        told = json.dumps([asdict(self), _code_and_assets()], default=str, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    @property
    def slugs(self) -> list[str]:
        """The years of which there is or was a report, latest first."""
        return list(dict.fromkeys(one.slug for one in self.editions))

    def of_year(self, slug: str) -> list[PublicEdition]:
        """The editions of a year, the highest number first."""
        return [one for one in self.editions if one.slug == slug]

    def current(self, slug: str) -> PublicEdition | None:
        """The edition that holds now; None where it was withdrawn."""
        return next((one for one in self.of_year(slug) if one.is_current), None)


def read_inputs() -> SiteInputs:
    """Read what may be seen now from the database."""
    rows = Edition.objects.filter(state__in=SHOWN, published_at__isnull=False).select_related("year")
    coming = Edition.objects.filter(state=Edition.State.SCHEDULED, announced_at__isnull=False)
    coming = coming.select_related("year").order_by("release_at", "year__start_year")
    return SiteInputs(
        editions=tuple(_public(row) for row in rows.prefetch_related("pre_release")),
        releases=tuple(one for row in coming if (one := _release(row))),
    )


def _release(row: Edition) -> Release | None:
    """Return a release as the calendar shows it; the constraints of the table see to it that the times are there."""
    if row.release_at is None or row.announced_at is None:
        return None
    year = row.year
    return Release(year.slug, year.label, row.number, row.release_at, row.announced_at, row.short_notice_reason)


def _public(row: Edition) -> PublicEdition:
    if row.published_at is None:  # pragma: no cover - what was never published is not asked for
        raise ValueError(f"{row} was never published.")
    edition = PublicEdition(
        slug=row.year.slug,
        year=row.year.label,
        number=row.number,
        state=row.state,
        folder=row.folder,
        manifest_sha256=row.manifest_sha256,
        published_at=row.published_at,
        superseded_at=row.superseded_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
    )
    return replace(edition, access=tuple(_who_could_read(row)))


def _who_could_read(row: Edition) -> Iterable[tuple[str, str, datetime]]:
    """Name and post of those who could read the edition before it was public; never their address."""
    for one in row.pre_release.all():
        begin = max(one.opens_at, one.given_at)
        if (one.ended_at is None or one.ended_at > begin) and (row.published_at is None or begin < row.published_at):
            yield one.name, one.post, begin


@lru_cache(maxsize=1)
def _code_and_assets() -> str:
    """A hash of what draws the site: this package, its templates, and the built styles and scripts."""
    from ctreport.publication.site.assets import FILES, source

    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".html", ".xml", ".ics"}):
            digest.update(path.read_bytes())
    for name in FILES:
        digest.update(source(name).read_bytes())
    return digest.hexdigest()
