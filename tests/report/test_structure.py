"""The structure of the PDF's tags: what goes on over a page or a line is still one thing."""

from __future__ import annotations

import io

import page as page_validation
import pikepdf
import pytest

from ctreport.report.pdf import _laid_out
from ctreport.report.tagging import finished

ROWS = "".join(
    f'<tr><th scope="row">Measure {number}</th><td>{number}</td><td>{"Provisional. " * 5}</td></tr>'
    for number in range(60)
)
LINK = '<a href="https://example.org/">a link with so many words that they do not find room on one line</a>'
TEXT = f"""<html lang="en-GB"><head><title>Kinds</title></head><body><main><h1>Kinds</h1>
<ol class="ct-contents"><li><a href="#figures">Figures</a></li></ol>
<section>{f"<p>{'Some words and then ' * 6}{LINK}.</p>" * 30}</section>
<table id="figures"><caption>Figures</caption>
<thead><tr><th scope="col">Measure</th><th scope="col">Figure</th><th scope="col">Status</th></tr></thead>
<tbody>{ROWS}<tr><th scope="row">Long</th><td>{"Left " * 600}</td><td>{"Right " * 600}</td></tr></tbody></table>
<ol style="list-style: decimal"><li><p>First.</p><p>More of it.</p></li><li>Second.</li></ol>
<dl><dt>Pledge</dt><dd>What is promised.</dd><div><dt>CT</dt><dt>CTP</dt><dd>Counter terrorism.</dd></div></dl>
</main></body></html>"""


@pytest.fixture(scope="module")
def printed():
    return finished(_laid_out(TEXT, {}, ""), {})


@pytest.fixture(scope="module")
def document(printed):
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def kids(element):
    return [kid for kid in element.K if not isinstance(kid, int) and "/S" in kid]


def kinds(element):
    return [str(kid.S).removeprefix("/") for kid in kids(element)]


def of_kind(document, kind):
    """The elements of a kind that hang together with the document's root, in reading order."""
    found, waiting = [], [document.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        found += [element] if str(element.S) == f"/{kind}" else []
        waiting = kids(element) + waiting
    return found


def pages_of(document, element):
    """The numbers of the pages on which an element has content."""
    found, waiting = set(), [element]
    while waiting:
        one = waiting.pop()
        for kid in one.K:
            if isinstance(kid, int):
                found.add(next(page.index for page in document.pages if page.objgen == one.Pg.objgen))
            elif "/S" in kid:
                waiting.append(kid)
    return found


def test_no_rule_of_pdf_ua_is_broken(printed):
    result = page_validation.validate_pdf_bytes(printed, profile="ua1")
    assert [(one.rule_id, one.message) for one in result.failures] == []


def test_a_part_that_goes_on_over_pages_is_one_part(document):
    [part] = of_kind(document, "Part")
    assert len(pages_of(document, part)) == len(document.pages)
    assert len(of_kind(document, "P")) == 30 + 2


def test_a_table_that_goes_on_over_pages_is_one_table_and_its_head_is_read_out_once(document):
    [table] = of_kind(document, "Table")
    assert kinds(table) == ["Caption", "THead", "TBody"]
    assert len(pages_of(document, table)) >= 4
    assert len(pages_of(document, kids(table)[1])) == 1
    assert len(kids(kids(table)[2])) == 61
    heads = sum(page.obj.Contents.read_bytes().count(b"/Artifact <</Type /Pagination>> BDC") for page in document.pages)
    assert heads >= 2 * 3


def test_a_row_that_goes_on_over_a_page_keeps_its_cells(document):
    row = kids(kids(of_kind(document, "Table")[0])[2])[-1]
    assert kinds(row) == ["TH", "TD", "TD"]
    assert all(len(pages_of(document, cell)) == 2 for cell in kids(row)[1:])


def test_a_link_that_is_broken_over_lines_is_one_link_with_each_of_its_places(document):
    links = of_kind(document, "Link")
    assert len(links) == 31
    places = [kid.Obj for link in links for kid in link.K if not isinstance(kid, int) and "/Obj" in kid]
    assert len(places) == sum(len(page.obj.get("/Annots", ())) for page in document.pages) > 30
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    assert {owners[int(place.StructParent)].objgen for place in places} == {link.objgen for link in links}


def test_a_link_holds_no_other_link(document):
    [contents] = [link for link in of_kind(document, "Link") if "/Dest" in link.K[0].Obj]
    assert len([kid for kid in contents.K if not isinstance(kid, int) and "/Obj" in kid]) == 2


def test_content_on_a_later_page_is_said_to_be_there(document):
    for link in of_kind(document, "Link"):
        for kid in link.K:
            if not isinstance(kid, int) and kid.Type == "/MCR":
                assert kid.Pg.objgen != link.Pg.objgen


def test_each_item_of_a_list_has_a_label_and_one_body(document):
    numbered = of_kind(document, "L")[1]
    assert numbered.A.ListNumbering == "/Decimal"
    assert [kinds(item) for item in kids(numbered)] == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    assert kinds(kids(kids(numbered)[0])[1]) == ["P", "P"]


def test_a_term_is_the_label_of_its_meaning(document):
    terms = of_kind(document, "L")[2]
    assert [kinds(item) for item in kids(terms)] == [["Lbl", "LBody"], ["Lbl", "Lbl", "LBody"]]


def test_each_element_names_the_one_it_hangs_on(document):
    waiting = [document.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        for kid in kids(element):
            assert kid.P.objgen == element.objgen
            waiting.append(kid)
