"""The site follows what is public in the database: nothing else gets in, and half a site is never shown."""

from __future__ import annotations

import itertools
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ctreport.publication.models import Edition, PreReleaseAccess
from ctreport.publication.site import generation
from ctreport.publication.site.build import renew_site
from ctreport.publication.site.inputs import SiteInputs
from ctreport.publication.site.watch import keep_site_true
from objectives.models import ReportingYear
from tests.publication.site.conftest import build_site
from tests.publication.site.made_up import FIRST, freeze


@pytest.fixture
def year(db, folders):
    return ReportingYear.objects.create(start_year=2018)


def edition_of(year, number=1, state=Edition.State.PUBLISHED, **more):
    """A row with its folder."""
    kept = ("briefings", "corrections")
    made = freeze(year.label, number, state=state, **{key: more.pop(key) for key in kept if key in more})
    more.setdefault("published_at", FIRST if state in (*Edition.READABLE, Edition.State.WITHDRAWN) else None)
    return Edition.objects.create(
        year=year,
        number=number,
        state=state,
        folder=made.folder,
        manifest_sha256=made.manifest_sha256,
        facts_sha256="0" * 64,
        software="ctreport",
        made_at=FIRST,
        made_by_name="A",
        **more,
    )


def test_a_published_edition_is_public_when_the_site_is_renewed(year):
    renew_site()
    assert "No report has been published yet." in Client().get("/").text
    edition_of(year)
    keep_site_true()
    assert "We delivered over 500 briefings." in Client().get("/reports/2018-19/").text


def test_nothing_is_made_anew_where_nothing_has_changed_and_few_questions_are_asked(year):
    edition_of(year)
    renew_site()
    made = sorted(path.stat().st_mtime_ns for path in generation.top().rglob("*"))
    with CaptureQueriesContext(connection) as queries:
        renew_site()
    assert len(queries) == 3
    assert sorted(path.stat().st_mtime_ns for path in generation.top().rglob("*")) == made


@pytest.mark.parametrize("state", [*Edition.IN_HAND, Edition.State.DISCARDED])
def test_an_edition_that_is_not_public_can_be_reached_by_no_address(year, state):
    edition_of(year, briefings="over 500")
    draft = edition_of(year, 2, state, briefings="canary", release_at=timezone.now(), announced_at=timezone.now())
    renew_site()
    browser, folder = Client(), Path(settings.EDITIONS_DIR, draft.folder)
    tops = ("reports/2018-19/editions/2", "reports/2018-19", draft.folder, f"reports/{draft.folder}", "api/v1/reports")
    for path in (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
        for top in (*tops, "api/v1/reports/2018-19/editions/2", "editions/" + draft.folder, "", "../" + draft.folder):
            response = browser.get(f"/{top}/{path}")
            body = b"".join(response.streaming_content) if response.streaming else response.content
            assert b"canary" not in body, f"{top}/{path}"
    site = generation.folder_of(generation.current_name())
    assert not [path for path in site.rglob("*") if path.is_file() and b"canary" in path.read_bytes()]
    assert "Nothing found for “canary”" in browser.get("/search/?q=canary").text


def test_a_withdrawal_takes_everything_away_at_once(year):
    edition = edition_of(year, briefings="canary")
    renew_site()
    assert "canary" in Client().get("/reports/2018-19/").text
    Edition.objects.filter(pk=edition.pk).update(
        state=Edition.State.WITHDRAWN, withdrawn_at=FIRST, withdrawn_reason="It named a person."
    )
    renew_site()
    site = generation.folder_of(generation.current_name())
    assert not [path for path in site.rglob("*") if path.is_file() and b"canary" in path.read_bytes()]
    assert "It named a person." in Client().get("/reports/2018-19/").text


def test_only_releases_that_were_announced_are_in_the_calendar(year):
    other = ReportingYear.objects.create(start_year=2019)
    edition_of(year, state=Edition.State.SCHEDULED, release_at=FIRST, announced_at=FIRST - timedelta(days=28))
    edition_of(other, state=Edition.State.SCHEDULED, release_at=FIRST)
    renew_site()
    calendar = Client().get("/calendar/").text
    assert "annual report 2018/19" in calendar
    assert "9:30am on 3 June 2020" in calendar
    assert "2019/20" not in calendar


def test_the_access_list_names_who_could_read_and_no_e_mail_address(year):
    edition = edition_of(year)
    common = {"edition": edition, "reason": "r", "given_by_name": "C", "given_at": FIRST - timedelta(days=9)}
    for name, opens, ended in (("Read It", 1, None), ("Never Let In", 1, 2), ("Too Late", -1, None)):
        PreReleaseAccess.objects.create(
            name=name,
            post="Chair",
            email=f"{name.replace(' ', '.')}@canary.example",
            opens_at=FIRST - timedelta(days=opens),
            ended_at=FIRST - timedelta(days=ended) if ended else None,
            serial=f"00000000-0000-4000-8000-{len(name):012}",
            **common,
        )
    renew_site()
    text = Client().get("/reports/2018-19/editions/1/pre-release-access/").text
    assert "Read It" in text
    assert "Never Let In" not in text
    assert "Too Late" not in text
    assert "canary" not in text


def build_and_die(inputs, step, count_file):
    """Make the site in a child process that ends without a word at its ``step``-th change of the disk; 0 for never."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    done = itertools.count(1)

    def counted(function):
        def call(*arguments, **more):
            if (number := next(done)) == step:
                os._exit(9)
            count_file.write_text(str(number))
            return function(*arguments, **more)

        return call

    try:
        for name in ("mkdir", "rename", "replace", "link", "fsync"):
            setattr(os, name, counted(getattr(os, name)))
        build_site(inputs)
        os._exit(0)
    finally:
        os._exit(1)


def test_a_process_that_is_killed_at_any_step_leaves_the_old_site_or_the_new(folders):
    """The last steps are those in which the new site takes the old one's place: each is tried, and some before."""
    new = SiteInputs((freeze(briefings="new"),))
    count_file = folders / "count"
    assert build_and_die(SiteInputs(), 0, count_file) == 0
    assert build_and_die(new, 0, count_file) == 0
    last = int(count_file.read_text())
    shown = []
    build_site(SiteInputs())
    for step in (last // 2, *range(last - 3, last + 1)):
        assert build_and_die(new, step, count_file) == 9
        shown.append("Annual report 2018/19" in Client().get("/").text)
        if shown[-1]:
            break
    assert len(shown) > 2
    assert shown[-1]
    assert not any(shown[:-1])
