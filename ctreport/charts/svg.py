"""The chart in print: an SVG picture made from a chart's description, the same bytes for the same facts."""

from __future__ import annotations

import hashlib
import re
import threading
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.core.cache import cache as shared_cache

from ctreport.charts import house
from ctreport.charts.description import Chart, ChartKind
from ctreport.charts.sheet import Frame, Sheet

DRAWING_VERSION = 4  # raised when the look changes, so that no old picture is taken from a cache
FONTS = Path(__file__).resolve().parent.parent / "frontend" / "dist" / "fonts"
_DRAWING = threading.Lock()  # matplotlib's settings and fonts are the process's own
_FAMILY_WRITTEN = re.compile(rb"'(?:Arimo|DejaVu Sans)'(?:, *'DejaVu Sans')?")


def svg_of(chart: Chart) -> bytes:
    """Return the chart as SVG. Drawn once for the same facts, then taken from the process or the cache."""
    return _svg(replace(chart, footnotes=()))  # a picture shows none


def fingerprint(chart: Chart) -> str:
    """Return a hash of all that the picture shows."""
    facts = f"{DRAWING_VERSION}\n{chart!r}"
    return hashlib.sha256(facts.encode()).hexdigest()[:32]


@lru_cache(maxsize=256)
def _svg(chart: Chart) -> bytes:
    key = f"chart-svg:{fingerprint(chart)}"
    picture: bytes | None = shared_cache.get(key)
    if picture is None:
        picture = _draw(chart)
        shared_cache.set(key, picture, timeout=None)
    return picture


def _draw(chart: Chart, *, is_framed: bool = False) -> bytes:
    return _FAMILY_WRITTEN.sub(house.FONT_FAMILY.encode(), drawn(chart, Sheet.to_svg, is_framed=is_framed))


def framed_svg(chart: Chart) -> bytes:
    """Return the chart as SVG with its title and its notes in the picture."""
    return _draw(replace(chart, footnotes=()), is_framed=True)


def drawn(chart: Chart, write: Callable[[Sheet], bytes], *, is_framed: bool = False) -> bytes:
    """Draw a chart on a sheet in the house's look, and return what ``write`` makes of it.

    ``is_framed`` puts its title and its notes into the picture, for those who see it without its page.
    """
    import matplotlib as mpl

    from ctreport.charts.draw_bars import draw_bars
    from ctreport.charts.draw_trend import draw_trend

    look: Any = {
        # What matplotlib begins with, whatever a file of settings on this machine says.
        **{name: value for name, value in mpl.rcParamsDefault.items() if name != "backend"},
        "svg.fonttype": "none",
        "svg.hashsalt": "ctreport",
        "svg.id": None,
        "font.family": [*_families(), "DejaVu Sans"],
        "hatch.linewidth": 1.1,
        "path.simplify": False,
    }
    with _DRAWING, mpl.rc_context(look), warnings.catch_warnings():
        # A letter that the font lacks is measured as a box here; who views the picture sees it in a font that has it.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        frame = Frame.of(chart.title, chart.notes) if is_framed else None
        draw = draw_bars if chart.kind is ChartKind.BARS else draw_trend
        return write(draw(chart, frame))


@cache
def _families() -> tuple[str, ...]:
    """Make Arimo known to matplotlib; without it (front end not built) DejaVu Sans is measured instead."""
    from matplotlib import font_manager

    found = [FONTS / f"Arimo-{face}.ttf" for face in ("Regular", "Bold") if (FONTS / f"Arimo-{face}.ttf").exists()]
    for path in found:
        font_manager.fontManager.addfont(path)
    return ("Arimo",) if len(found) == 2 else ()
