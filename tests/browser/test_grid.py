"""An analyst fills the yearly grid: by keyboard alone, by one paste, with the line cut in the middle."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from ctreport.entry.models import YearMeasure
from ctreport.review.actions import save_record
from objectives.models import ReportingYear
from outcomes.models import Category, Dimension, Figure, Measure
from outcomes.quantity import Quantity
from tests.browser.grid_page import ADDRESS, Grid
from tests.entry.grid.conftest import approved, cell, recorded, send

CUT = re.compile(r"Failed to load resource|htmx:sendError|htmx:afterRequest|htmx:swapError|net::ERR")


@pytest.fixture
def year(people):
    ReportingYear.objects.create(start_year=2017)
    return ReportingYear.objects.create(start_year=2018)


@pytest.fixture
def forty(year):
    """Forty measures of the year."""
    measures = [
        Measure.objects.create(code=f"m-{place:02}", title=f"Measure {place:02}", order=place, change_threshold=None)
        for place in range(40)
    ]
    YearMeasure.objects.bulk_create(YearMeasure(year=year, measure=one) for one in measures)
    return measures


@pytest.fixture
def grid(visit, sign_in, year):
    """The grid's page with what the tests look at."""

    return Grid(visit, sign_in)


def stored():
    """What is recorded for the year, by the code of the measure."""
    rows = Figure.objects.filter(year__start_year=2018).with_cell()
    return {figure.measure.code: str(figure.quantity) for figure in rows}


def test_forty_measures_are_filled_by_keyboard_alone(grid, forty, visit):
    grid.open()
    page = grid.page
    page.locator("#i" + f"{forty[0].pk}-0-0").focus()
    for place in range(40):
        page.keyboard.type(f">{place}" if place % 10 == 0 else f"{place}")
        page.keyboard.press(("Enter", "ArrowDown")[place % 2])
    expect(grid.cell(forty[39])).to_contain_text("Saved")
    expect(page.locator("[data-count=entered]")).to_have_text("40")
    expect(grid.input(forty[10])).to_have_value("over 10")
    assert stored() == {one.code: f"over {place}" if place % 10 == 0 else str(place) for place, one in enumerate(forty)}
    expect(page.locator("#grid-save-all")).to_be_hidden()
    page.reload()
    expect(grid.input(forty[39])).to_have_value("39")
    visit.check()


def test_a_block_from_a_spreadsheet_fills_the_grid_and_can_be_undone(grid, forty, visit):
    grid.open()
    grid.input(forty[0]).focus()
    grid.paste("\r\n".join(f'"{1000 + place:,}"' for place in range(40)) + "\r\n")
    expect(grid.status).to_have_text("40 figures saved.")
    expect(grid.input(forty[39])).to_have_value("1039")
    assert stored() == {one.code: str(1000 + place) for place, one in enumerate(forty)}
    visit.check()
    grid.page.get_by_role("button", name="Undo paste").click()
    expect(grid.status).to_have_text("40 figures undone.")
    expect(grid.input(forty[39])).to_have_value("")
    assert stored() == {}


def test_of_a_block_the_bad_cells_stay_marked_and_what_finds_no_cell_is_told(grid, forty):
    grid.open()
    grid.input(forty[37]).focus()
    grid.paste("5\nlots\n\n6\t7\n8")
    expect(grid.status).to_contain_text("Measure 37: 5, saved. Measure 38 is not saved: see the cell.")
    expect(grid.status).to_contain_text("3 values of the block found no cell: “6”, “7”, “8”.")
    expect(grid.cell(forty[38])).to_contain_text("“lots” is not a number.")
    expect(grid.input(forty[38])).to_have_value("lots")
    assert stored() == {"m-37": "5"}


def test_nothing_typed_is_lost_while_the_line_is_cut(grid, forty, context, visit):
    grid.open()
    page = grid.page
    grid.input(forty[0]).focus()
    for place in range(10):
        page.keyboard.type(str(place))
        page.keyboard.press("Enter")
    expect(grid.cell(forty[9])).to_contain_text("Saved")
    context.set_offline(True)
    for place in range(10, 20):
        page.keyboard.type(str(place))
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save all 10 unsaved figures")).to_be_visible()
    expect(grid.cell(forty[15])).to_contain_text("Not saved yet. There is no connection.")
    expect(grid.input(forty[15])).to_have_value("15")
    context.set_offline(False)  # the browser says that it is back, and all of it is saved by itself
    expect(page.locator("#grid-save-all")).to_be_hidden()
    expect(grid.cell(forty[19])).to_contain_text("Saved")
    assert stored() == {one.code: str(place) for place, one in enumerate(forty[:20])}
    visit.problems[:] = [one for one in visit.problems if not CUT.search(one)]
    visit.check()


