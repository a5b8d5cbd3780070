"""On each screen of the staff, each figure that is shown leads to what stands behind it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from lxml import html

from ctreport.review.actions import save_record
from ctreport.review.workflow import submit_record
from outcomes.models import Figure, Measure, Outcome

pytestmark = pytest.mark.django_db
# Where a figure is typed, quoted as a token or chosen, and where a whole record is one link, in which none can nest.
ASIDE = {"script", "style", "option", "code", "textarea", "input"}


@pytest.fixture
def year(illustrative_history, records_2018_19):
    return records_2018_19


def readings_of(year):
    """The figures of a year as they read: telling ones, as a bare 95 might be anything."""
    figures = {figure.pk: str(figure.quantity) for figure in Figure.objects.for_year(year).with_cell()}
    return {pk: text for pk, text in figures.items() if len(text) > 2}


def loose(page, text):
    """Return the stretches of a page in which a figure stands outside a link, or in one that leads elsewhere."""
    pattern = re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w%]|[.,]\d)", re.IGNORECASE)
    return [words for words in _words_outside_links(page.get_element_by_id("main-content")) if pattern.search(words)]


def _words_outside_links(element):
    if not isinstance(element.tag, str) or element.tag in ASIDE or "data-trace" in element.attrib:
        return
    if element.tag == "a" and not element.get("href", "").startswith("#"):
        return  # a record's link, which has a page with its figures traced
    css = element.get("class") or ""
    if "ct-ask" in css or "How to type figures" in (element.findtext("summary/span") or ""):
        return  # a question stands in the cell of its figure, as the label of its answer; an example is no figure
    if "ct-gap__text" in css or "and the like" in (element.text or ""):
        return  # the beginning of a record's words, beside the link to it; what a note calls “over 600”
    yield element.text or ""
    for child in element:
        yield from _words_outside_links(child)
        yield child.tail or ""


def traced(page, pk):
    return page.xpath(f"//a[@data-trace][@href='{reverse('report:trace', args=[pk])}']")


@pytest.fixture
def look(client_for):
    def ask(address, role="reviewer"):
        response = client_for(role).get(address)
        assert response.status_code == 200, address
        return html.fromstring(response.text)

    return ask


def screens(year):
    briefings = Figure.objects.get(measure__code="briefings", year=year)
    trained = Measure.objects.get(code="act-training")
    safe = Measure.objects.get(code="feel-safe")
    activity = year.activities.get(narrative__contains="{{figure:briefings}}")
    outcome = Outcome.objects.filter(year=year, narrative__contains="{{figure").first()
    yield f"{reverse('outcomes:figure_list')}?year={year.slug}"
    yield briefings.get_absolute_url()
    yield from (trained.get_absolute_url(), safe.get_absolute_url())
    yield activity.get_absolute_url()
    yield outcome.get_absolute_url()
    yield year.pledges.get(reference="P1").get_absolute_url()
    yield reverse("entry:grid", args=[year.slug])
    yield reverse("thread:links", args=["activity", activity.pk, "pledge"])


def all_loose(year, look, addresses):
    return [
        (address, text, words.strip()[:80])
        for address in addresses
        for page in [look(address)]
        for text in readings_of(year).values()
        for words in loose(page, text)
    ]


def test_no_figure_stands_loose_on_a_screen(year, look):
    assert all_loose(year, look, screens(year)) == []


def test_no_figure_stands_loose_on_the_leaders_pages(year, look):
    addresses = [reverse("dashboard:year", args=[year.slug])]
    addresses += [reverse("dashboard:measure", args=[year.slug, code]) for code in ("stop-searches", "act-training")]
    assert all_loose(year, look, addresses) == []


@pytest.mark.parametrize("name", ["dashboard:year", "entry:grid", "outcomes:figure_list"])
def test_each_figure_of_the_year_leads_on_from_the_dashboard_the_grid_and_the_list(year, look, name):
    is_list = name.endswith("_list")
    page = look(f"{reverse(name)}?year={year.slug}" if is_list else reverse(name, args=[year.slug]))
    assert [str(one) for one in Figure.objects.for_year(year) if not traced(page, one.pk)] == []


def test_last_years_figure_in_the_grid_leads_on_as_well(year, look):
    page = look(reverse("entry:grid", args=[year.slug]))
    earlier = Figure.objects.get(measure__code="act-training", year__start_year=year.start_year - 1)
    assert [link.text for link in traced(page, earlier.pk)] == [str(earlier.quantity)]


def test_what_waits_for_review_leads_on_with_what_it_is_held_against(year, people, look):
    figure = Figure.objects.get(measure__code="act-training", year=year)
    earlier = Figure.objects.get(measure=figure.measure, year__start_year=year.start_year - 1)
    figure.value = 2750
    save_record(record=figure, by=people.analyst, reason="Counted anew.")
    submit_record(record=figure, by=people.analyst)
    page = look(reverse("entry:queue_item", args=["figure", figure.pk]))
    assert {link.text for link in traced(page, figure.pk)} >= {"2750", "2748"}
    assert [link.text for link in traced(page, earlier.pk)] == [str(earlier.quantity)]
    assert "2750" in [link.text for link in traced(look(reverse("entry:queue")), figure.pk)]


def test_a_cell_of_a_charts_table_leads_on_and_an_empty_one_is_words(year, look):
    from ctreport.charts.build import charts_for
    from ctreport.report.templatetags.trace import traced_rows

    [chart] = [one for one in charts_for(year) if one.name == "breakdown-feel-safe"]
    rows = traced_rows(chart)
    assert [(head, [cell.text for cell in cells]) for head, cells in rows] == [
        (head, list(texts)) for head, *texts in chart.rows
    ]
    assert all(cell.figure_id for _, cells in rows for cell in cells)


def test_a_number_in_words_is_a_link_only_where_it_is_clear_which_figure_is_meant():
    from ctreport.charts.description import Point
    from ctreport.report.templatetags.trace import trace_words

    points = [Point("2017/18", None, "90%", figure_id=1), Point("2018/19", None, "90%", figure_id=2)]
    shown = trace_words("90% in 2018/19, and 90% before; 190% never.", [*points, Point("x", None, "<5", figure_id=3)])
    assert shown.count("data-trace") == 1
    assert '<a class="ct-traced" href="/report/figures/2/" data-trace>90%</a> in 2018/19, and 90% before' in shown
    assert "&lt;5" in trace_words("<5", points)


def test_a_number_without_a_figure_is_no_link():
    from django.template import Context, Template

    template = Template("{% load trace %}{% trace pk %}not recorded{% endtrace %}")
    assert template.render(Context({"pk": None})) == "not recorded"
