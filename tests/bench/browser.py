"""One visit of a page in Chromium, with an empty cache: what it asked for, and when its words and charts were there.

The same script measures every page, whoever made it. Times are those of the page's own clock, from the start of the
navigation. Bytes are what came over the wire: heads and compressed bodies, and the frames of web sockets.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.bench.chromium import find_chromium

PATIENCE_MS = 300_000  # a heavy page over a slow line
PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Runs before anything of the page. It looks once a frame. From the first words on it scrolls as a hurried thumb would,
# half a window's height at a time, down and up again, since charts may be drawn only when they come into view.
WATCH = """
window.__seen = new Promise((resolve, reject) => {
  const wanted = %(wanted)s
  const seen = { words: 0, charts: 0, largest: {} }
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      const words = (one.element?.textContent ?? '').replace(/\\s+/g, ' ').trim()
      seen.largest = { tag: one.element?.tagName ?? '', words: words.slice(0, 60), picture: one.url }
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  // Text that stands in a script is not there for a reader yet.
  const sought = `boolean(//body//text()[contains(., "${wanted.words}")][not(ancestor::script)])`
  const isThere = () => document.evaluate(sought, document, null, XPathResult.BOOLEAN_TYPE).booleanValue
  const drawn = () => [...document.querySelectorAll('.js-plotly-plot')]
    .filter((plot) => plot.querySelector('svg.main-svg .cartesianlayer .trace')).length
  let last = 0
  let down = 1
  const scroll = () => {
    const before = scrollY
    scrollBy({ top: down * innerHeight / 2, behavior: 'instant' })
    if (Math.abs(scrollY - before) < 1) down = -down
  }
  const look = (now) => {
    if (!seen.words && isThere()) seen.words = now
    if (seen.words && wanted.charts && drawn() >= wanted.charts) seen.charts = now
    if (seen.words && now > seen.words && (seen.charts || !wanted.charts)) return resolve(seen)
    if (seen.words && wanted.charts && now - last > 40) {
      last = now
      scroll()
    }
    if (now > wanted.patience) return reject(new Error(`after ${now} ms: ${JSON.stringify(seen)}, ${drawn()} charts`))
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})
"""


@dataclass(frozen=True)
class Network:
    """How slow the line and the processor are made. The slow one is Lighthouse's telephone (its mobile preset)."""

    name: str
    latency_ms: float = 0
    bits_per_second: float = 0  # 0: as it is
    slowdown: float = 1


HERE = Network("this machine")
PHONE_LINE = Network("slow 4G, processor 4 times slower", 150, 1_638_400, 4)


@dataclass(frozen=True)
class Request:
    """Something that the page asked for: its size over the wire, and when it was there."""

    url: str
    kind: str
    bytes: int
    ended_ms: float


@dataclass(frozen=True)
class Visit:
    """What one visit showed.

    ``first_paint_ms`` is the browser's own first contentful paint, be it only a spinner; ``words_ms`` is when the words
    that were waited for stood in the page, which is then about to be painted.
    """

    requests: tuple[Request, ...]
    first_paint_ms: float
    words_ms: float
    charts_ms: float
    largest: dict[str, str]

    @property
    def bytes(self) -> int:
        """All that came over the wire."""
        return sum(one.bytes for one in self.requests)

    def by(self, moment: float) -> tuple[Request, ...]:
        """What had come by a moment, in milliseconds."""
        return tuple(one for one in self.requests if one.ended_ms <= moment)


@contextmanager
def chromium() -> Iterator[Any]:
    """Give the system's Chromium, started once for many visits."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CTREPORT_CHROMIUM") or find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def visit(browser: Any, address: str, *, words: str, charts: int, cookie: str = "", network: Network = HERE) -> Visit:
    """Open a page on a telephone and wait for its ``words`` and for so many charts; 0 looks at the first view only."""
    context = browser.new_context(**PHONE)
    if cookie:
        sign_in(context, address, cookie)
    try:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        wire = Wire(context.new_cdp_session(page), network)
        wanted = {"words": words, "charts": charts, "patience": PATIENCE_MS}
        page.add_init_script(WATCH % {"wanted": json.dumps(wanted)})
        page.goto(address, wait_until="commit")
        page.evaluate("window.__seen")
        page.wait_for_load_state("networkidle")
        seen = page.evaluate("window.__seen")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        return Visit(wire.requests(), paint, seen["words"], seen["charts"], seen["largest"])
    finally:
        context.close()


def sign_in(context: Any, address: str, cookie: str) -> None:
    """Give a browser the cookie (name=value) of a person for all pages of the address's server."""
    name, value = cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "domain": urlsplit(address).hostname, "path": "/"}])


class Wire:
    """Listens to the network of a page."""

    def __init__(self, session: Any, network: Network) -> None:
        self._asked: dict[str, tuple[str, str]] = {}
        self._ended: dict[str, tuple[int, float]] = {}
        self._frames: dict[str, list[tuple[int, float]]] = {}
        self._start = 0.0
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.loadingFinished", self._end)
        session.on(
            "Network.webSocketCreated",
            lambda event: self._asked.setdefault(event["requestId"], (event["url"], "Socket")),
        )
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.send("Network.enable")
        if network.bits_per_second:
            rate = network.bits_per_second / 8
            limits = {"latency": network.latency_ms, "downloadThroughput": rate, "uploadThroughput": rate}
            session.send("Network.emulateNetworkConditions", {"offline": False, **limits})
        if network.slowdown != 1:
            session.send("Emulation.setCPUThrottlingRate", {"rate": network.slowdown})

    def _ask(self, event: dict[str, Any]) -> None:
        self._start = self._start or event["timestamp"]
        self._asked[event["requestId"]] = event["request"]["url"], event.get("type", "")

    def _open(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["url"], "Socket"

    def _end(self, event: dict[str, Any]) -> None:
        self._ended[event["requestId"]] = int(event["encodedDataLength"]), event["timestamp"]

    def _frame(self, event: dict[str, Any]) -> None:
        # The payload of a binary frame is told in base64: four letters for three bytes.
        frame = event["response"]
        size = len(frame["payloadData"]) * (0.75 if frame["opcode"] == 2 else 1)
        self._frames.setdefault(event["requestId"], []).append((int(size), event["timestamp"]))

    def requests(self) -> tuple[Request, ...]:
        """Return what was asked for so far, in the order in which it came; each frame of a socket for itself."""
        found = []
        for key, (url, kind) in self._asked.items():
            parts = self._frames.get(key, []) if kind == "Socket" else [self._ended[key]] if key in self._ended else []
            found += [Request(url, kind, size, 1000 * (ended - self._start)) for size, ended in parts]
        return tuple(sorted(found, key=lambda one: one.ended_ms))
