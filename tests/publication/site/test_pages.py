"""What the pages of the public site say, and that every link in them leads somewhere."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import urlsplit
from xml.etree import ElementTree

import lxml.html
import pytest

from ctreport.publication.site import generation
from ctreport.publication.site.inputs import SiteInputs
from ctreport.publication.site.pages import site_files
from tests.publication.site.conftest import build_site
from tests.publication.site.made_up import FIRST, freeze

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def files(site):
    """Everything in the site, by path."""
    folder = generation.folder_of(generation.current_name()) / "files"
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def text_of(files, path):
    return " ".join(lxml.html.fromstring(files[path]).text_content().split())


def test_the_first_page_lists_the_reports_latest_first_with_date_and_files(files):
    text = text_of(files, "index.html")
    assert text.index("Annual report 2018/19") < text.index("Annual report 2017/18")
    assert "Published at 9:30am on 1 July 2020. Edition 2: what changed" in text
    assert "Withdrawn at 9:30am on 3 June 2020." in text
    assert "annual report 2019/20" in text
    assert b'href="reports/2018-19/report.pdf"' in files["index.html"]


def test_a_site_without_a_report_says_so(folders):
    files = {one.path: one.data for one in site_files(SiteInputs())}
    assert "No report has been published yet." in text_of(files, "index.html")
    assert "No release is announced" in text_of(files, "calendar/index.html")


def test_the_report_is_shown_as_it_was_frozen_with_edition_time_and_downloads(files):
    page = files["reports/2018-19/index.html"].decode()
    assert files["reports/2018-19/editions/2/page.html"].decode() in page
    text = text_of(files, "reports/2018-19/index.html")
    assert "Edition 2, published at 9:30am on 1 July 2020. What changed." in text
    assert "PDF, 10 kB" in text
    assert '<link rel="stylesheet" href="brand.css">' in page


def test_an_edition_that_was_superseded_stays_readable_under_a_banner(files):
    text = text_of(files, "reports/2018-19/editions/1/index.html")
    assert "This edition has been superseded by edition 2 on 1 July 2020." in text
    assert "We delivered over 500 briefings." in text
    assert b"noindex" in files["reports/2018-19/editions/1/index.html"]


def test_what_changed_shows_old_beside_new_with_the_reason_and_the_charts(files):
    page = files["reports/2018-19/what-changed/index.html"].decode()
    assert "<del>500</del>" in page
    assert "<ins>510</ins>" in page
    assert "A briefing was counted twice &amp; another left out." in page
    assert 'src="../editions/1/charts/survey.svg"' in page
    assert "How safe people feel" in page


def test_of_a_withdrawn_edition_nothing_is_left_but_the_reason(files):
    assert "It named a person." in text_of(files, "reports/2017-18/index.html")
    assert "It named a person." in text_of(files, "reports/2017-18/editions/1/index.html")
    assert not [path for path, data in files.items() if b"hidden briefings" in data]
    assert not [path for path in files if path.startswith("reports/2017-18/") and not path.endswith("index.html")]


def test_who_had_pre_release_access_is_published_by_name_and_post(files):
    text = text_of(files, "reports/2018-19/editions/1/pre-release-access/index.html")
    assert "A PersonChair, Police Authority Board9:30am on 2 June 2020" in text
    assert "Nobody outside" in text_of(files, "reports/2018-19/editions/2/pre-release-access/index.html")


def test_every_link_in_every_page_leads_to_a_file_of_the_site(files):
    broken = []
    for path, data in files.items():
        if not path.endswith(".html") or path.endswith(("page.html", "report.html")):
            continue
        for _, _, address, _ in lxml.html.fromstring(data).iterlinks():
            parts = urlsplit(address)
            if parts.scheme or not parts.path or address == "./":
                continue
            folder = "" if parts.path.startswith("/") else str(PurePosixPath(path).parent)
            if normpath(f"{folder}/{parts.path}").strip("/") not in files:
                broken.append(f"{path}: {address}")
    assert broken == []


def test_no_page_holds_a_script_or_a_style_of_its_own(files):
    for path, data in files.items():
        if path.endswith("index.html"):
            assert not re.search(rb"<style|style=|<script(?! src=)|\son\w+=", data), path


def test_the_feed_is_atom_with_names_that_stay(files, made_once):
    feed = ElementTree.fromstring(files["feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}title").startswith("Corrected: Countering Terrorism")
    assert "“We delivered over 500 briefings.” is now" in entries[0].findtext(f"{ATOM}content")
    before = SiteInputs((made_once[1].editions[2],))  # the day on which only the oldest was there
    [old] = [one for one in site_files(before) if one.path == "feed.xml"]
    ids = [one.findtext(f"{ATOM}id") for one in ElementTree.fromstring(old.data).findall(f"{ATOM}entry")]
    assert ids[0] in [one.findtext(f"{ATOM}id") for one in entries]


def test_the_calendar_says_when_in_london_and_as_a_file_in_utc(files):
    assert "9:30am on 2 June 2021" in text_of(files, "calendar/index.html")
    assert b"\r\nDTSTART:20210602T083000Z\r\n" in files["calendar/calendar.ics"]


def test_search_holds_the_current_editions_only(files):
    sections = json.loads(files["search/search.json"])["sections"]
    assert {one["slug"] for one in sections} == {"2018-19"}
    assert "over 510" in sections[0]["text"]
    assert sections[0]["address"] == "../reports/2018-19/index.html#said"


def test_an_edition_whose_current_one_was_withdrawn_says_that_too(folders):
    first = freeze(state="superseded", superseded_at=FIRST + timedelta(days=1))
    second = freeze(number=2, state="withdrawn", withdrawn_at=FIRST + timedelta(days=2), withdrawn_reason="Wrong.")
    files = {one.path: one.data for one in site_files(SiteInputs((second, first)))}
    assert "That edition was withdrawn" in text_of(files, "reports/2018-19/editions/1/index.html")
    assert "Wrong." in text_of(files, "reports/2018-19/index.html")
    assert "reports/2018-19/what-changed/index.html" not in files


def test_a_damaged_edition_holds_up_no_other_and_is_not_shown(inputs, folders, caplog):
    damaged = folders / "editions" / inputs.editions[1].folder / "facts.json"
    damaged.write_bytes(damaged.read_bytes().replace(b"500", b"501"))
    name = build_site(inputs)
    files = generation.folder_of(name) / "files"
    assert "are being restored" in (files / "reports/2018-19/editions/1/index.html").read_text()
    assert (files / "reports/2018-19/report.pdf").exists()
    assert "2018-19/1 cannot be shown" in caplog.text