def test_a_hard_reload_while_the_line_is_cut_loses_nothing(grid, forty, context, visit):
    grid.open()
    page = grid.page
    page.route("**/cells/", lambda route: route.abort())
    grid.input(forty[0]).focus()
    grid.paste("\n".join(str(100 + place) for place in range(40)))
    expect(page.get_by_role("button", name="Save all 40 unsaved figures")).to_be_visible()
    grid.input(forty[5]).fill("over 7")  # typed, not even left
    page.reload()
    expect(page.get_by_role("button", name="Save all 40 unsaved figures")).to_be_visible()
    expect(grid.input(forty[5])).to_have_value("over 7")
    expect(grid.cell(forty[6])).to_contain_text("Not saved yet. You typed this before the page was loaded again.")
    visit.check()
    page.unroute("**/cells/")
    page.get_by_role("button", name="Save all").click()
    expect(grid.status).to_contain_text("40 figures saved.")
    expected = {one.code: str(100 + place) for place, one in enumerate(forty)} | {"m-05": "over 7"}
    assert stored() == expected
    assert page.evaluate("Object.keys(localStorage).length") == 0
    visit.problems[:] = [one for one in visit.problems if not CUT.search(one)]


def test_the_arrows_move_as_in_a_spreadsheet_and_escape_puts_back(grid, year, people, visit):
    mode = Dimension.objects.create(name="Survey mode")
    for place, code in enumerate(("online", "interview")):
        Category.objects.create(dimension=mode, code=code, name=code.capitalize(), order=place)
    wide = Measure.objects.create(code="wide", title="Wide", dimension_1=mode, order=1)
    narrow = Measure.objects.create(code="narrow", title="Narrow", order=2)
    again = Measure.objects.create(code="again", title="Again", dimension_1=mode, order=3)
    YearMeasure.objects.bulk_create(YearMeasure(year=year, measure=one) for one in (wide, narrow, again))
    recorded(narrow, "over 500", people.analyst)
    grid.open()
    page = grid.page
    grid.input(wide).focus()
    for key, measure, categories in (
        ("ArrowRight", wide, ("online",)),
        ("ArrowRight", wide, ("interview",)),
        ("ArrowRight", wide, ("interview",)),
        ("ArrowDown", narrow, ()),
        ("ArrowDown", again, ("interview",)),
        ("ArrowLeft", again, ("online",)),
        ("ArrowUp", narrow, ()),
        ("Shift+Enter", wide, ("online",)),
        ("Enter", narrow, ()),
    ):
        page.keyboard.press(key)
        expect(grid.input(measure, *categories)).to_be_focused()
    page.keyboard.type("600")
    page.keyboard.press("ArrowLeft")  # the caret is within the text: it moves there
    expect(grid.input(narrow)).to_be_focused()
    page.keyboard.press("Escape")
    expect(grid.input(narrow)).to_have_value("over 500")
    for _ in range(4):  # the figure’s page, what stands behind it, the next measure’s page, its first cell
        page.keyboard.press("Tab")
    expect(grid.input(again)).to_be_focused()
    assert stored() == {"narrow": "over 500"}
    visit.check()


def test_a_cell_is_undone_emptied_and_brought_back(grid, forty):
    grid.open()
    page, first = grid.page, forty[0]
    grid.input(first).fill("500")
    grid.input(first).press("Enter")
    grid.cell(first).get_by_role("button", name="Undo").click()
    expect(grid.input(first)).to_have_value("")
    expect(grid.input(first)).to_be_focused()
    expect(grid.status).to_have_text("Measure 00: empty, undone.")
    grid.input(first).fill("510")
    grid.input(first).press("Enter")
    expect(grid.status).to_have_text("Measure 00: 510, saved.")
    grid.input(first).fill("")
    grid.input(first).press("Enter")
    expect(grid.status).to_have_text("Measure 00: empty, emptied.")
    grid.cell(first).get_by_role("button", name="Undo").click()
    expect(grid.input(first)).to_have_value("510")
    assert stored() == {"m-00": "510"}
    expect(page.locator("[data-count=entered]")).to_have_text("1")


def test_two_people_on_one_cell_decide_openly(grid, forty, client_for, visit):
    grid.open()
    first, second = forty[:2]
    reviewer = client_for("reviewer")
    send(reviewer, cell(first, "510"), cell(second, "20"))
    for measure in (first, second):
        grid.input(measure).fill("7")
        grid.input(measure).press("Enter")
    expect(grid.cell(first)).to_contain_text("Not saved. Reviewer Person changed this to “510” at")
    visit.check()
    grid.cell(first).get_by_role("button", name="Keep mine").click()
    expect(grid.cell(first)).to_contain_text("Saved")
    grid.cell(second).get_by_role("button", name="Take theirs").click()
    expect(grid.input(second)).to_have_value("20")
    expect(grid.cell(second)).not_to_contain_text("Not saved")
    assert stored() == {"m-00": "7", "m-01": "20"}


