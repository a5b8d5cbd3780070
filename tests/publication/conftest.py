"""What the tests of publication share."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from ctreport.publication import actions, clock, release
from ctreport.publication.models import Edition
from ctreport.review.actions import save_record
from objectives.models import Pledge
from tests.publication.small import small_year, use_small_files


@pytest.fixture
def folders(settings, tmp_path):
    """Editions and site of this test alone."""
    settings.EDITIONS_DIR, settings.SITE_DIR = str(tmp_path / "editions"), str(tmp_path / "site")
    return tmp_path / "editions"


@pytest.fixture
def press(folders, people, monkeypatch):
    """A small year, and what can be done with it in few words. That the public site is to be renewed is only noted."""
    use_small_files(monkeypatch.setattr)
    clock.forget()
    renewed: list[int] = []
    monkeypatch.setattr(actions, "renew_site", lambda: renewed.append(1))
    monkeypatch.setattr(release, "renew_site", lambda: renewed.append(1))
    return Press(small_year(), people, renewed)


class Press(SimpleNamespace):
    """The way of an edition, a word for each step."""

    def __init__(self, year, people, renewed):
        super().__init__(year=year, comms=people.comms, leader=people.leader, analyst=people.analyst, renewed=renewed)

    def proof(self):
        job = actions.prepare(year=self.year, by=self.comms)
        assert job.state == "done", job.message
        return Edition.objects.of_year(self.year).first()

    def signed_off(self):
        return actions.sign_off(edition=self.proof(), by=self.leader)

    def scheduled(self, **ahead):
        moment = timezone.now() + timedelta(**(ahead or {"days": 30}))
        return actions.schedule(
            edition=self.signed_off(), by=self.comms, release_at=moment, short_notice_reason="An inquest opens."
        )

    def published(self):
        edition = self.scheduled()
        self.let_time_pass(edition)
        release.publish_due()
        edition.refresh_from_db()
        return edition

    def let_time_pass(self, edition):
        Edition.objects.filter(pk=edition.pk).update(release_at=timezone.now() - timedelta(seconds=1))

    def reword(self, statement, reference="P1"):
        """Change a sentence as an approved correction does."""
        pledge = Pledge.objects.get(year=self.year, reference=reference)
        pledge.statement = statement
        save_record(record=pledge, by=self.analyst, reason="It was wrong.")
        Pledge.objects.filter(pk=pledge.pk).update(statement=statement, state="approved")
