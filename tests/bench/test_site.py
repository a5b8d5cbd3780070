"""What is measured of the public site is held against its aims as it is."""

from __future__ import annotations

from tests.bench.site import Rate, SiteTimes, judge_site


def verdicts(*, ours=2500.0, nginx=9000.0, publishing=3.0, queries=0, missing=()):
    rates = [Rate(name, form, speed, 5.0) for name, speed in (("gunicorn", ours), ("nginx", nginx)) for form in FORMS]
    times = SiteTimes(5.0, publishing, queries, 304, 40_000, () if missing else tuple(rates), missing)
    return {name: is_reached for name, _, _, is_reached in judge_site(times)}


FORMS = ("as it is", "compressed")
PAGE = "Public page as it is, a second"


def test_two_thousand_pages_or_a_third_of_nginx_are_enough():
    assert set(verdicts().values()) == {True}
    assert verdicts(ours=1500, nginx=4500)[PAGE]
    assert not verdicts(ours=1900, nginx=9000)[PAGE]


def test_a_single_query_is_one_too_many():
    assert not verdicts(queries=1)["Public page, queries"]


def test_a_report_that_takes_longer_to_be_public_is_not_passed_over():
    assert not verdicts(publishing=11)["Published, from due to public"]


def test_without_the_programs_nothing_is_claimed():
    assert verdicts(missing=("nginx",))[PAGE] is None
    assert list(judge_site(None)) == []
