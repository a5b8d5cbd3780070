"""Public statistics as reference measures: what is loaded, what is left out, and what is refused."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ctreport.importing.context.periods import read_period
from ctreport.report.trace.provenance import provenance_of
from ctreport.review.history import as_edited
from objectives.financial_year import label_of
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure

HEAD = "series,period,value,unit,qualifier,source_url\n"
REFERRALS = "Prevent referrals,YE Mar 2019,5737,referrals,as restated in the release for 2019/20,gov.uk\n"


@pytest.fixture
def load(tmp_path):
    """Return a function that loads lines beneath the head, and returns what is said."""

    def run(lines="", *, head=HEAD):
        path, said = tmp_path / "statistics.csv", StringIO()
        path.write_text(head + lines, encoding="utf-8")
        call_command("load_context", str(path), stdout=said)
        return said.getvalue()

    return run


@pytest.fixture
def years(db):
    return [ReportingYear.objects.create(start_year=start) for start in (2018, 2019, 2020)]


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "year", "is_financial"),
        [
            ("YE Mar 2019", "2018/19", True),
            ("year ending March 2020", "2019/20", True),
            ("2018/19", "2018/19", True),
            ("YE Dec 2019", "2019/20", False),
            ("YE Sep 2020", "2020/21", False),
            ("YE Feb 2020", "2019/20", False),
            ("2021", "2021/22", False),
            ("Apr-Dec 2021", "2021/22", False),
            ("Jan to Mar 2021", "2020/21", False),
        ],
    )
    def test_a_period_is_put_to_the_financial_year_in_which_it_ends(self, text, year, is_financial):
        period = read_period(text)
        assert (label_of(period.start_year), period.is_financial_year) == (year, is_financial)

    def test_a_year_that_ends_in_a_leap_february_lasts_twelve_months(self):
        period = read_period("YE Feb 2020")
        assert (str(period.start), str(period.end)) == ("2019-03-01", "2020-02-29")

    @pytest.mark.parametrize("text", ["", "YE Foo 2019", "last year", "2018/20", "Dec-Apr 2021", "YE Mar 0000", "1899"])
    def test_what_is_no_period_says_how_to_write_one(self, text):
        with pytest.raises(ValueError, match=r"Write it as in|must lie between"):
            read_period(text)


def test_a_series_becomes_a_reference_measure_apart_from_the_forces_own(years, load):
    said = load(REFERRALS)
    assert "1 figures added, in 1 new reference measures" in said
    measure = Measure.objects.get()
    assert (measure.code, measure.is_reference, measure.polarity) == ("ref-prevent-referrals", True, "context")
    assert "not the force’s own" in measure.definition
    figure = Figure.objects.approved().get()
    assert (str(figure.quantity), figure.source) == ("5737", "gov.uk")
    assert figure.note == "As restated in the release for 2019/20."
    assert figure.is_whole_year
    assert provenance_of(figure).entered.reason == "Public statistics, from statistics.csv"


def test_another_period_keeps_its_days_says_so_and_is_compared_with_none(years, load):
    load("Arrests GB,YE Dec 2019,280,arrests,,gov.uk\nArrests GB,YE Sep 2020,215,arrests,,same\n")
    first, second = Figure.objects.order_by("year__start_year").with_cell()
    assert [str(day) for day in first.period] == ["2019-01-01", "2019-12-31"]
    assert first.note == (
        "Covers 1 January 2019 to 31 December 2019, not the financial year 2019/20: do not compare the two."
    )
    assert "no change can be worked out" in second.change_from(first).text


def test_a_part_is_named_after_its_whole_and_a_lower_bound_is_one(years, load):
    load(
        "Arrests GB,YE Mar 2019,280,arrests,,gov.uk\noutcome: charged,YE Mar 2019,87,arrests,31%,same\n"
        "Deployments,YE Mar 2019,2000,deployments,more than (lower bound),post\nRate,2018/19,37,percent,,study\n"
    )
    assert str(Figure.objects.get(measure__title="Arrests GB: charged").quantity) == "87"
    assert str(Figure.objects.get(measure__title="Deployments").quantity) == "over 2000"
    assert str(Figure.objects.get(measure__title="Rate").quantity) == "37%"


def test_a_year_that_is_not_opened_is_left_out_and_named_and_comes_in_when_it_is(years, load):
    lines = REFERRALS + "Prevent referrals,YE Mar 2024,6922,referrals,,gov.uk\n"
    assert "Left out, as these years are not opened: 2023/24 (1)." in load(lines)
    assert ReportingYear.objects.count() == len(years)
    ReportingYear.objects.create(start_year=2023)
    assert "1 figures added, in 0 new reference measures; 1 unchanged" in load(lines)


def test_loading_again_changes_nothing_and_a_restated_value_waits_as_a_draft(years, load):
    load(REFERRALS)
    assert "all 1 figures of opened years are there already" in load(REFERRALS)
    assert "1 changed, as drafts for the reviewers" in load(REFERRALS.replace("5737", "5738"))
    figure = Figure.objects.with_cell().get()
    assert (str(figure.quantity), str(as_edited(figure).quantity)) == ("5737", "5738")
    assert "already" in load(REFERRALS.replace("5737", "5738"))


def test_what_is_wrong_is_named_by_line_and_nothing_is_loaded(years, load):
    lines = REFERRALS + (
        "Prevent referrals,YE Mar 2019,1,referrals,,gov.uk\n"
        "Prevent referrals,YE Mar 2020,1,percent,,gov.uk\n"
        "Stops,last year,many,stops,,\n"
        "Share,2018/19,137,percent,,study\n"
        "short,line\n"
    )
    with pytest.raises(CommandError) as refused:
        load(lines)
    for words in (
        "Line 3: Line 2 gives this series for 2018/19 already.",
        "Line 4: Line 2 counts this series in referrals, not percent.",
        "Line 5: “many” is not a number.",
        "Line 5: “last year” is not a period.",
        "Line 5: No source is named.",
        "Line 6: A percentage lies between 0 and 100.",
        "Line 7: 2 fields, where there should be 6.",
        "Nothing was loaded.",
    ):
        assert words in str(refused.value)
    assert not Measure.objects.exists()


def test_a_file_that_is_none_and_a_measure_of_the_forces_own_are_refused(years, load, tmp_path):
    Measure.objects.create(code="ref-prevent-referrals", title="Ours")
    with pytest.raises(CommandError, match="a measure of the force’s own: Ours"):
        load(REFERRALS)
    with pytest.raises(CommandError, match="The first line names the columns"):
        load(head="a,b\n")
    (tmp_path / "latin.csv").write_bytes(HEAD.encode() + "Caf\xe9".encode("latin-1"))
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("load_context", str(tmp_path / "latin.csv"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_context", str(tmp_path / "none.csv"))


def test_what_comes_along_can_be_loaded_beside_the_records(records_2018_19):
    said = StringIO()
    call_command("load_context", stdout=said)
    assert "7 figures added, in 7 new reference measures" in said.getvalue()
    assert not Measure.objects.filter(is_reference=True, data_source="").exists()
