"""The multiplied records keep the shape of the real ones."""

from __future__ import annotations

import pytest

from activities.models import Activity
from ctreport.narrative.sentences import FigureBook, plain
from ctreport.thread.threads import build_thread
from tests.bench.multiply import multiply

pytestmark = pytest.mark.django_db


def test_each_record_link_and_gap_is_there_as_many_times(records_2018_19):
    once = build_thread(records_2018_19)
    multiply(records_2018_19, 3)
    thrice = build_thread(records_2018_19)
    assert len(thrice.nodes) == 3 * len(once.nodes)
    assert sum(map(len, thrice.down.values())) == 3 * sum(map(len, once.down.values()))
    assert len(thrice.gaps) == 3 * len(once.gaps)
    assert len(thrice.complete_pledges) == 3 * len(once.complete_pledges)


def test_the_copies_narratives_speak_of_the_copies_figures(records_2018_19):
    multiply(records_2018_19, 2)
    copy = Activity.objects.get(year=records_2018_19, reference="A101")
    assert "{{figure:briefings-1}}" in copy.narrative
    assert plain(copy.narrative, FigureBook.for_year(records_2018_19)).startswith("Completed over 500 briefings")
