"""What is measured beside the rivals is counted and compared as it is."""

from __future__ import annotations

from tests.bench.browser import HERE, PHONE_LINE, Request, Visit, Wire
from tests.bench.rivals import DASH, OURS, STREAMLIT, Found, Spread, judge_rivals, ratios, summed_up


def found(**times):
    """What was found where the rivals need so many times what we do."""
    names = ("opened_packed", "packed", "content_ms")
    return [
        Found(name, network.name, {one: Spread(*[base * times.get(name, 1)] * 3) for one in names})
        for network, base in ((HERE, 100), (PHONE_LINE, 1000))
        for name in (OURS, STREAMLIT, DASH)
    ]


def test_five_times_ours_is_enough_on_each_line():
    aims = list(judge_rivals(found(Streamlit=20, Dash=5)))
    assert all(is_reached for *_, is_reached in aims)
    assert [name for name, *_ in aims if name.startswith("Dash")] == [
        "Dash: bytes when opened",
        "Dash: bytes with all charts",
        "Dash: first content, this machine",
        "Dash: first content, slow 4G, processor 4 times slower",
    ]


def test_less_than_five_times_is_said():
    some = found(Streamlit=20, Dash=4.9)
    assert {name.split(":")[0] for name, _, _, is_reached in judge_rivals(some) if not is_reached} == {"Dash"}
    assert list(ratios(some, "packed")) == [(STREAMLIT, "this machine", 20), (DASH, "this machine", 4.9)]


def test_words_count_as_seen_when_something_is_painted():
    visits = [Visit((Request("data:", "Socket", 10, 1),), paint, 50, 200, {}) for paint in (40, 60, 80)]
    spreads = summed_up(visits, visits[0])
    assert (spreads["content_ms"].median, spreads["content_ms"].least) == (60, 50)


class Session:
    """A page's network, told by hand."""

    def __init__(self):
        self.told = {}

    def on(self, name, listener):
        self.told[name.removeprefix("Network.")] = listener

    def send(self, *_):
        pass


def test_heads_bodies_and_frames_of_sockets_are_counted():
    session = Session()
    wire = Wire(session, HERE)
    page = {"requestId": "1", "request": {"url": "http://x/"}, "type": "Document", "timestamp": 5.0}
    session.told["requestWillBeSent"](page)
    session.told["loadingFinished"]({"requestId": "1", "encodedDataLength": 700, "timestamp": 5.1})
    session.told["requestWillBeSent"](page | {"requestId": "2"})  # never answered
    session.told["webSocketCreated"]({"requestId": "3", "url": "ws://x/"})
    for opcode, size in ((2, 400), (1, 30)):
        frame = {"payloadData": "a" * size, "opcode": opcode}
        session.told["webSocketFrameReceived"]({"requestId": "3", "response": frame, "timestamp": 5.2})
    assert [(one.kind, one.bytes, round(one.ended_ms)) for one in wire.requests()] == [
        ("Document", 700, 100),
        ("Socket", 300, 200),
        ("Socket", 30, 200),
    ]
