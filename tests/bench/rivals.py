"""The leaders' page beside a like dashboard in Streamlit and in Dash: bytes, requests and time, as ratios.

All three show the same pledges, key figures and charts, which ``rival_facts`` takes from our page. Each is served on
this machine as its makers say for production: ours and Dash by gunicorn with the same workers, both with compressed
answers, Streamlit by its own server. One Chromium visits them in turn, with an empty cache each time, once over this
machine's own line and once over the slow one of Lighthouse's telephone.

`make rivals` runs this alone. Superset is not among them: Dash is the lighter of the two, so the harder to be held to.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.bench import browser, production
from tests.bench.rival_facts import export
from tests.bench.serving import free_port, running
from tests.bench.table import heading, print_row
from tests.bench.timing import load_average, measure_machine

OURS, STREAMLIT, DASH = "ctreport", "Streamlit", "Dash"
ROUNDS = 5
SLOW_ROUNDS = 3  # the slow line is slow for a rival of megabytes, and steadier
TEXTS = ("html", "css", "javascript", "json", "svg+xml")
AIM = 5  # times better on bytes and on the time to the first content
HERE = Path(__file__).resolve().parent
PYTHON = production.BASE_DIR / "var" / "rivals" / "bin" / "python"
TITLES = {
    "opened_bytes": "Bytes when opened",
    "opened_packed": "… were all text compressed",
    "opened_requests": "Requests when opened",
    "bytes": "Bytes with all charts",
    "packed": "… were all text compressed",
    "requests": "Requests with all charts",
    "paint_ms": "First contentful paint, be it a spinner",
    "content_ms": "Time to first content: a pledge to read",
    "charts_ms": "Time until all charts are drawn",
}
# Bytes are judged as though a proxy compressed what a rival's own server does not.
JUDGED = {"opened_packed": "bytes when opened", "packed": "bytes with all charts", "content_ms": "first content"}


@dataclass(frozen=True)
class Dashboard:
    """A dashboard that is served, and the cookie that it wants."""

    name: str
    address: str
    cookie: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a visit waits for: words, and so many charts; without charts nobody scrolls."""

    words: str
    charts: int


@dataclass(frozen=True)
class Spread:
    """The median of a few visits, with the least and the greatest: how steady the machine was."""

    median: float
    least: float
    greatest: float


@dataclass(frozen=True)
class Found:
    """What the visits to one dashboard over one line showed."""

    name: str
    network: str
    spreads: dict[str, Spread]


def measure(python: str, rounds: int, folder: Path) -> list[Found]:
    """Serve the three, visit them in turn and return what was found."""
    production.set_up(folder)
    with ExitStack() as servers:
        served = servers.enter_context(production.served(folder))
        facts = export(served, folder / "facts.json")
        dashboards = [
            Dashboard(OURS, served.dashboard, served.cookie),
            Dashboard(STREAMLIT, servers.enter_context(_streamlit(python, folder))),
            Dashboard(DASH, servers.enter_context(_dash(python, folder))),
        ]
        wanted = Wanted(facts["pledges"][0]["Pledge"][:40], len(facts["charts"]))
        chromium = servers.enter_context(browser.chromium())
        _look(chromium, dashboards, wanted, browser.HERE)  # warms the servers
        opened = _look(chromium, dashboards, Wanted(wanted.words, 0), browser.HERE)
        found = []
        for network, times in ((browser.HERE, rounds), (browser.PHONE_LINE, min(rounds, SLOW_ROUNDS))):
            looks = [_look(chromium, dashboards, wanted, network) for _ in range(times)]
            for one in dashboards:
                visits = [look[one.name] for look in looks]
                found.append(Found(one.name, network.name, summed_up(visits, opened[one.name])))
    return found


def _look(
    chromium: Any, dashboards: Sequence[Dashboard], wanted: Wanted, network: browser.Network
) -> dict[str, browser.Visit]:
    """Visit each once."""
    return {
        one.name: browser.visit(
            chromium, one.address, words=wanted.words, charts=wanted.charts, cookie=one.cookie, network=network
        )
        for one in dashboards
    }


def summed_up(visits: Sequence[browser.Visit], opened: browser.Visit) -> dict[str, Spread]:
    """Return the spread of each quantity over some visits; ``opened`` is one in which nobody scrolled."""
    at_first = {
        "opened_bytes": opened.bytes,
        "opened_packed": packed_size(opened.requests),
        "opened_requests": len({one.url for one in opened.requests}),
        "packed": packed_size(visits[0].requests),
    }
    rows = [at_first | _quantities(visit) for visit in visits]
    return {
        name: Spread(statistics.median(values), min(values), max(values))
        for name in TITLES
        if (values := [row[name] for row in rows])
    }


def _quantities(visit: browser.Visit) -> dict[str, float]:
    return {
        "bytes": visit.bytes,
        "requests": len({one.url for one in visit.requests}),
        "paint_ms": visit.first_paint_ms,
        "content_ms": max(visit.words_ms, visit.first_paint_ms),
        "charts_ms": visit.charts_ms,
    }


def packed_size(requests: Sequence[browser.Request]) -> int:
    """Return the bytes of some requests, had a proxy compressed what its server sent as it is.

    Streamlit compresses nothing by itself. It would be unfair to count that where a proxy stands before it.
    """
    return sum(one.bytes if one.kind == "Socket" else min(one.bytes, _packed(one.url)) for one in requests)


