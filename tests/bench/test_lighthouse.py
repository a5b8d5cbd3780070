"""What Lighthouse and the browser say of the leaders' page is read as it is, and held against the aims."""

from __future__ import annotations

import pytest

from tests.bench.browser import Request, Visit
from tests.bench.lighthouse import Run, Scrolled, judge, read

PAGE = Request("http://x/years/2018-19/", "Document", 8_000, 100)
BUNDLE = Request("http://x/static/plotly-basic.min.js", "Script", 329_354, 900)
WHOLE_PLOTLY = Request("http://x/static/plotly.min.js", "Script", 1_443_000, 900)
CHART = Request("http://x/charts/2018-19/a.json", "Fetch", 1_500, 800)
SHIFT = "cumulative-layout-shift"
WORDS = {"tag": "P", "words": "3 of 10 pledges", "picture": ""}


def visit(*requests, largest=WORDS):
    return Visit(requests, 100, 90, 900, largest)


def run(performance=0.98, others=1.0, blocking=20):
    scores = {"performance": performance, "accessibility": others, "best-practices": others}
    return Run(scores, {"total-blocking-time": blocking}, "<p>", (), ())


def missed(runs=(), first=None, whole=None):
    scrolled = Scrolled(first or visit(PAGE), whole or visit(PAGE, BUNDLE, CHART), 1)
    return [name for name, _, _, is_reached in judge(runs or [run()], scrolled) if not is_reached]


def test_all_is_reached_where_all_is_within_its_aim():
    assert missed() == []


def test_the_median_run_counts():
    assert missed([run(0.99), run(0.5), run(0.96)]) == []
    assert missed([run(0.94), run(0.5), run(0.96)]) == ["Performance"]


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ({"first": visit(Request("http://x/a.css", "Stylesheet", 150_000, 1))}, "Weight before any chart"),
        ({"first": visit(PAGE, largest=WORDS | {"picture": "http://x/a.png"})}, "Largest contentful paint"),
        ({"runs": [run(blocking=150)]}, "Total blocking time"),
        ({"first": visit(PAGE, CHART)}, "Asked for by charts out of view"),
        ({"whole": visit(PAGE, BUNDLE, BUNDLE)}, "Scripts that charts bring"),
        (
            {"whole": visit(PAGE, Request("http://x/plotly.min.js", "Script", 1_443_000, 1))},
            "Scripts that charts bring",
        ),
    ],
)
def test_what_misses_its_aim_is_said(found, name):
    assert missed(**found) == [name]


def report(**more):
    audit = {"score": 0.4, "title": "Layout shift", "numericValue": 0.3, "details": {"items": [{"score": 0.3}]}}
    fine = {"score": 1, "title": "Fine", "numericValue": 1.0}
    names = ("first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time")
    part = {"score": 1.0, "auditRefs": []}
    return {
        "requestedUrl": "http://x/",
        "finalDisplayedUrl": "http://x/",
        "categories": {
            "performance": {
                "id": "performance",
                "score": 0.9,
                "auditRefs": [{"id": "cumulative-layout-shift", "weight": 25}],
            },
            "accessibility": {"id": "accessibility", **part},
            "best-practices": {"id": "best-practices", **part},
        },
        "audits": {
            **dict.fromkeys(names, fine),
            SHIFT: audit,
            "network-requests": {"details": {"items": [{"url": "http://x/", "transferSize": 10}]}},
            "lcp-breakdown-insight": {"details": {"items": [{"type": "table"}, {"type": "node", "snippet": "<h1>"}]}},
        },
        **more,
    }


def test_a_report_is_read_with_what_it_finds_fault_with():
    found = read(report())
    assert (found.scores["performance"], found.largest, found.requests) == (0.9, "<h1>", (("http://x/", 10),))
    assert [(one.name, one.weight, one.score) for one in found.faults] == [(SHIFT, 25, 0.4)]


def test_a_report_of_another_page_is_refused():
    with pytest.raises(RuntimeError, match="sent on to http://x/account/login/"):
        read(report(finalDisplayedUrl="http://x/account/login/"))
