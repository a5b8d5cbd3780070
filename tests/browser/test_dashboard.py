"""The leaders' page in a browser: narrowed by keyboard, printed, noted as looked at; two years side by side."""

import re

from ctreport.accounts.access import Role
from objectives.models import Pledge
from outcomes.models import Measure

YEAR, PAIR = "/years/2018-19/", "/years/2018-19/compare/2017-18/"


def test_a_leader_narrows_the_page_by_keyboard_and_shares_its_address(illustrative_history, visit, sign_in):
    sign_in(Role.LEADER)
    page = visit.go(YEAR)
    visit.check()
    page.locator("summary", has_text="Filter and compare").press("Enter")
    page.get_by_label("Strand").select_option("Prepare")
    page.get_by_label("Compare with").select_option("2014/15")
    page.get_by_role("button", name="Apply", exact=True).press("Enter")
    page.wait_for_url(re.compile(r"strand=Prepare.*compare=2014-15"))
    main = page.locator("main")
    assert "Only strand Prepare: 1 of 10 pledges and what hangs on it." in main.inner_text()
    assert "Since 2014/15, of 2 figures" in main.inner_text()
    assert "strand=Prepare&compare=2014-15" in page.get_by_role("link", name="Brief (PDF)").get_attribute("href")
    visit.check()
    page.get_by_role("link", name="Clear").press("Enter")
    page.wait_for_url(re.compile(YEAR + "$"))


def test_the_summary_of_a_telephone_comes_before_everything_that_is_long(illustrative_history, visit, sign_in):
    sign_in(Role.LEADER)
    page = visit.go(YEAR)
    page.set_viewport_size({"width": 375, "height": 667})
    summary = page.get_by_role("region", name="In short")
    assert summary.bounding_box()["y"] < 667
    assert len(summary.inner_text().split()) < 200  # a minute's reading
    page.emulate_media(media="print")
    assert not page.locator("summary", has_text="Filter and compare").is_visible()
    assert page.get_by_role("heading", name="Pledges").is_visible()
    assert not page.get_by_role("button", name="Tell me of changes").first.is_visible()
    assert not page.get_by_text("Download:").first.is_visible()
    page.emulate_media(media="screen")


def test_the_page_notes_that_it_was_looked_at_and_the_next_visit_says_so(records_2018_19, visit, sign_in):
    sign_in(Role.LEADER)
    with visit.page.expect_response(re.compile(r"/looked/$")) as noted:
        page = visit.go(YEAR)
        assert "You have not looked at 2018/19 before." in page.locator("main").inner_text()
    assert noted.value.status == 204
    page = visit.go(YEAR)
    assert "Nothing has changed since you last looked" in page.locator("main").inner_text()


def test_two_years_side_by_side_are_accessible(illustrative_history, visit, sign_in):
    sign_in(Role.LEADER)
    page = visit.go(PAIR)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Arrests"))
    visit.check()  # at the narrow width the rows are laid out as a grid, and are rows all the same
    assert [cell.inner_text().split("\n")[0] for cell in row.get_by_role("cell").all()][:2] == ["83", "95"]
    page.emulate_media(forced_colors="active")
    side = page.locator(".ct-move--up").first.evaluate("one => getComputedStyle(one).borderLeftColor")
    assert side == "rgba(0, 0, 0, 0)"  # a triangle, and no bar as of what stayed the same
    page.emulate_media(forced_colors="none")


def test_a_word_longer_than_its_line_never_widens_a_page(illustrative_history, visit, sign_in):
    Pledge.objects.update(statement="https://example.org/" + "a-very-long-address" * 12)
    Measure.objects.update(title="Rindfleischetikettierung" * 8)
    sign_in(Role.LEADER)
    for address in (YEAR, PAIR, f"{YEAR}measures/feel-safe/", f"{YEAR}thread/?view=list", f"{YEAR}thread/"):
        page = visit.go(address)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
    page = visit.go(YEAR)
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    page.emulate_media(media="screen")