@cache
def _packed(url: str) -> int:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            is_text = answer.headers.get_content_type().split("/")[-1] in (
                "html",
                "css",
                "javascript",
                "json",
                "svg+xml",
            )
            if not is_text or answer.headers["Content-Encoding"]:
                return sys.maxsize
            return len(gzip.compress(answer.read(), 6)) + len(str(answer.headers))
    except OSError:  # it is not for everybody, or is gone
        return sys.maxsize


def _streamlit(python: str, folder: Path) -> Any:
    port = free_port()
    command = [python, "-m", "streamlit", "run", str(HERE / "rival_streamlit.py"), f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none"]
    command += ["--browser.gatherUsageStats=false", "--client.toolbarMode=viewer"]
    return running(command, f"http://127.0.0.1:{port}/", _environment(folder), folder, folder / "streamlit.log")


def _dash(python: str, folder: Path) -> Any:
    address = f"http://127.0.0.1:{(port := free_port())}/"
    command = [python, "-m", "gunicorn", *production.GUNICORN, "--chdir", str(HERE), "--bind", f"127.0.0.1:{port}"]
    return running([*command, "rival_dash:server"], address, _environment(folder), folder, folder / "dash.log")


def _environment(folder: Path) -> dict[str, str]:
    """Ours, without what would lead Python to our packages, and with a home of its own for settings that are kept."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DJANGO", "VIRTUAL"))}
    return kept | {"HOME": str(folder), "CTREPORT_BENCH_FACTS": str(folder / "facts.json")}


def ratios(found: Sequence[Found], quantity: str) -> Iterator[tuple[str, str, float]]:
    """Return how many times as much as we each rival needs: rival, network, ratio; sizes once, over the first line."""
    ours = {one.network: one.spreads[quantity].median for one in found if one.name == OURS}
    for one in found:
        if one.name != OURS and (quantity.endswith("_ms") or one.network == found[0].network):
            yield one.name, one.network, one.spreads[quantity].median / ours[one.network]


def judge_rivals(found: Sequence[Found]) -> Iterator[tuple[str, str, str, bool]]:
    """Hold each rival against the aim: name, aim, measured, reached."""
    for quantity, name in JUDGED.items():
        for rival, network, ratio in ratios(found, quantity):
            over = f", {network}" if quantity.endswith("_ms") else ""
            yield f"{rival}: {name}{over}", f"{AIM} times ours", f"{ratio:.1f} times", ratio >= AIM


def print_rivals(found: Sequence[Found]) -> None:
    """Print the medians, how far the visits lay apart, and the ratios."""
    heading("Beside like dashboards", f"in turn, empty cache each time; {load_average()}")
    sizes = [one for one in TITLES if not one.endswith("_ms")]
    _print_some(found, found[0].network, sizes)
    for network in dict.fromkeys(one.network for one in found):
        heading(f"Times over {network}")
        _print_some(found, network, [one for one in TITLES if one not in sizes])


def _print_some(found: Sequence[Found], network: str, quantities: Sequence[str]) -> None:
    for quantity in quantities:
        times = {rival: ratio for rival, line, ratio in ratios(found, quantity) if line == network}
        for one in (one for one in found if one.network == network):
            ratio = f", {times[one.name]:.1f} times ours" if one.name in times else ""
            spread = one.spreads[quantity]
            told = f"{_told(quantity, spread.least)} to {_told(quantity, spread.greatest)}{ratio}"
            print_row(
                TITLES[quantity] if one.name == OURS else "", _told(quantity, spread.median), f"{one.name}: {told}"
            )


def _told(quantity: str, value: float) -> str:
    if quantity.endswith(("bytes", "packed")):
        return f"{value / 1000:.0f} kB"
    return f"{value:.0f} ms" if quantity.endswith("_ms") else f"{value:.0f}"


def measure_rivals(python: Path = PYTHON) -> list[Found]:
    """Measure in a process of its own, as the product is served with the settings of an installation."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [sys.executable, "-m", "tests.bench.rivals", f"--python={python}", f"--json={file.name}", "--quiet"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
        subprocess.run(command, env=environment, cwd=production.BASE_DIR, check=True)
        rows = json.loads(Path(file.name).read_text(encoding="utf-8"))
    return [
        Found(one["name"], one["network"], {name: Spread(**spread) for name, spread in one["spreads"].items()})
        for one in rows
    ]


def main() -> None:
    """Measure, print and judge; end with an error where the aim is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rivals", description=__doc__.splitlines()[0])
    parser.add_argument("--python", type=Path, default=PYTHON, help="the Python that has the rivals installed")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"counted visits of each ({ROUNDS})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was found to FILE as well")
    parser.add_argument("--quiet", action="store_true", help="write only, and judge nothing")
    options = parser.parse_args()
    before = measure_machine().counting_loop_ms
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        # Not resolved: a virtual environment's Python is a link to the one that made it.
        found = measure(str(options.python.absolute()), options.rounds, Path(name))
    if options.json:
        options.json.write_text(json.dumps([asdict(one) for one in found], indent=2) + "\n")
    if options.quiet:
        return
    print_rivals(found)
    after = measure_machine().counting_loop_ms
    print_row("Counting loop, before", f"{before:.1f} ms", f"{after:.1f} ms after: alike if the machine was left alone")
    heading("Aims")
    aims = list(judge_rivals(found))
    for title, aim, measured, is_reached in aims:
        print_row(title, measured, f"aim: {aim}", "reached" if is_reached else "NOT REACHED")
    sys.exit(not all(is_reached for *_, is_reached in aims))


if __name__ == "__main__":
    main()
