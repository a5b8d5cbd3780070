"""Threads made by hand, without a database."""

import random

from ctreport.dashboard.picture.part import Part
from ctreport.dashboard.picture.words import Value
from ctreport.thread.threads import Gap, GapKind, Node, Thread, Tie

KINDS = {"P": "pledge", "A": "activity", "O": "outcome", "M": "measure", "F": "figure"}


def key_of(name):
    return KINDS[name[0]], int(name[1:])


def a_thread(links="", *, alone="", gaps=None, text="Words of a record that go on for a while longer than a box"):
    """Make a thread of links such as "P1-A1 A1-O1"; ``gaps`` gives what some records lack."""
    pairs = [tuple(link.split("-")) for link in links.split()]
    names = dict.fromkeys([name for pair in pairs for name in pair] + alone.split())
    order = sorted(names, key=lambda name: ("PAOMF".index(name[0]), int(name[1:])))
    nodes = {}
    for name in order:
        kind, number = key_of(name)
        nodes[(kind, number)] = Node(kind, number, name if name[0] in "PAO" else "", f"{text} {name}")
    down, up = {}, {}
    for top, bottom in sorted(pairs, key=lambda pair: [order.index(name) for name in pair]):
        down.setdefault(key_of(top), []).append(Tie(nodes[key_of(bottom)]))
        up.setdefault(key_of(bottom), []).append(Tie(nodes[key_of(top)]))
    found = tuple(Gap(kind, nodes[key_of(name)]) for name, kinds in (gaps or {}).items() for kind in kinds)
    return Thread("2018/19", nodes, _fixed(down), _fixed(up), found)


def _fixed(ties):
    return {key: tuple(some) for key, some in ties.items()}


def the_whole(thread):
    return Part(thread, dict(thread.nodes))


def values_for(thread):
    return {node.pk: Value("Online, after dark", "over 9000") for node in thread.of_kind("figure")}


def a_tangle(seed, size=12):
    """Make a thread in which everything is linked to something, at random."""
    dice = random.Random(seed)
    links = []
    for number in range(1, size + 1):
        links.append(f"P{dice.randint(1, size)}-A{number}")
        links.append(f"P{number}-A{dice.randint(1, size)}")
        links.append(f"{dice.choice('PA')}{dice.randint(1, size)}-O{number}")
        links.append(f"{dice.choice('AO')}{dice.randint(1, size)}-M{number}")
        links += [f"M{number}-F{number * 10 + one}" for one in range(dice.randint(1, 4))]
    gaps = {f"P{number}": [GapKind.PLEDGE_WITHOUT_OUTCOME, GapKind.PLEDGE_WITHOUT_FIGURE] for number in (2, 5)}
    return a_thread(" ".join(dict.fromkeys(links)), gaps=gaps)
