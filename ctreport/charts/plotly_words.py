"""Words on charts on the screen: what records say, shown as it is, and the reference line with what it stands for."""

from __future__ import annotations

import html
import textwrap
from typing import Any

from ctreport.charts import house
from ctreport.charts.description import ChartKind, Reference


def plain_text(text: str) -> str:
    """Return text of a record so that Plotly shows it as it is and takes nothing in it for a tag."""
    return html.escape(text, quote=False)


def key_height(line: Reference) -> int:
    """Return the pixels that the words of a reference line need above its panel."""
    return 12 + 20 * len(_key_lines(line))


def _key_lines(line: Reference) -> list[str]:
    return textwrap.wrap(f"- - -  {line.words}", 36)


def reference_words(line: Reference, top: float) -> dict[str, Any]:
    """Return the words of a reference line, as they stand over its panel."""
    return {
        "text": "<br>".join(plain_text(one) for one in _key_lines(line)),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": top,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"color": house.REFERENCE},
    }


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
