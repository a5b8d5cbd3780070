"""manage.py import_report: what it prints, what it writes, and what it refuses in words."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from activities.models import Activity, ActivityPledge
from ctreport.review.models import Revision, State
from objectives.models import Pledge, ReportingYear
from outcomes.models import Figure, Measure, Outcome, OutcomeMeasure, OutcomePledge
from tests.importing.published.counting import PAGES as SOURCES
from tests.importing.published.word_files import paragraph, word_file
from tests.importing.report.family import PAGES

SOURCE = SOURCES / "countering_terrorism.txt"


def run(path: object, **options: object) -> str:
    out = io.StringIO()
    call_command("import_report", str(path), stdout=out, **options)
    return out.getvalue()


def test_json_prints_the_proposal_and_nothing_else_and_needs_no_database():
    printed = json.loads(run(SOURCE, year="2018/19", dry_run=True, json=True))
    assert list(printed) == ["title", "year", "pledges", "activities", "outcomes", "figures", "unparsed"]
    assert (printed["title"], printed["year"]) == ("Countering Terrorism", "2018/19")
    assert [len(printed[name]) for name in ("pledges", "activities", "outcomes", "figures")] == [10, 6, 6, 12]
    assert [len(outcome["children"]) for outcome in printed["outcomes"]] == [0, 0, 0, 0, 0, 4]
    assert printed["unparsed"] == []


def test_the_figures_of_the_source_have_their_qualifiers():
    printed = json.loads(run(SOURCE, year="2018/19", dry_run=True, json=True))
    assert [(one["qualifier"], one["value"], one["unit"]) for one in printed["figures"]] == [
        ("over", 500, "count"),
        ("over", 120, "count"),
        ("exactly", 90, "percentage"),
        ("exactly", 65, "percentage"),
        ("exactly", 96, "percentage"),
        ("exactly", 84, "percentage"),
        ("exactly", 2748, "count"),
        ("over", 600, "count"),
        ("over", 9000, "count"),
        ("exactly", 123, "count"),
        ("exactly", 89, "count"),
        ("exactly", 95, "count"),
    ]
    assert {one["period"] for one in printed["figures"]} == {"2018/19"}


def test_the_year_is_asked_for_and_never_taken_from_the_name(tmp_path):
    path = tmp_path / "report-2017-18.txt"
    path.write_text("Annual report 2017/18\n\nWhat we said\n• Act.\n")
    with pytest.raises(CommandError, match="Say which financial year"):
        run(path, dry_run=True)


@pytest.mark.parametrize("year", ["2018", "2018/20", "last year"])
def test_a_year_that_is_none_is_refused(year):
    with pytest.raises(CommandError, match=r"financial year"):
        run(SOURCE, year=year, dry_run=True)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "nothing here to read"), (b"%PDF-1.4", "This is a PDF"), (b"PK\x03\x04broken", "Word")],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, content, words):
    (path := tmp_path / "page.txt").write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run(path, year="2017/18", dry_run=True)


def test_a_file_that_is_not_there_is_refused_in_words():
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("/no/such/file.txt", year="2017/18")


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(SOURCE.read_bytes())))
    assert "10 pledges, 6 activities, 6 outcomes, 4 sub-outcomes, 12 figures" in run("-", year="2018/19", dry_run=True)


def test_a_word_document_is_read(tmp_path):
    (path := tmp_path / "page.docx").write_bytes(word_file(paragraph("What we said"), paragraph("Act.", level=0)))
    printed = json.loads(run(path, year="2017/18", dry_run=True, json=True))
    assert printed["pledges"] == [{"text": "Act."}]


def test_the_words_name_what_was_not_understood():
    printed = run(PAGES / "01_we_said_we_would.txt", year="2017/18", dry_run=True)
    assert "not understood, activity 5: several hundred people" in printed
    assert "Nothing was written, as asked." in printed


def test_a_dry_run_writes_nothing(db):
    run(SOURCE, year="2017/18", dry_run=True)
    assert not ReportingYear.objects.exists()
    assert not Revision.objects.exists()


def test_the_page_is_written_as_drafts_with_figures_tokens_links_and_history(db):
    said = run(SOURCE, year="2017/18")
    assert "10 pledges, 6 activities, 10 outcomes" in said
    assert "2017/18 was opened for them" in said
    assert Pledge.objects.filter(state=State.DRAFT, approved_version=None).count() == 10
    assert Activity.objects.get(reference="A4").narrative.startswith("Investigated {{figure:reports-of-suspicious")
    assert str(Figure.objects.get(measure__code="deployments").quantity) == "over 600"
    assert [one.reference for one in Outcome.objects.filter(parent__reference="O6")] == ["O6.1", "O6.2", "O6.3", "O6.4"]
    assert ActivityPledge.objects.filter(activity__reference="A3", pledge__reference="P9").exists()
    assert Outcome.objects.get(reference="O6.4").measures.get().code == "arrests-made"
    first = Revision.objects.filter(content_type__model="pledge").last()
    assert first.reason == "Imported from the published report “Countering Terrorism”"
    assert first.by_name == "ctreport"


def test_written_twice_it_doubles_nothing(db):
    run(SOURCE, year="2017/18")
    before = Revision.objects.count()
    assert "Nothing new to write" in run(SOURCE, year="2017/18")
    assert Pledge.objects.count() == 10
    assert Revision.objects.count() == before


def test_the_real_records_are_recognised_by_their_wording(records_2018_19):
    models = (Figure, Measure, ActivityPledge, OutcomePledge, OutcomeMeasure, Revision)
    before = [model.objects.count() for model in models]
    assert "Nothing new to write" in run(SOURCE, year="2018/19")
    assert [model.objects.count() for model in models] == before


def test_another_year_goes_on_with_the_measures_and_pledges_there_are(records_2018_19):
    run(SOURCE, year="2019/20")
    assert Measure.objects.count() == 9
    assert Figure.objects.filter(year__start_year=2019).count() == 12
    pledge = Pledge.objects.get(year__start_year=2019, reference="P9")
    assert pledge.rolled_forward_from == Pledge.objects.get(year__start_year=2018, reference="P9")


def test_references_that_are_taken_are_passed_over(records_2018_19, tmp_path):
    (path := tmp_path / "page.txt").write_text(
        "Cyber\n\nWhat we said\n• Stop fraud.\n\nWhat we did\n• Tried.\n\nOutcome\n• Some:\n  - 5 arrests here\n"
    )
    run(path, year="2018/19")
    assert Pledge.objects.get(statement="Stop fraud.").reference == "P11"
    assert Activity.objects.get(narrative="Tried.").reference == "A7"
    assert Outcome.objects.get(parent__narrative="Some:").reference == "O7.1"


def test_a_figure_that_stands_against_one_there_is_refused_and_nothing_written(records_2018_19, tmp_path):
    (path := tmp_path / "page.txt").write_text(
        "CT\n\nWhat we said\n• New pledge.\n\nWhat we did\n• Worked.\n\nOutcome\n• 2800 people received ACT training.\n"
    )
    with pytest.raises(CommandError, match="2018/19 has the figure 2748 for it already"):
        run(path, year="2018/19")
    assert not Pledge.objects.filter(statement="New pledge.").exists()


def test_a_closed_year_is_refused(records_2018_19, tmp_path):
    ReportingYear.objects.update(state=ReportingYear.State.CLOSED)
    with pytest.raises(CommandError, match="2018/19 is closed"):
        run(SOURCE, year="2018/19")


def test_the_history_names_the_person(people):
    run(SOURCE, year="2017/18", by=people.analyst.email.upper())
    assert set(Revision.objects.values_list("by", flat=True)) == {people.analyst.pk}


@pytest.mark.parametrize(
    ("email", "words"), [("nobody@x.example", "no person"), ("leader@ctreport.example", "may not")]
)
def test_a_person_who_may_not_enter_is_refused(people, email, words):
    with pytest.raises(CommandError, match=words):
        run(SOURCE, year="2017/18", by=email)
    assert not ReportingYear.objects.exists()


def test_last_years_figure_goes_to_last_year_where_that_is_open(records_2018_19, tmp_path):
    (path := tmp_path / "page.txt").write_text(
        "What we said\n• Act.\n\nWhat we did\n• Acted.\n\nOutcome\n• 309 vehicles were seized (272 in 2018/19).\n"
    )
    run(path, year="2019/20")
    assert {(one.year.label, int(one.value)) for one in Figure.objects.filter(measure__code="vehicles-seized")} == {
        ("2019/20", 309),
        ("2018/19", 272),
    }
    assert Outcome.objects.get(year__start_year=2019).narrative == (
        "{{figure:vehicles-seized}} vehicles were seized (272 in 2018/19)."
    )


def test_a_page_of_json_lines_stays_utf8(tmp_path):
    (path := tmp_path / "page.txt").write_text("What we said\n• Stop ‘courier’ fraud.\n")
    assert "‘courier’" in run(Path(path), year="2017/18", dry_run=True, json=True)
