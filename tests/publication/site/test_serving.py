"""What a browser is answered. None of these tests opens the database: a question to it would fail them."""

from __future__ import annotations

import gzip
from urllib.parse import urljoin

import brotli
import pytest
from django.test import Client

from ctreport.publication.site import generation
from ctreport.publication.site.export import MARK, ExportRefusedError, export
from ctreport.publication.site.reading import current_site
from ctreport.publication.site.serving import encoding_for
from tests.publication.site.conftest import build_site

PAGE = "/reports/2018-19/"
FROZEN = "/reports/2018-19/editions/1/report.pdf"


def whole(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_page_comes_with_a_strong_validator_and_the_policy_and_without_a_cookie(site):
    response = site.get(PAGE)
    assert response["ETag"].startswith('"')
    assert response["Cache-Control"] == "public, max-age=10"
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies


def test_what_a_reader_holds_already_is_not_sent_again(site):
    etag = site.get(PAGE)["ETag"]
    for asked in (etag, f'"other", W/{etag}', "*"):
        response = site.get(PAGE, headers={"If-None-Match": asked})
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert site.get(PAGE, headers={"If-None-Match": '"other"'}).status_code == 200


def test_each_compressed_form_is_the_same_page_under_a_validator_of_its_own(site):
    plain = site.get(PAGE)
    br = site.get(PAGE, headers={"Accept-Encoding": "gzip, deflate, br"})
    zipped = site.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert brotli.decompress(br.content) == gzip.decompress(zipped.content) == plain.content
    assert (br["Content-Encoding"], zipped["Content-Encoding"]) == ("br", "gzip")
    assert len({one["ETag"] for one in (plain, br, zipped)}) == 3


@pytest.mark.parametrize(
    ("accepted", "answered"),
    [("", ""), ("br;q=0, gzip", "gzip"), ("*", "br"), ("identity", ""), ("gzip;q=0.5,br;q=0", "gzip")],
)
def test_the_encoding_is_one_that_the_browser_accepts(accepted, answered):
    assert encoding_for(accepted, ("br", "gzip")) == answered


def test_assets_are_kept_for_ever_and_frozen_files_only_until_an_edition_may_be_withdrawn(site):
    asset = f"/{current_site().assets['site.css']}"
    assert "immutable" in site.get(asset)["Cache-Control"]
    assert site.get(FROZEN)["Cache-Control"] == "public, max-age=600"


def test_an_address_that_is_not_there_yet_is_asked_for_anew_so_that_a_release_is_seen_at_once(site):
    response = site.get("/reports/2098-99/")
    assert (response.status_code, response["Cache-Control"]) == (404, "no-cache")


def test_head_says_the_same_without_the_page(site):
    head, get = site.head(PAGE), site.get(PAGE)
    assert head.content == b""
    assert head["ETag"] == get["ETag"]
    assert int(head["Content-Length"]) == len(get.content)


def test_a_part_of_a_pdf_can_be_asked_for(site):
    content = whole(site.get(FROZEN))
    part = site.get(FROZEN, headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.content) == (206, content[4:10])
    assert part["Content-Range"] == f"bytes 4-9/{len(content)}"
    assert site.get(FROZEN, headers={"Range": "bytes=-5"}).content == content[-5:]
    assert site.get(FROZEN, headers={"Range": "bytes=999999-"}).status_code == 416
    assert site.get(FROZEN, headers={"Range": "bytes=0-1", "If-Range": '"older"'}).status_code == 200


def test_a_large_file_is_streamed(site, monkeypatch):
    monkeypatch.setattr("ctreport.publication.site.serving.LARGEST_HELD", 1000)
    response = site.get(FROZEN)
    assert response.streaming
    assert whole(response) == current_site().file_of(current_site().lines[FROZEN[1:]]).read_bytes()
    assert "Content-Disposition" not in response


def test_the_site_can_only_be_read(site):
    for method in ("post", "put", "delete", "patch", "options"):
        response = getattr(site, method)(PAGE)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/reports/2018-19", "/reports/2018-19/"),
        ("/reports/2018-19/index.html", "/reports/2018-19/"),
        ("/reports/2018-2019/", "/reports/2018-19/"),
        ("/reports/2018/19", "/reports/2018-19/"),
        ("/reports/2018/2019/", "/reports/2018-19/"),
        ("/reports/2018-19/editions/1", "/reports/2018-19/editions/1/"),
        ("/reports/", "/"),
        ("/index.html", "/"),
        ("/search?q=a", "/search/?q=a"),
    ],
)
def test_other_spellings_of_an_address_lead_to_it(site, asked, answered):
    response = site.get(asked)
    assert response.status_code == 301
    assert urljoin(asked, response["Location"]) == answered


