"""In a proof every number in a sentence leads to what stands behind it, or is marked untraced."""

import re
from html.parser import HTMLParser

import pytest

from ctreport.narrative.untraced import find_untraced
from ctreport.report.build import build_report
from ctreport.report.facts import Run
from ctreport.report.models import ReportPlan
from ctreport.report.proof.traced import counted, sentences_of, show_run
from ctreport.report.templatetags.report import beginning_of
from outcomes.models import Figure
from tests.report.rich import rich_plan

MADE_UP = "We spoke to 45 owners, [over {{figure:briefings}} times](#tables) and 1,300 visitors."


class Sentences(HTMLParser):
    """Gathers what a page says in statements, paragraphs of texts and steps, but for what is a link or a mark."""

    SENTENCES = ("ct-statement", "ct-thread__label", "ct-prose", "ct-footnotes__text")

    def __init__(self, html):
        super().__init__()
        self.rest, self.links, self.marked = [], [], []
        self._open = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag in ("img", "br", "link", "meta", "input"):
            return
        given = dict(attributes)
        self._open.append((tag, given.get("class") or "", given.get("href") or ""))
        if tag == "a" and "ct-traced" in (given.get("class") or ""):
            self.links.append(given["href"])

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        classes = " ".join(css for _, css, _ in self._open).split()
        if "ct-untraced" in classes:
            self.marked.append(data)
        elif any(href.startswith(("#activity-", "#outcome-")) for _, _, href in self._open):
            return  # the reference of a record
        elif set(self.SENTENCES) & set(classes) and not {"ct-traced", "ct-ref", "ct-noteref"} & set(classes):
            self.rest.append(data)


@pytest.fixture(params=ReportPlan.Layout.values)
def year(request, records_2018_19):
    plan = rich_plan(records_2018_19, request.param)
    plan.foreword += MADE_UP
    plan.save()
    return records_2018_19


def test_no_number_is_left_bare_in_the_proof_of_a_whole_report(year, client_for):
    page = Sentences(client_for("leader").get(f"/report/{year.slug}/proof/").text)
    report = build_report(year)
    runs = [run for chapter in report.chapters for one in sentences_of(report, chapter) for run in one.runs]
    wanted = {f"/report/figures/{run.figure_id}/" for run in runs if run.kind in ("figure", "change")}
    assert wanted <= set(page.links)
    assert {f"/report/figures/{pk}/" for pk in Figure.objects.values_list("pk", flat=True)} >= set(page.links)
    assert [word.strip() for word in page.marked if word.strip() != "untraced"][:2] == ["45", "1,300"]
    bare = [text[start:end] for text in page.rest for start, end in find_untraced(text)]
    assert bare == []


def test_the_proof_says_how_many_numbers_are_traced(year, client_for):
    traced, untraced = counted(build_report(year))
    page = re.sub(r"\s+", " ", client_for("comms").get(f"/report/{year.slug}/proof/").text)
    assert f"<strong>{traced} numbers in its sentences</strong> are links" in page
    assert untraced >= 2
    assert f"<strong>{untraced} are untraced</strong>" in page
    assert f'href="/publication/{year.slug}/checklist/#check-untraced"' in page


def test_a_page_without_marks_has_none(year, client_for):
    page = client_for("comms").get(f"/report/{year.slug}/").text
    assert "ct-traced" not in page
    assert "untraced" not in page


def test_a_number_is_shown_by_what_stands_behind_it():
    show = show_run("2018-19")
    assert show(Run("figure", "over <500>", figure_id=7)) == (
        '<a class="ct-traced" href="/report/figures/7/" data-trace>over &lt;500&gt;</a>'
    )
    assert "45 <a" in show(Run("untraced", "45"))
    assert show(Run("text", "words")) is None


def test_shortened_words_keep_the_numbers_that_are_left():
    whole = (Run("text", "Held "), Run("figure", "over 500", figure_id=7), Run("text", " briefings in the City"))
    begun = beginning_of(whole, "Held over 500 briefings …")
    assert [(run.kind, run.text) for run in begun] == [
        ("text", "Held "),
        ("figure", "over 500"),
        ("text", " briefings "),
        ("text", "…"),
    ]
