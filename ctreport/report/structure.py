"""Puts the tags of a PDF that WeasyPrint is about to write in order: one element of the text, one element of the tags.

WeasyPrint 70 tags page by page and line by line. What goes on over a page (a table, a list, a paragraph, a part) is
an element on each page, and the head of a table is read out again on each; a link that is broken over two lines is
two links. Of lists it tags each term and each meaning as an item of its own, leaves a paragraph in an item without its
body, and says nothing of their numbering. ISO 14289-1 (PDF/UA-1) asks for tags that say what a thing is, in logical
order (7.1), for tables (7.5) and lists (7.6) as ISO 32000-1 (PDF 1.7), 14.8.4.3, describes them.

It works on pydyf's objects before they are written, in time that grows with their number.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

Element = Any  # a pydyf.Dictionary with the keys S (kind), K (kids), P (parent) and Pg (page)

_NUMBERINGS = {
    "decimal": "/Decimal",
    "lower-alpha": "/LowerAlpha",
    "upper-alpha": "/UpperAlpha",
    "lower-roman": "/LowerRoman",
    "upper-roman": "/UpperRoman",
    "disc": "/Disc",
    "circle": "/Circle",
    "square": "/Square",
}
_REPEATED = ("/THead", "/TFoot")  # stand again on each page that a table goes on to


@cache
def remember_boxes() -> None:
    """Make WeasyPrint note on each element of the structure which element of the HTML it was made of.

    Raises AttributeError where WeasyPrint has changed so that this cannot be done.
    """
    from weasyprint.pdf import tags

    build: Callable[..., Any] = tags._build_box_tree

    def build_and_note(box: Any, *rest: Any) -> Any:
        for element in build(box, *rest):
            if box.element is not None and not hasattr(element, "made_of"):
                element.made_of = (box.element, box.element_tag)
                if box.element_tag in ("ol", "ul"):
                    element.numbering = box.style["list_style_type"]
            yield element

    tags._build_box_tree = build_and_note


def finish_structure(_: Any, pdf: Any) -> None:
    """Join what was torn apart and mend lists. A "finisher" as WeasyPrint calls it, with its document and the PDF."""
    _Structure(pdf).finish()


def _number(reference: bytes) -> int:
    return int(reference.split(maxsplit=1)[0])


class _Structure:
    """The structure of a PDF while it is put in order."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.moved: dict[bytes, bytes] = {}  # from elements that were joined to another to that other

    def finish(self) -> None:
        root = self.pdf.objects[_number(self.pdf.catalog["StructTreeRoot"])]
        waiting = [self.pdf.objects[_number(root["K"][0])]]
        while waiting:
            element = waiting.pop()
            self._join_kids(element)
            if element["S"] == "/Link":
                self._take_in_links(element)
            elif element["S"] == "/L":
                self._finish_list(element)
            elif element["S"] == "/LI":
                self._finish_item(element)
            waiting += self._kids(element)
        owners = self.pdf.objects[_number(root["ParentTree"])]["Nums"]
        for place in range(1, len(owners), 2):
            if isinstance(owners[place], list):  # those of a page's content; else that of an annotation
                owners[place][:] = [self.moved.get(owner, owner) for owner in owners[place]]
            else:
                owners[place] = self.moved.get(owners[place], owners[place])

    def _element(self, kid: Any) -> Element | None:
        """Return the element that a kid is; None where it is content or an annotation."""
        if not isinstance(kid, bytes):
            return None
        found = self.pdf.objects[_number(kid)]
        return found if "S" in found else None

    def _kids(self, element: Element) -> list[Element]:
        return [found for kid in element["K"] if (found := self._element(kid)) is not None]

    # --- Joining ---

    def _join_kids(self, element: Element) -> None:
        """Join kids that were made of the same element of the HTML: neighbours; in a table also those of a column."""
        in_table = element["S"] in ("/Table", "/TR")
        seen: dict[Any, Element] = {}
        kept: list[Any] = []
        for kid in element["K"]:
            found: Any = self._element(kid)
            made_of = getattr(found, "made_of", None)
            key = made_of and (*made_of, found["S"])
            earlier = seen.get(key)
            if earlier is None:
                if not in_table:
                    seen.clear()
                if key:
                    seen[key] = found
                kept.append(kid)
            elif found["S"] not in _REPEATED or self._has_annotation(found):
                self._absorb(earlier, found)
        element["K"][:] = kept

    def _take_in_links(self, link: Element) -> None:
        """Make a link one with those in it. Such is what CSS puts before or after its words, as a page's number."""
        kids, link["K"][:] = list(link["K"]), []
        for kid in kids:
            found = self._element(kid)
            if found is not None and found["S"] == "/Link":
                self._absorb(link, found)
            else:
                link["K"].append(kid)

    def _absorb(self, earlier: Element, later: Element) -> None:
        other_page = earlier["Pg"] != later["Pg"]
        for kid in later["K"]:
            if (found := self._element(kid)) is not None:
                found["P"] = earlier.reference
            # A bare number of content is one of the element's own page: elsewhere its page stands beside it.
            earlier["K"].append(self._content(kid, later["Pg"]) if other_page and isinstance(kid, int) else kid)
        self.moved[later.reference] = earlier.reference
        later.free = "f"

    def _content(self, number: int, page: bytes) -> Any:
        import pydyf

        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})

    def _has_annotation(self, element: Element) -> bool:
        """Whether there is a link in it: that must hang on the structure, though it is read out again."""
        waiting = [element]
        while waiting:
            for kid in waiting.pop()["K"]:
                if (found := self._element(kid)) is not None:
                    waiting.append(found)
                elif isinstance(kid, bytes):
                    return True
        return False

    # --- Lists ---

    def _finish_list(self, element: Element) -> None:
        """Take items out of groups, put a term and its meanings in one item, and say how the list is numbered."""
        kept: list[bytes] = []
        terms: Element | None = None  # the item whose terms still take in meanings
        for item in self._items(element):
            item["P"] = element.reference
            kind = self._kind_in(item)
            if kind == "dt":
                for kid in self._kids(item):
                    kid["S"] = "/Lbl"
            if terms is not None and (kind == "dd" or (kind == "dt" and self._is_open(terms))):
                self._absorb(terms, item)
                continue
            terms = item if kind == "dt" else None
            kept.append(item.reference)
        element["K"][:] = kept
        numbering = _NUMBERINGS.get(getattr(element, "numbering", ""), "")
        if numbering and any(kid["S"] == "/Lbl" for item in self._kids(element) for kid in self._kids(item)):
            import pydyf

            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})

    def _items(self, element: Element) -> list[Element]:
        """The items of a list, those in a "div" around a term and its meanings included."""
        items: list[Element] = []
        for kid in self._kids(element):
            if kid["S"] == "/Div":
                self._join_kids(kid)
                items += self._kids(kid)
                kid.free = "f"
            else:
                items.append(kid)
        return items

    def _kind_in(self, item: Element) -> str:
        """ "dt" or "dd" for the item of a term or a meaning, else nothing."""
        if item["S"] != "/LI":
            return ""
        kids = self._kids(item)
        tag: str = getattr(kids[0], "made_of", (None, ""))[1] if kids else ""
        return tag if tag in ("dt", "dd") else ""

    def _is_open(self, item: Element) -> bool:
        """Whether an item has terms only, so that another term is of the same meaning."""
        return all(kid["S"] == "/Lbl" for kid in self._kids(item))

    def _finish_item(self, item: Element) -> None:
        """Put all of an item that is not its label into one body."""
        kids = self._kids(item)
        if all(kid["S"] in ("/Lbl", "/LBody") for kid in kids):
            return
        import pydyf

        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array()})
        body.update({"Pg": item["Pg"], "P": item.reference})
        self.pdf.add_object(body)
        labels = [kid.reference for kid in kids if kid["S"] == "/Lbl"]
        for kid in kids:
            if kid["S"] == "/LBody":
                self._absorb(body, kid)
            elif kid["S"] != "/Lbl":
                kid["P"] = body.reference
                body["K"].append(kid.reference)
        item["K"][:] = [*labels, body.reference]