@pytest.mark.parametrize(
    "address",
    [
        "/reports/2016-17/",
        "/reports/2018-19/nonsense",
        "/reports/../../manage.py",
        "/reports/%2e%2e/%2e%2e/index.json",
        "/reports//2018-19/",
        "/assets/../index.json",
        "/reports/2018-19/editions/1/report.pdf/",
        "/reports/2018-19/\0",
    ],
)
def test_an_address_that_is_not_there_is_answered_with_a_page_that_helps(site, address):
    response = site.get(address)
    assert response.status_code == 404
    assert "Annual report 2018/19" in response.text
    assert "/reports/2018-19/" in response.text


def test_the_file_that_stands_alone_may_use_the_style_within_it_and_no_other(site):
    policy = site.get("/reports/2018-19/report.html")["Content-Security-Policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-inline" not in site.get(PAGE)["Content-Security-Policy"]


def test_open_data_may_be_read_by_any_page(site):
    assert site.get("/api/v1/reports.json")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in site.get(PAGE)


def test_a_withdrawn_edition_has_no_file_left(site, made_once):
    withdrawn = made_once[1].editions[2]
    for path in withdrawn.entries:
        assert site.get(f"/reports/2017-18/editions/1/{path}").status_code == 404
        assert site.get(f"/reports/2017-18/{path}").status_code == 404
    assert site.get("/reports/2017-18/").status_code == 200


def test_before_the_first_site_is_made_readers_are_asked_to_come_back(folders):
    response = Client().get("/")
    assert response.status_code == 503
    assert "<h1>The public site is being made</h1>" in response.text


def test_on_plain_http_nothing_is_answered_where_https_is_asked_for(site, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(PAGE)["Location"] == "https://testserver/reports/2018-19/"
    settings.SECURE_HSTS_SECONDS = 60
    assert Client().get(PAGE, secure=True)["Strict-Transport-Security"] == "max-age=60"


def test_the_export_is_byte_for_byte_what_is_served(site, tmp_path):
    folder = tmp_path / "export"
    export(current_site(), folder)
    exported = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MARK}
    assert exported == set(current_site().lines)
    for path in exported:
        address = path.removesuffix("index.html") if path.endswith("index.html") else path
        response = site.get(f"/{address}")
        assert (response.status_code, whole(response)) == (200, (folder / path).read_bytes()), path


def test_a_later_export_takes_away_what_is_no_more_and_nothing_else(inputs, tmp_path):
    build_site(inputs)
    folder = tmp_path / "export"
    export(current_site(), folder)
    (folder / "reports" / "kept-by-hand.txt").write_text("mine")
    build_site(type(inputs)(inputs.editions[2:]))
    assert export(current_site(), folder)[1] > 20
    assert not (folder / "reports" / "2018-19").exists()
    assert (folder / "reports" / "kept-by-hand.txt").exists()
    assert export(current_site(), folder) == (0, 0)


def test_an_export_refuses_a_folder_of_somebody_else(site, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.odt").write_text("x")
    with pytest.raises(ExportRefusedError, match="no earlier export is in it"):
        export(current_site(), tmp_path / "theirs")


def test_a_new_generation_is_served_at_once_and_old_ones_are_cleared(inputs):
    names = [build_site(type(inputs)(inputs.editions[:count])) for count in (1, 2, 3)]
    assert "Annual report 2017/18" in Client().get("/").text
    kept = {path.name for path in generation.folder_of("x").parent.iterdir()}
    assert kept == set(names[1:])
