"""A public site of made-up editions, for tests that need no database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.test.utils import override_settings

from ctreport.publication.site import build, generation
from ctreport.publication.site.inputs import Release, SiteInputs
from tests.publication.site.made_up import CORRECTION, FIRST, freeze

MONTH = timedelta(days=28)


def make_inputs():
    """2018/19 in its second edition, 2017/18 withdrawn, 2019/20 announced."""
    reader = ("A Person", "Chair, Police Authority Board", FIRST - timedelta(days=1))
    first = freeze(state="superseded", superseded_at=FIRST + MONTH, access=(reader,))
    second = freeze(number=2, briefings="over 510", corrections=(CORRECTION,), published_at=FIRST + MONTH)
    gone = {"withdrawn_at": FIRST, "withdrawn_reason": "It named a person.", "published_at": FIRST - 10 * MONTH}
    withdrawn = freeze("2017/18", state="withdrawn", briefings="hidden", **gone)
    coming = Release("2019-20", "2019/20", 1, FIRST + 13 * MONTH, FIRST + 12 * MONTH, "The board meets earlier.")
    return SiteInputs((second, first, withdrawn), (coming,))


def build_site(inputs: SiteInputs) -> str:
    """Make the site of some inputs and return its name."""
    with generation.held():
        return build.build_site(inputs)


@pytest.fixture
def folders(settings, tmp_path):
    """Folders of this test's own."""
    settings.EDITIONS_DIR, settings.SITE_DIR = str(tmp_path / "editions"), str(tmp_path / "site")
    return tmp_path


@pytest.fixture
def inputs(folders):
    """The editions of ``make_inputs`` in folders of this test's own."""
    return make_inputs()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """The site of ``make_inputs``, made once for all tests that only read it: its folder and its inputs."""
    top = tmp_path_factory.mktemp("public")
    with override_settings(EDITIONS_DIR=str(top / "editions"), SITE_DIR=str(top / "site")):
        inputs = make_inputs()
        build_site(inputs)
    return top, inputs


@pytest.fixture
def site(made_once, settings):
    """A browser without a session that reads the site."""
    settings.EDITIONS_DIR, settings.SITE_DIR = str(made_once[0] / "editions"), str(made_once[0] / "site")
    return Client()
