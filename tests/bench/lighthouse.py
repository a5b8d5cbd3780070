"""``make lighthouse``: the leaders' page under Lighthouse's mobile preset, and what it asks for as one scrolls.

The page holds the 2018/19 records and the illustrative history and is served as an installation serves it. Each run
has a Chromium and a profile of its own, so that nothing is cached; the median of the runs is held against the aims.
Ends with an error where one is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import browser, production
from tests.bench.chromium import find_chromium
from tests.bench.serving import free_port, running
from tests.bench.table import heading, print_row
from tests.bench.timing import load_average

PERFORMANCE_AIM = 0.95
FIRST_WEIGHT_AIM = 150_000  # bytes over the wire, before any chart is drawn
BLOCKING_AIM_MS = 150
BUNDLE_BYTES = range(320_000, 340_000)  # plotly-basic, compressed with brotli: 329 kB
CATEGORIES = ("performance", "accessibility", "best-practices")
TIMINGS = {
    "first-contentful-paint": "First contentful paint",
    "largest-contentful-paint": "Largest contentful paint",
    "speed-index": "Speed index",
    "total-blocking-time": "Total blocking time",
    "cumulative-layout-shift": "Layout shift",
}
REMARKS = 4  # of an audit's details that are printed


@dataclass(frozen=True)
class Audit:
    """What Lighthouse finds fault with: its name, weight in the score, and details on one line each."""

    name: str
    category: str
    weight: float
    score: float
    title: str
    details: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """One run of Lighthouse."""

    scores: dict[str, float]
    timings: dict[str, float]
    largest: str
    requests: tuple[tuple[str, int], ...]
    faults: tuple[Audit, ...]


def read(report: dict[str, Any]) -> Run:
    """Read what Lighthouse wrote. Raises RuntimeError where it did not see the page."""
    if error := report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse could not look at the page: {error['message']}")
    if report["finalDisplayedUrl"] != report["requestedUrl"]:
        raise RuntimeError(f"Lighthouse was sent on to {report['finalDisplayedUrl']}.")
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    return Run(
        scores={name: report["categories"][name]["score"] for name in CATEGORIES},
        timings={name: audits[name]["numericValue"] for name in TIMINGS},
        largest=_largest(audits["lcp-breakdown-insight"]),
        requests=tuple((one["url"], int(one["transferSize"])) for one in requests),
        faults=tuple(_faults(report)),
    )


def _largest(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items", [])
    return next((one["snippet"] for one in items if one.get("type") == "node"), "not told")


def _faults(report: dict[str, Any]) -> Iterator[Audit]:
    for category in report["categories"].values():
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if audit["score"] is None or audit["score"] >= 1:
                continue
            items = audit.get("details", {}).get("items", [])
            details = tuple(json.dumps(one, ensure_ascii=False)[:230] for one in items[:REMARKS])
            told = f"{audit['title']} {audit.get('displayValue', '')}".strip()
            yield Audit(reference["id"], category["id"], reference["weight"], audit["score"], told, details)


def run_lighthouse(node: str, lighthouse: str, address: str, cookie: str, folder: Path) -> Run:
    """Let Lighthouse look at a page in a Chromium of its own, signed in."""
    with _own_chromium(folder, address, cookie) as port:
        report = folder / "lighthouse.json"
        command = [node, lighthouse, address, f"--port={port}", "--output=json", f"--output-path={report}", "--quiet"]
        command += ["--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            raise RuntimeError(f"Lighthouse failed:\n{done.stderr[-2000:]}")
        return read(json.loads(report.read_text(encoding="utf-8")))


@contextmanager
def _own_chromium(folder: Path, address: str, cookie: str) -> Iterator[int]:
    """Start a Chromium with an empty profile that holds the cookie; give the port at which it takes orders.

    A head with the cookie would not do: as soon as the page sets a cookie of its own, Chromium sends that one alone.
    """
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CTREPORT_CHROMIUM") or find_chromium()
    if path is None:
        raise RuntimeError("There is no Chromium here.")
    port = free_port()
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as profile:
        command = [path, *browser.ARGUMENTS, "--headless=new", f"--user-data-dir={profile}"]
        command += [f"--remote-debugging-port={port}", "about:blank"]
        with running(command, f"http://127.0.0.1:{port}/json/version", os.environ, folder):
            with sync_playwright() as playwright:
                chromium = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
                browser.sign_in(chromium.contexts[0], address, cookie)
                chromium.close()  # lets go of it; it runs on
            yield port


@dataclass(frozen=True)
class Scrolled:
    """What the page asked for at first, and what came when its charts came into view."""

    first: browser.Visit
    whole: browser.Visit
    charts: int

    @property
    def later(self) -> tuple[browser.Request, ...]:
        """What was asked for because of the charts."""
        known = {one.url for one in self.first.requests}
        return tuple(one for one in self.whole.requests if one.url not in known)

    @property
    def bundles(self) -> tuple[browser.Request, ...]:
        """The scripts that the charts brought."""
        return tuple(one for one in self.later if one.kind == "Script")


def scroll(served: production.Served) -> Scrolled:
    """Visit the page twice on a telephone: as it opens, and to its end."""
    charts = production.charts_on(served)
    with browser.chromium() as chromium:
        first = browser.visit(chromium, served.dashboard, words=production.FIRST_WORDS, charts=0, cookie=served.cookie)
        whole = browser.visit(
            chromium, served.dashboard, words=production.FIRST_WORDS, charts=charts, cookie=served.cookie
        )
    return Scrolled(first, whole, charts)


def median(runs: Sequence[Run], kind: str, name: str) -> float:
    """Return the median of a score or a timing over the runs."""
    return statistics.median(getattr(run, kind)[name] for run in runs)


def judge(runs: Sequence[Run], scrolled: Scrolled) -> Iterator[tuple[str, str, str, bool]]:
    """Hold the runs against the aims: name, aim, measured, reached."""
    for name in CATEGORIES:
        aim = PERFORMANCE_AIM if name == "performance" else 1.0
        score = median(runs, "scores", name)
        yield name.replace("-", " ").capitalize(), f"{aim:.2f}", f"{score:.2f}", score >= aim
    first, largest = scrolled.first, scrolled.first.largest
    size, aim_kb = first.bytes, FIRST_WEIGHT_AIM // 1000
    yield "Weight before any chart", f"{aim_kb} kB", f"{size / 1000:.1f} kB", size < FIRST_WEIGHT_AIM
    told = "a picture" if largest["picture"] else f"<{largest['tag'].lower()}>"
    yield "Largest contentful paint", "text", told, not largest["picture"] and bool(largest["words"])
    blocking = median(runs, "timings", "total-blocking-time")
    yield "Total blocking time", f"{BLOCKING_AIM_MS} ms", f"{blocking:.0f} ms", blocking < BLOCKING_AIM_MS
    early = [one for one in first.requests if "plotly" in one.url or "/charts/" in one.url]
    yield "Asked for by charts out of view", "nothing", f"{len(early)} requests", not early
    bundles = scrolled.bundles
    sizes = ", ".join(f"{one.bytes / 1000:.0f} kB" for one in bundles) or "nothing"
    is_one = len(bundles) == 1 and bundles[0].bytes in BUNDLE_BYTES
    yield "Scripts that charts bring", "329 kB, once", sizes, is_one


def print_runs(runs: Sequence[Run]) -> None:
    """Print scores and timings, and what the worst run found fault with."""
    for name in CATEGORIES:
        all_ = ", ".join(f"{run.scores[name]:.2f}" for run in runs)
        print_row(name.replace("-", " ").capitalize(), f"{median(runs, 'scores', name):.2f}", all_)
    for name, title in TIMINGS.items():
        value = median(runs, "timings", name)
        unit = "" if name == "cumulative-layout-shift" else " ms"
        print_row(title, f"{value:.3f}" if not unit else f"{value:.0f}{unit}", "")
    worst = min(runs, key=lambda run: sum(run.scores.values()))
    print_row("Largest paint, as Lighthouse tells it", "", worst.largest[:110])
    for fault in worst.faults:
        weight = f"weight {fault.weight:g}" if fault.weight else "no weight"
        print_row(f"  {fault.name}", f"{fault.score:.2f}", f"{weight}: {fault.title}")
        for line in fault.details:
            print(f"      {line}")


def print_requests(scrolled: Scrolled) -> None:
    """Print each request: those of the first view, and those that the charts brought."""
    later = sum(one.bytes for one in scrolled.later)
    for title, some, size in (
        ("The first view", scrolled.first.requests, scrolled.first.bytes),
        (f"Brought by {scrolled.charts} charts when they came into view", scrolled.later, later),
    ):
        heading(title, f"{len(some)} requests, {size / 1000:.1f} kB")
        for one in some:
            print_row(one.url.split("/", 3)[-1][-60:], f"{one.bytes / 1000:.1f} kB", one.kind)


def main() -> None:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.lighthouse", description=__doc__.splitlines()[0])
    parser.add_argument("--node", required=True, help="Node 22.19 or later")
    parser.add_argument("--lighthouse", required=True, help="Lighthouse's cli/index.js")
    parser.add_argument("--runs", type=int, default=5, help="how often Lighthouse looks (5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        production.set_up(folder)
        with production.served(folder) as served:
            scrolled = scroll(served)
            looked = (options.node, options.lighthouse, served.dashboard, served.cookie, folder)
            runs = [run_lighthouse(*looked) for _ in range(options.runs)]
    heading(f"Lighthouse, mobile: {production.PAGE}", f"median of {len(runs)}; {load_average()}")
    print_runs(runs)
    print_requests(scrolled)
    heading("Aims")
    aims = list(judge(runs, scrolled))
    for title, aim, measured, is_reached in aims:
        print_row(title, measured, f"aim: {aim}", "reached" if is_reached else "NOT REACHED")
    sys.exit(not all(is_reached for *_, is_reached in aims))


if __name__ == "__main__":
    main()
