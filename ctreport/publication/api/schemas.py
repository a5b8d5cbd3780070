"""What the documents of the open data hold, in words for those who use them."""

from __future__ import annotations

from ninja import Field, Schema


class ReportSummary(Schema):
    """The report of a financial year. Addresses are relative to the document."""

    slug: str = Field(description="The year as it stands in addresses: 2018-19")
    year: str = Field(description="The financial year, 1 April to 31 March, as it is written: 2018/19")
    title: str
    force: str = Field(description="The police force whose report it is")
    edition: int | None = Field(description="The edition that holds now; null where the report was withdrawn")
    published_at: str | None = Field(description="When that edition was published (UTC, ISO 8601)")
    page: str = Field(description="The report as a page")
    address: str = Field(description="This report with its editions")


class ReportList(Schema):
    """All reports, latest year first."""

    reports: list[ReportSummary]


class EditionSummary(Schema):
    """An edition of a report."""

    slug: str
    year: str
    edition: int
    state: str = Field(description="published, superseded or withdrawn")
    published_at: str
    superseded_at: str | None
    withdrawn_at: str | None
    withdrawn_reason: str = Field(description="Why it was withdrawn; empty where it was not")
    manifest_sha256: str = Field(description="SHA-256 of manifest.json, which holds those of all files")


class EditionEntry(EditionSummary):
    """An edition in the list of a report."""

    address: str = Field(description="The edition with its files")


class Report(ReportSummary):
    """A report with its editions, the newest first."""

    editions: list[EditionEntry]


class EditionFile(Schema):
    """A file of an edition, which never changes."""

    path: str
    media_type: str
    bytes: int
    sha256: str
    address: str


class Correction(Schema):
    """One thing that an edition puts right of the one before it."""

    where: str
    what: str
    old: str
    new: str
    reason: str
    date: str


class Edition(EditionSummary):
    """An edition with its files. A withdrawn edition has none."""

    made_at: str = Field("", description="When it was frozen")
    corrections: list[Correction] = Field([], description="What it puts right of the edition before it")
    files: list[EditionFile] = []


class Figure(Schema):
    """One published figure."""

    key: str = Field(description="What names it: figure:feel-safe:online:day")
    code: str = Field(description="Code of the measure")
    measure: str
    programme: str
    definition: str
    unit: str
    polarity: str = Field(description="Whether up is good, down is good or neither")
    categories: list[tuple[str, str]] = Field(description="Pairs of a dimension and the category in it")
    qualifier: str = Field(description="exactly, over, at least, about, under or at most")
    value: str = Field(description="A decimal number; empty where a symbol or a word stands in its place")
    symbol: str = Field(description="Such as [c] confidential, [x] not available; empty where there is a value")
    text: str = Field(description="As the report prints it")
    base: str = Field(description="What a percentage is of, or how many were asked; empty where it is not known")
    status: str
    change: str
    target: str
    source: str
    note: str
    period_start: str
    period_end: str
    is_illustrative: bool = Field(description="True for figures that were made up to show how a trend looks")


class Figures(Schema):
    """Figures of an edition."""

    year: str
    edition: int
    figures: list[Figure]


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
