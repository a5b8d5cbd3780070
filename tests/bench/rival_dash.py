"""The same dashboard in Dash: gunicorn serves ``server``; the facts are those of CTREPORT_BENCH_FACTS."""

from __future__ import annotations

import json
import os
from pathlib import Path

from dash import Dash, dcc, html


def table(rows):
    """A table of the rows, which are dictionaries."""
    head = html.Thead(html.Tr([html.Th(name) for name in rows[0]]))
    return html.Table([head, html.Tbody([html.Tr([html.Td(text) for text in row.values()]) for row in rows])])


def card(figure):
    """A key figure."""
    return html.Li([html.Strong(figure["value"]), html.P(figure["title"]), html.P(figure["change"])])


def chart(one):
    """A chart and what it shows in words."""
    return html.Figure(
        [
            html.Figcaption(one["words"]),
            dcc.Graph(
                figure={"data": one["data"], "layout": {**one["layout"], "template": {}}},
                config={"displayModeBar": False, "responsive": True},
            ),
        ]
    )


def layout():
    """The page, made anew for each visit, so that it shows the figures as they are."""
    facts = json.loads(Path(os.environ["CTREPORT_BENCH_FACTS"]).read_text(encoding="utf-8"))
    return html.Main(
        [
            html.H1(facts["title"]),
            html.H2("Pledges"),
            table(facts["pledges"]),
            html.H2("Key figures"),
            html.Ul([card(figure) for figure in facts["figures"]]),
            html.H2("Charts"),
            *(chart(one) for one in facts["charts"]),
        ]
    )


app = Dash(__name__, title="Countering Terrorism", compress=True)
app.layout = layout
server = app.server
