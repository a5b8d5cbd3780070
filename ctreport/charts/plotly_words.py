"""Words on charts on the screen: what records say, shown as it is, and what stands over a panel."""

from __future__ import annotations

import html
import textwrap
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import ChartKind, Panel, Reference
from ctreport.charts.marks import keys_of

TITLE_HEIGHT = 30
_LINE = 20
_SAMPLES = {
    "target": "- - -",
    "original": "· · ·",
    "mean": "——",
    "limit": "— · —",
    "interval": "I",
    "signal": "◯",
    "break": "┊",
}


def plain_text(text: str) -> str:
    """Return text of a record so that Plotly shows it as it is and takes nothing in it for a tag."""
    return html.escape(text, quote=False)


def _key_lines(panel: Panel) -> list[str]:
    """Return what the lines of a panel stand for, each with a sample, in lines that a telephone has room for."""
    said = [f"- - -  {panel.reference.words}"] if panel.reference else []
    said += [f"{_SAMPLES[key.kind]}  {key.words}" for key in keys_of(panel)]
    return [line for one in said for line in textwrap.wrap(one, 38)]


def height_over(panel: Panel) -> int:
    """Return the pixels that the words over a panel need."""
    lines = _key_lines(panel)
    return (TITLE_HEIGHT if panel.title else 0) + (12 + _LINE * len(lines) if lines else 0)


def words_over(panel: Panel, top: float) -> list[dict[str, Any]]:
    """Return the title and the keys of a panel, as they stand from the height ``top`` down."""
    place = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "y": top, "yanchor": "top", "align": "left"}
    found = []
    if panel.title:
        title = "<br>".join(plain_text(line) for line in textwrap.wrap(panel.title, 38)[:1])
        found.append({**place, "text": title, "showarrow": False, "font": {"color": house.INK, "weight": 700}})
    if lines := _key_lines(panel):
        words = "<br>".join(plain_text(line) for line in lines)
        shift = -TITLE_HEIGHT if panel.title else 0
        found.append({**place, "text": words, "showarrow": False, "yshift": shift, "font": {"color": house.INK}})
    return found


def reference_lines(kind: ChartKind, line: Reference, key: str) -> list[dict[str, Any]]:
    """Return the dashed line: upright across bars, on a white line, so that it is seen on a dark bar; else level."""
    value, is_bars = float(line.value), kind is ChartKind.BARS
    along, across = ("x", "y") if is_bars else ("y", "x")
    where = {
        "type": "line",
        f"{along}ref": f"{along}{key}",
        f"{along}0": value,
        f"{along}1": value,
        f"{across}ref": f"{across}{key} domain",
        f"{across}0": 0,
        f"{across}1": 1,
    }
    dashes = {"color": house.REFERENCE, "width": 2, "dash": "dash"}
    if not is_bars:
        return [{**where, "line": dashes, "layer": "below"}]
    return [{**where, "line": look} for look in ({"color": house.PAPER, "width": 4}, dashes)]
