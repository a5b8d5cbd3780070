"""What a number counts, and the period it is of."""

from __future__ import annotations

import pytest

from ctreport.importing.published import Meaning, Place, Section
from ctreport.importing.published.figures import figures_in


def labels(text: str, **options: str) -> list[str]:
    return [figure.label for figure in figures_in(text, **options)]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "Delivered 49 briefings to schools, reaching almost 3,000 pupils.",
            ["briefings to schools", "pupils"],
        ),
        ("Trained 320 officers, 45 specials and 12 cadets.", ["officers", "specials", "cadets"]),
        ("The number of cyber-crime reports was 41.", ["cyber-crime reports"]),
        ("Victim satisfaction rose to 84%.", ["Victim satisfaction"]),
        ("Arrests: 95", ["Arrests"]),
        ("98.6% of calls were answered within 10 seconds.", ["calls answered within 10 seconds"]),
        ("95% (88% in 2016/17) of those asked felt safe.", ["those asked felt safe"] * 2),
        (
            "309 vehicles seized (272 in 2016/17) for having no insurance.",
            ["vehicles seized for having no insurance"] * 2,
        ),
        ("Seized £1.2m in cash.", ["cash seized"]),
        ("123 stop and searches, of which 89 were positive.", ["stop and searches", "stop and searches positive"]),
        ("Of the 412 victims surveyed, 88% were satisfied.", ["victims surveyed", "victims satisfied"]),
        ("12.3 crimes per 1,000 residents.", ["crimes per 1,000 residents"]),
        (
            "1,367 notices issued to drivers and 734 to cyclists.",
            ["notices issued to drivers", "notices issued to cyclists"],
        ),
        ("In 2017/18, 412 drivers were reported.", ["drivers reported"]),
        ("An increase of 14% on last year in reports of fraud.", ["increase in reports of fraud"]),
        ("Robbery fell by 12%.", ["decrease in Robbery"]),
        ("Fewer than 20 complaints were received, down from 31.", ["complaints received"] * 2),
        ("Between 40 and 50 officers were deployed.", ["officers deployed"] * 2),
        (
            "2748 people received ACT (Action Counters Terrorism) training within year.",
            ["people received ACT training"],
        ),
    ],
)
def test_the_label_says_what_is_counted(text: str, counted: list[str]):
    assert labels(text) == counted


def test_the_outcome_above_lends_its_subject():
    assert labels("81% with the first contact", parent="Satisfaction among victims:") == [
        "Satisfaction among victims with the first contact"
    ]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("309 vehicles were seized (272 in 2016/17).", ["2017/18", "2016/17"]),
        ("309 vehicles, compared to 272 in 2016-17.", ["2017/18", "2016/17"]),
        ("Reports fell from 45 in 2015/16 to 41 in 2016/17.", ["2015/16", "2016/17"]),
        ("84%, up from 79% last year", ["2017/18", "2016/17"]),
        ("84%, against 79% the previous year", ["2017/18", "2016/17"]),
        ("Casualties: 46 (2016/17: 54)", ["2017/18", "2016/17"]),
        ("In 2015/16, 40 people came.", ["2015/16"]),
        ("311 events and 54 protests", ["2017/18", "2017/18"]),
        ("an increase of 14% on 2016/17", ["2017/18"]),
        ("95 arrests since 2014, 12 more than in 2016/17", ["2017/18", "2017/18"]),
        ("It fell from 60 to 46.", ["earlier", "2017/18"]),
        ("Won 2 awards in March 2018.", ["March 2018"]),
    ],
)
def test_a_number_is_of_the_period_that_the_sentence_gives_it(text: str, periods: list[str]):
    assert [figure.period for figure in figures_in(text, year="2017/18")] == periods


def test_without_the_reports_year_the_words_of_the_text_are_kept():
    assert [figure.period for figure in figures_in("84%, up from 79% last year")] == ["", "last year"]


def test_a_number_in_a_pledge_is_a_target_and_one_that_moves_is_a_change():
    [promised] = figures_in("Train 500 officers.", place=Place(Section.PLEDGES, 0))
    [moved] = figures_in("Robbery fell by 12%.")
    level, target = figures_in("We answered 93% of calls, against a target of 90%.")
    assert [one.meaning for one in (promised, moved, level, target)] == [
        Meaning.TARGET,
        Meaning.CHANGE,
        Meaning.LEVEL,
        Meaning.TARGET,
    ]


def test_the_sentence_is_the_one_that_the_number_stands_in():
    [figure] = figures_in("We met, e.g. Ms. Ray of No. 5 Ward. We held 12 panels. All went well.")
    assert figure.sentence == "We held 12 panels."