def test_what_is_typed_while_a_save_is_under_way_is_kept_and_saved_next(grid, forty):
    grid.open()
    page, first = grid.page, forty[0]
    held = []
    page.route("**/cells/", lambda route: held.append(route) if not held else route.continue_())
    grid.input(first).fill("5")
    with page.expect_request("**/cells/"):
        grid.input(first).press("Enter")
    grid.input(first).focus()
    page.keyboard.press("End")
    page.keyboard.type("55")
    held[0].continue_()
    expect(grid.status).to_contain_text("saved")
    expect(grid.input(first)).to_have_value("555")
    grid.input(first).press("Enter")
    expect(grid.cell(first)).to_contain_text("Saved")
    expect(grid.status).to_have_text("Measure 00: 555, saved.")
    assert stored() == {"m-00": "555"}


def test_a_session_that_is_over_is_told_and_what_was_typed_is_kept(grid, forty, context, client_for, live_server):
    grid.open()
    page, first = grid.page, forty[0]
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    grid.input(first).fill("500")
    grid.input(first).press("Enter")
    expect(grid.cell(first)).to_contain_text("You have been signed out.")
    expect(grid.cell(first).get_by_role("link", name="Sign in")).to_be_visible()
    cookie = client_for("analyst").cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.reload()
    expect(grid.input(first)).to_have_value("500")
    page.get_by_role("button", name="Save 1 unsaved figure").click()
    expect(grid.cell(first)).to_contain_text("Saved")
    assert stored() == {"m-00": "500"}


def test_a_question_is_asked_and_answered_beneath_the_cell(grid, year, people, visit):
    measure = Measure.objects.create(code="briefings", title="Briefings")
    recorded(measure, "100", people.analyst, start=2017)
    grid.open()
    grid.input(measure).fill("300")
    grid.input(measure).press("Enter")
    why = grid.page.get_by_label("This is up 200 (200%) from 100.")
    why.fill("More courses.")
    visit.check()
    why.press("Enter")
    expect(grid.cell(measure)).to_contain_text("Saved")
    expect(grid.page.locator(".ct-ask--open")).to_have_count(0)
    assert Figure.objects.get(year=year).explanations == {"large-change": "More courses."}


def test_the_reason_is_said_also_where_tab_leads_to_a_link_of_the_same_cell(grid, forty, people):
    figure = approved(forty[0], "95", people)
    grid.open()
    grid.input(figure.measure).fill("ninety")
    grid.page.keyboard.press("Tab")
    expect(grid.cell(figure.measure)).to_contain_text("“ninety” is not a number")
    expect(grid.input(figure.measure)).to_have_attribute("aria-invalid", "true")
    expect(grid.cell(figure.measure).get_by_role("link").first).to_be_focused()


def test_every_state_of_a_cell_is_accessible_at_both_widths(grid, year, people, visit, forty):
    for place, text in enumerate(("over 500", "[x]", "40")):
        approved(forty[place], text, people)
    edited = Figure.objects.get(measure=forty[2])
    edited.quantity = Quantity.parse("50", unit="count")
    save_record(record=edited, by=people.analyst)
    grid.open()
    bad = forty[3]
    grid.input(bad).fill("lots")
    grid.input(bad).press("Enter")
    expect(grid.cell(bad)).to_contain_text("Not saved.")
    visit.check()


def test_a_closed_year_is_read_accessibly(visit, sign_in, year, people, forty):
    recorded(forty[0], "500", people.analyst)
    ReportingYear.objects.filter(pk=year.pk).update(state="closed")
    sign_in("analyst")
    page = visit.go(ADDRESS)
    expect(page.locator("main")).to_contain_text("2018/19 is closed.")
    assert page.locator(".ct-cell__input").count() == 0
    visit.check()


def test_without_script_the_grid_is_an_ordinary_form(browser, live_server, sign_in, context, forty):
    sign_in("analyst")
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(live_server.url + ADDRESS)
    page.fill(f"#i{forty[0].pk}-0-0", ">500")
    page.fill(f"#i{forty[1].pk}-0-0", "lots")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "There is a problem" in page.content()
    assert page.input_value(f"#i{forty[0].pk}-0-0") == "over 500"
    assert page.input_value(f"#i{forty[1].pk}-0-0") == "lots"
    plain.close()
    assert stored() == {"m-00": "over 500"}
