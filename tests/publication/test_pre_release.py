"""Pre-release access: one person, one browser, between the hour that was given and the release; each opening logged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ctreport.publication import actions, pre_release
from ctreport.publication.errors import PublicationError
from ctreport.publication.models import Edition, PreReleaseAccess, PreReleaseOpening

PERSON = {
    "name": "Jo Bell",
    "post": "Chair, Police Authority Board",
    "email": "Jo.Bell@cityoflondon.example",
    "reason": "To prepare for questions.",
}


@pytest.fixture
def edition(press):
    return press.scheduled(hours=20)


@pytest.fixture
def access(edition, press):
    return pre_release.give_access(edition=edition, hours=24, by=press.comms, **PERSON)


def opened(access, key="browser", what="the report"):
    return pre_release.open_access(
        token=pre_release.token_of(access), browser_key=key, what=what, from_address="192.0.2.7"
    )


def confirmed(access, email="jo.bell@cityoflondon.example ", key="browser"):
    return pre_release.confirm_address(
        token=pre_release.token_of(access), email=email, browser_key=key, from_address=None
    )


def test_a_link_is_bound_to_the_browser_in_which_the_address_was_confirmed(access, edition):
    assert opened(access).must_confirm
    assert confirmed(access).edition == edition
    assert opened(access).edition == edition
    assert opened(access, key="another").refused == pre_release.OTHER_BROWSER
    assert confirmed(access, key="another").refused == pre_release.OTHER_BROWSER


def test_each_opening_is_logged_and_so_is_each_refusal(access):
    confirmed(access)
    opened(access, what="report.pdf")
    opened(access, key="another", what="report.pdf")
    logged = list(PreReleaseOpening.objects.order_by("pk").values_list("what", "from_address", "refused"))
    assert logged == [
        ("confirmation", None, ""),
        ("report.pdf", "192.0.2.7", ""),
        ("report.pdf", "192.0.2.7", pre_release.OTHER_BROWSER),
    ]


def test_who_guesses_the_address_is_shut_out(access):
    for _ in range(pre_release.WRONG_ADDRESSES):
        assert confirmed(access, email="jo@example.com").refused == pre_release.WRONG
    assert "too often" in confirmed(access).refused
    assert opened(access).edition is None


def test_a_link_works_neither_before_its_hour_nor_after_the_release(access, press):
    confirmed(access)
    now = timezone.now()
    PreReleaseAccess.objects.update(opens_at=now + timedelta(hours=1))
    assert opened(access).refused.startswith("This link works from ")
    PreReleaseAccess.objects.update(opens_at=now - timedelta(hours=1))
    Edition.objects.update(release_at=now)
    assert opened(access).refused == "The report is being published. Read it on the public site."
    Edition.objects.update(state="published", published_at=now)
    assert opened(access).is_public
    assert opened(access).edition is None


def test_a_link_that_was_ended_forged_or_renewed_does_not_work(access, press):
    confirmed(access)
    renewed = pre_release.renew_link(access=access, by=press.comms)
    assert opened(access).refused == "This link is not valid."
    assert opened(renewed).must_confirm
    pre_release.end_access(access=renewed, by=press.comms)
    assert opened(renewed).refused == "This access was ended."
    forged = pre_release.open_access(token="forged", browser_key="", what="x", from_address=None)
    assert forged.refused == "This link is not valid."


def test_links_end_when_the_edition_leaves_the_calendar_and_move_with_its_date(access, edition, press):
    later = edition.release_at + timedelta(days=7)
    actions.schedule(edition=edition, by=press.comms, release_at=later, short_notice_reason="A bank holiday.")
    access.refresh_from_db()
    assert access.opens_at == later - timedelta(hours=24)
    actions.unschedule(edition=edition, by=press.comms, reason="Not this month.")
    assert opened(access).refused == "This access was ended."


def test_access_that_goes_too_far_or_lacks_something_is_refused(access, edition, press):
    for change, words in (
        ({"hours": 25}, "1 to 24 hours"),
        ({"email": "nobody"}, "Enter an e-mail address"),
        ({"post": " "}, "Enter the name"),
        ({"email": "JO.BELL@cityoflondon.example"}, "Jo Bell has access already"),
    ):
        with pytest.raises(PublicationError, match=words):
            pre_release.give_access(edition=edition, by=press.comms, **PERSON | {"hours": 24} | change)


def test_the_published_list_names_people_and_posts_and_no_address(access, edition, press):
    pre_release.give_access(
        edition=edition, hours=2, by=press.comms, **PERSON | {"name": "Al Day", "email": "al@example.com"}
    )
    ended = PreReleaseAccess.objects.get(name="Al Day")
    pre_release.end_access(access=ended, by=press.comms)
    assert pre_release.access_list(edition) == [("Jo Bell", "Chair, Police Authority Board")]
    assert "@" not in edition.events.filter(act="access_given").last().comment
