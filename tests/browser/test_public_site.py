"""The public site in a browser: its pages are accessible, quiet and fit, with and without a script, and as files."""

from __future__ import annotations

import functools
import http.server
import threading

import pytest

from ctreport.publication.site.export import export
from ctreport.publication.site.reading import current_site
from tests.publication.site.conftest import build_site, make_inputs

PAGES = (
    "/",
    "/reports/2018-19/",
    "/reports/2018-19/editions/1/",
    "/reports/2018-19/editions/",
    "/reports/2018-19/editions/1/pre-release-access/",
    "/reports/2018-19/what-changed/",
    "/reports/2017-18/",
    "/calendar/",
    "/search/",
    "/search/?q=briefings",
    "/search/?q=elephant",
    "/follow/",
    "/follow/email/",
    "/follow/confirm/nonsense/",
    "/accessibility/",
    "/api/",
)


@pytest.fixture
def site(settings, tmp_path):
    settings.EDITIONS_DIR, settings.SITE_DIR = str(tmp_path / "editions"), str(tmp_path / "site")
    settings.FOLLOW_BY_EMAIL = True
    build_site(make_inputs())
    return tmp_path


@pytest.fixture
def files_only(site):
    """A server that knows nothing but the exported files, under a prefix; gives the address of the site in it."""
    export(current_site(), site / "export" / "some" / "prefix")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Quiet, directory=str(site / "export"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/prefix/"
    server.shutdown()
    server.server_close()


def test_every_page_is_accessible_quiet_and_fits(site, visit):
    for path in PAGES:
        is_refused, known = "nonsense" in path, len(visit.problems)
        visit.go(path, 400 if is_refused else 200)
        if is_refused:
            del visit.problems[known:]  # the browser logs that the link was answered with 400
        visit.check()


def test_a_reader_goes_through_the_site_and_the_search_finds_with_and_without_a_script(site, visit):
    page = visit.go("/")
    page.get_by_role("link", name="Annual report 2018/19").first.click()
    page.wait_for_url("**/reports/2018-19/")
    page.get_by_role("link", name="What changed").click()
    assert page.locator("ins").inner_text() == "510"
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words to look for").fill("brief")
    page.get_by_role("button", name="Search").click()
    assert page.locator("mark").first.inner_text() == "briefings"
    page.get_by_role("link", name="What we said").click()
    page.wait_for_url("**/reports/2018-19/#said")


def test_the_exported_files_do_the_same_under_any_prefix_and_search_by_script(files_only, visit):
    page = visit.page
    page.goto(files_only)
    page.get_by_role("link", name="Annual report 2018/19").first.click()
    assert "We delivered over 510 briefings." in page.locator("main").inner_text()
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words to look for").fill("brief")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("heading", level=2).first.inner_text() == "1 section with “brief”"
    assert page.locator("mark").first.inner_text() == "briefings"
    visit.check()
    page.goto(f"{files_only}search/?q=elephant")
    page.get_by_text("Nothing found for “elephant”").wait_for()
