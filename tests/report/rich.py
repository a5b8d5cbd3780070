"""A report with everything that can be planned for it: made for the tests of whatever is drawn from a report."""

from __future__ import annotations

import hashlib
import io
from decimal import Decimal

from ctreport.report.models import (
    Branding,
    ChapterKind,
    ChapterPlan,
    ChartPlan,
    FootnotePlan,
    GlossaryTerm,
    Picture,
    ReportPlan,
)
from objectives.models import ReportingYear

PRIMARY, SECONDARY = "#3b1f5b", "#0a6b4f"

FOREWORD = """\
This year our officers held **{{figure:briefings}} briefings** with businesses in the Square Mile.[^briefings] \
Work with partners is *at the heart* of what we do.

## What mattered most

- Working with our communities, as [pledge P1](#pledge-P1) says
- Being seen where people gather:
    1. by day, when {{figure:feel-safe:interview:day}} of those asked in the street felt safe
    2. after dark, when **{{figure:feel-safe:interview:dark}}** did[^survey]

> People told us that they wish to know what to do.
>
> We answered with training.

Write to [the team](mailto:report@force.example) or read [more](https://www.force.example/report).
"""
INTRODUCTION = """\
Figures are for the whole year. {{change:arrests}} is what we know of the change in arrests.[^late]

See also [the chart of feeling safe](#chart-breakdown-feel-safe).
"""
TEXT = """\
### Where our figures come from

Each figure is taken from the system that the tables name. <b>No tag</b> works here, nor `code`, nor \
![a picture](https://force.example/x.png).

Servator officers act on *behaviour*, never on looks.[^late]
"""
CONTACT = """\
Strategic Development\\
Force Headquarters

Write to [report@force.example](mailto:report@force.example) for another format.
"""

FOOTNOTES = (
    ("figure", "figure:briefings", "counted", "Counted by the sector teams; *two* may be counted twice."),
    ("figure", "figure:feel-safe:online:day", "panel", "People chose themselves to answer online."),
    ("chart", "breakdown-feel-safe", "survey", "See [the method](https://www.force.example/survey)."),
    ("table", "table-project-servator", "timing", "As at 31 March 2019."),
    ("sentence", "pledge:P1", "partners", "Partners are listed in the tables."),
    ("sentence", "activity:A1", "where", "Most were held in the east of the City."),
    ("sentence", "", "briefings", "**Over** means that the number is a lowest value."),
    ("sentence", "", "late", "Figures that came late are not in."),
    ("sentence", "", "unused", "No text puts this mark anywhere."),
)
CHAPTERS = (
    (ChapterKind.FOREWORD, "A word from the Commissioner", ""),
    (ChapterKind.KEY_FIGURES, "", INTRODUCTION),
    (ChapterKind.SAID, "", "What we *promised* in 2017."),
    (ChapterKind.DID, "", ""),
    (ChapterKind.OUTCOME, "What came of it", "Told in our own words."),
    (ChapterKind.TEXT, "How we count", TEXT),
    (ChapterKind.CHARTS, "Pictures of the year", ""),
    (ChapterKind.TRENDS, "", ""),
    (ChapterKind.THREAD, "", ""),
    (ChapterKind.TABLES, "", ""),
    (ChapterKind.NOTES, "", ""),
    (ChapterKind.GLOSSARY, "Words we use", ""),
    (ChapterKind.CONTACT, "", ""),
)
TERMS = (
    ("ACT", "Action Counters Terrorism, a national campaign."),
    ("Project Servator", "Unpredictable, *highly visible* police deployments. See [arrests](#tables)."),
    ("Zebra crossing", "A word that no report of ours uses."),
)


def rich_plan(year: ReportingYear, layout: str = ReportPlan.Layout.THREE_PART) -> ReportPlan:
    """Plan the report of the City of London year in every way that there is, and return its plan.

    The records must be loaded. Text holds each kind of block and mark; there is a footnote of each kind, a chart with
    a reference line, a portrait, a logo, two colours, a glossary of which one word is not used, and a contact.
    """
    Branding.objects.create(
        force_name="Force of the Example",
        logo=picture(240, 90, "png"),
        logo_alt="Force of the Example, coat of arms",
        primary_colour=PRIMARY,
        secondary_colour=SECONDARY,
    )
    plan = ReportPlan.objects.create(
        year=year,
        layout=layout,
        title="Keeping the City safe",
        foreword=FOREWORD,
        foreword_name="Alex Example",
        foreword_post="Commissioner",
        portrait=picture(300, 360, "jpeg"),
        portrait_alt="The Commissioner in uniform before a map of the City",
        contact=CONTACT,
        key_figures=["arrests", "feel-safe", "briefings", "no-such-measure"],
    )
    for order, (kind, title, introduction) in enumerate(CHAPTERS):
        ChapterPlan.objects.create(year=year, kind=kind, title=title, introduction=introduction, order=order)
    _plan_charts(year)
    for kind, target, key, text in FOOTNOTES:
        FootnotePlan.objects.create(year=year, kind=kind, target=target, key=key, text=text)
    for term, definition in TERMS:
        GlossaryTerm.objects.create(term=term, definition=definition)
    return plan


def _plan_charts(year: ReportingYear) -> None:
    ChartPlan.objects.create(
        year=year,
        kind=ChartPlan.Kind.BREAKDOWN,
        title="Who feels safe",
        measures=["feel-safe"],
        reference_value=Decimal(80),
        reference_label="what we aim at",
        alt_text="Bars of the four answers. All but one lie above the line at 80%.",
        order=1,
    )
    ChartPlan.objects.create(
        year=year,
        kind=ChartPlan.Kind.COUNTS,
        measures=["stop-searches", "stop-search-positives", "arrests"],
        order=2,
    )
    ChartPlan.objects.create(
        year=year,
        kind=ChartPlan.Kind.TREND,
        measures=["arrests"],
        first_year=2015,
        reference_value=Decimal(100),
        reference_label="the yearly average of the ten years before",
        order=3,
    )


def picture(width: int, height: int, kind: str) -> Picture:
    """Keep a picture of a plain ground with a disc on it, and return its row."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (width, height), "#dfe6f0")
    centre, radius = (width // 2, height // 2), min(width, height) // 3
    ImageDraw.Draw(image).circle(centre, radius, fill="#33528c")
    out = io.BytesIO()
    image.save(out, kind)
    content = out.getvalue()
    return Picture.objects.create(
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=f"image/{kind}",
        width=width,
        height=height,
        content=content,
    )
