"""The report as one HTML file, and what its markup promises."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest

from ctreport.report.build import build_report
from ctreport.report.render import file_html
from objectives.models import Pledge
from outcomes.models import Figure, Measure
from tests.report.conftest import squeezed

pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """Reads a page: its words, tags with attributes, and headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._skipping = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._skipping = tag in ("style", "script", "title")

    def handle_endtag(self, tag):
        self._skipping = False

    def handle_data(self, data):
        if not self._skipping:
            self.words.append(data)

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def text(self):
        return squeezed("".join(self.words))


@pytest.fixture
def page(report):
    return Page(file_html(report))


def test_each_sentence_of_the_source_stands_in_the_file_in_the_source_s_order(page, source_parts):
    place = 0
    for heading, bullets in source_parts.items():
        for bullet in bullets:
            found = page.text.find(squeezed(bullet), place)
            assert found >= 0, f"{heading}: {bullet}"
            place = found + len(bullet)


def test_the_file_needs_nothing_from_outside(report):
    html = file_html(report)
    assert re.findall(r'(?:src|href)="(?!data:image/svg\+xml;base64,|#)[^"]*"', html) == []
    assert "<script" not in html
    assert "<style>" in html


def test_heading_levels_do_not_jump(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_each_chart_has_a_caption_an_alternative_and_a_table(report, page):
    alternatives = [image["alt"] for image in page.all("img")]
    assert alternatives == [chart.alt for chart in report.all_charts]
    assert len(page.all("figcaption")) == len(page.all("img"))
    assert len(page.all("table")) == len(report.all_charts) + len(report.tables)


def test_each_header_cell_has_a_scope_and_each_table_a_caption(page):
    assert all(cell["scope"] in ("row", "col") for cell in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))


def test_each_link_of_the_contents_leads_somewhere_and_ids_are_unique(page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"].removeprefix("#") for link in page.all("a")} <= set(ids)


def test_gaps_are_stated(page):
    assert "Gap: No activity is recorded for this pledge." in page.text


def test_hostile_words_are_shown_as_words(records_2018_19):
    words = "<script>alert(1)</script><img src=x onerror=alert(2)> العربية " + "w" * 400
    Pledge.objects.filter(reference="P1").update(statement=words)
    Measure.objects.filter(code="arrests").update(title='<b style="color:red">x</b>', programme="</style><script>")
    Figure.objects.filter(measure__code="arrests").update(note="<script>alert(3)</script>")
    html = file_html(build_report(records_2018_19))
    assert "<script" not in html
    assert "<b style" not in html
    assert "<img src=x" not in html
    assert squeezed(words) in Page(html).text


def test_real_figures_are_not_called_illustrative(report):
    assert "Illustrative" not in file_html(report).split("</style>")[1]


def test_made_up_figures_are_called_so_on_the_page_the_cover_and_each_chart(records_2018_19, illustrative_history):
    report = build_report(records_2018_19)
    html = file_html(report)
    assert "<title>Illustrative figures" in html
    assert html.count("<strong>Illustrative figures.</strong>") == 2
    captions = re.findall(r"<figcaption>(.*?)</figcaption>", html)
    assert sum("illustrative figures" in caption for caption in captions) == len(report.trends)


def test_a_few_years_stand_side_by_side_in_a_trend_s_table(records_2018_19, illustrative_history):
    html = file_html(build_report(records_2018_19))
    assert '<th scope="col" class="ct-num">2018/19</th>' in html
