"""Words on charts on the screen: what records say, shown as it is, and what stands over a panel."""

from __future__ import annotations

import html
import textwrap
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import ChartKind, Panel, Reference
from ctreport.charts.marks import keys_of

_LINE, _UNDER_WORDS = 20, 10  # pixels
_MOST_LINES = 3  # of a title
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


def _title_lines(panel: Panel, letters: int) -> list[str]:
    return textwrap.wrap(panel.title, letters)[:_MOST_LINES]


def _key_lines(panel: Panel, letters: int) -> list[str]:
    """Return what the lines of a panel stand for, each with a sample, in lines of so many letters."""
    said = [f"- - -  {panel.reference.words}"] if panel.reference else []
    said += [f"{_SAMPLES[key.kind]}  {key.words}" for key in keys_of(panel)]
    return [line for one in said for line in textwrap.wrap(one, letters)]


def height_over(panel: Panel, letters: int) -> int:
    """Return the pixels that the words over a panel need, in lines of so many letters."""
    lines = len(_title_lines(panel, letters)) + len(_key_lines(panel, letters))
    return _LINE * lines + _UNDER_WORDS if lines else 0


def words_over(panel: Panel, top: float, letters: int, left: tuple[float, float]) -> list[dict[str, Any]]:
    """Return the title and the keys of a panel, as they stand from the height ``top`` down.

    ``left`` is where they begin: a share of the width of all plots, and so many pixels before that.
    """
    across = {"xref": "paper", "x": left[0], "xshift": -round(left[1]), "xanchor": "left"}
    place = {**across, "yref": "paper", "y": top, "yanchor": "top"}
    found = []
    shift = 0
    for lines, weight in ((_title_lines(panel, letters), 700), (_key_lines(panel, letters), 400)):
        for line in lines:
            look = {"showarrow": False, "yshift": shift, "font": {"color": house.INK, "weight": weight}}
            found.append({**place, "text": plain_text(line), "borderpad": 0, **look})
            shift -= _LINE
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
