"""The report in its order: chapters moved, left out, added, deleted."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ctreport.report.build import build_report
from ctreport.report.models import ChapterKind, ChapterPlan, ChartPlan, FootnotePlan, ReportPlan
from tests.report.editor.conftest import close, reasons
from tests.report.rich import rich_plan


def titles(year):
    return [chapter.title for chapter in build_report(year).chapters]


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_usual_report_is_listed_in_order_and_nothing_is_written_by_looking(comms, year):
    text = comms.get("/report/2018-19/edit/").text
    places = [text.index(f">{title}</h3>") for title in ("Foreword", "What we said", "Outcome", "Contact")]
    assert places == sorted(places)
    assert "10 pledges" in text
    assert not ChapterPlan.objects.exists()


def test_a_chapter_moves_up_and_the_line_says_where_it_is(edit, year):
    response = edit("chapters/", up="outcome")
    assert "“Outcome” is at place 4 of 12." in response.text
    assert response.redirect_chain[0][0].endswith("#up-outcome")
    assert titles(year)[1:4] == ["What we said", "Outcome", "What we did"]
    assert "“Foreword” is at place 1 of 12." in edit("chapters/", up="foreword").text


def test_a_chapter_is_left_out_and_put_in_again(edit, year):
    edit("chapters/", leave_out="notes")
    assert "Notes" not in titles(year)
    assert "Left out" in edit("chapters/", down="notes").text
    edit("chapters/", include="notes")
    assert "Notes" in titles(year)


def test_a_chapter_of_text_is_added_before_the_notes_and_deleted(edit, comms, year):
    edit("chapters/new/", title="How we count", introduction="We counted 17 things.", is_included="on")
    assert titles(year)[-2:] == ["How we count", "Notes"]
    assert "1 untraced number" in comms.get("/report/2018-19/edit/").text
    chapter = ChapterPlan.objects.get(kind=ChapterKind.TEXT)

    asked = comms.get(f"/report/2018-19/edit/chapters/{chapter.pk}/delete/")
    assert "Do you want to delete “How we count”?" in asked.text
    edit(f"chapters/{chapter.pk}/delete/", version=chapter.version)
    assert "How we count" not in titles(year)
    assert "The chapter plan was deleted." in comms.get(f"/history/chapter_plan/{chapter.pk}/").text


def test_an_empty_chapter_of_text_is_refused(edit):
    response = edit("chapters/new/", title="", introduction="")
    assert "Enter the heading." in response.text
    assert "Enter the text." in response.text


def test_a_chapter_of_records_cannot_be_deleted(edit, comms):
    edit("chapters/", up="did")
    pk = ChapterPlan.objects.get(kind="did").pk
    assert comms.get(f"/report/2018-19/edit/chapters/{pk}/delete/").status_code == 404


def test_a_chapter_changed_after_the_question_is_asked_about_again(edit, year):
    edit("chapters/new/", title="Extra", introduction="Text", is_included="on")
    chapter = ChapterPlan.objects.get(kind="text")
    response = edit(f"chapters/{chapter.pk}/delete/", version=chapter.version - 1)
    assert "It was changed after you were asked." in response.text
    assert ChapterPlan.objects.filter(pk=chapter.pk).exists()


def test_heading_and_introduction_are_saved_by_the_chapters_kind(edit, year):
    edit("chapters/said/", title="Our promises", introduction="We keep *these*.", is_included="on", version="1")
    said = next(chapter for chapter in build_report(year).chapters if chapter.kind == "said")
    assert (said.title, said.introduction[0].runs[1].text) == ("Our promises", "these")


def test_a_chapter_that_there_is_not_is_not_found(comms, year):
    for path in ("chapters/said-so/", "chapters/text/", "chapters/999/"):
        assert comms.get(f"/report/2018-19/edit/{path}").status_code == 404


def test_a_closed_year_keeps_its_order_without_a_reason(edit, year):
    close(year)
    response = edit("chapters/", up="outcome")
    assert 'href="#reason"' in response.text
    assert not ChapterPlan.objects.exists()
    edit("chapters/", up="outcome", reason="The board asked for it")
    assert reasons(ChapterPlan.objects.get(kind="outcome"))[0] == "The board asked for it"


def test_by_golden_thread_the_list_says_what_is_told_pledge_by_pledge(comms, year):
    ReportPlan.objects.create(year=year, layout=ReportPlan.Layout.GOLDEN_THREAD)
    text = comms.get("/report/2018-19/edit/").text
    assert text.count("Told pledge by pledge") == 3
    assert ">Pledge by pledge</h3>" in text


def test_the_number_of_queries_does_not_grow_with_the_report(comms, year):
    rich_plan(year)
    pages = ["edit/", "edit/footnotes/", "edit/charts/", "edit/foreword/", "edit/chapters/said/"]
    comms.get("/report/2018-19/edit/")
    few = [queries(comms, f"/report/2018-19/{page}") for page in pages]
    for number in range(120):
        FootnotePlan.objects.create(year=year, kind="sentence", key=f"note-{number}", text="Text")
        if number < 20:
            ChartPlan.objects.create(year=year, kind="counts", measures=["arrests", "stop-searches"])
            ChapterPlan.objects.create(year=year, kind="text", title=f"Chapter {number}", introduction="Text", order=99)
    assert [queries(comms, f"/report/2018-19/{page}") for page in pages] == few
    assert max(few) <= 45
    assert "Footnotes 1 to 50 of 129" in comms.get("/report/2018-19/edit/footnotes/").text
