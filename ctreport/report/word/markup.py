"""WordprocessingML in short: elements, and what is written by several of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

from ctreport.charts.sheet import cleaned

# lxml keeps the usual prefixes of a process in one place, and openpyxl puts some there when it is loaded. With all of
# ours there from the start, the same document comes out whatever was written before it in the process.
for _prefix, _address in nsmap.items():
    etree.register_namespace(_prefix, _address)

Element = Any  # an lxml element
_LONGEST_NAME = 40  # characters that Word keeps of a bookmark's name


def w(name: str, /, *children: Element, **attributes: object) -> Element:
    """Return an element of WordprocessingML with its children and attributes."""
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    return element


def run_of(text: str, *looks: Element) -> Element:
    """Return a run of text; each line end in it breaks the line. ``looks`` are properties of the run."""
    run = w("r", w("rPr", *looks)) if looks else w("r")
    for number, line in enumerate(cleaned(text).replace("\r", "").split("\n")):
        if number:
            run.append(w("br"))
        written = w("t")
        written.text = line
        written.set(qn("xml:space"), "preserve")
        run.append(written)
    return run


def field(instruction: str, shown: Iterable[Element]) -> list[Element]:
    """Return the runs of a field; ``shown`` is what it shows until Word works it out anew."""
    return [*field_start(instruction), *shown, w("r", w("fldChar", fldCharType="end"))]


def field_start(instruction: str) -> list[Element]:
    """Return the runs before what a field shows."""
    written = w("instrText")
    written.text = f" {instruction} "
    written.set(qn("xml:space"), "preserve")
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", written),
        w("r", w("fldChar", fldCharType="separate")),
    ]


def bookmark_name(anchor: str) -> str:
    """Return an anchor of the report as a bookmark may be named: 40 letters, digits and underscores."""
    name = re.sub(r"\W", "_", anchor, flags=re.ASCII)
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"
