"""Figures imported in a browser: choose, look, mend, confirm."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ctreport.importing.sheets import write_table
from objectives.models import ReportingYear
from outcomes.models import Figure
from tests.importing.figures.files import figure, table

GOOD = ("arrests,2019/20,,,950", "briefings,2018/19,,,over 600,,,A note", "stop-searches,2018/19,,,123")


@pytest.fixture
def choose(records_2018_19, settings, tmp_path, visit, sign_in):
    """Return a function that chooses a file of figures and shows its preview."""
    settings.IMPORTS_DIR = str(tmp_path)
    ReportingYear.objects.create(start_year=2019)
    sign_in("analyst")

    def go(content: bytes, name: str = "figures.csv"):
        page = visit.go("/import/figures/")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        page.get_by_label("File", exact=True).set_input_files(file)
        page.get_by_role("button", name="Show the preview").click()
        page.wait_for_load_state()
        return page

    return go


def test_a_file_is_looked_at_and_imported(choose, visit):
    page = choose(table(*GOOD))
    expect(page.get_by_role("heading", level=1)).to_contain_text("figures.csv")
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    row = page.get_by_role("row", name="Briefings")
    expect(row).to_contain_text("was over 500")
    expect(row).to_contain_text("becomes over 600")
    visit.check()
    page.get_by_role("link", name="To be added 1").click()
    expect(page.get_by_text("To explain:")).to_be_visible()
    visit.check()
    page.get_by_role("button", name="Import 2 figures").click()
    expect(page.get_by_text("Imported on")).to_be_visible()
    visit.check()
    assert str(figure("arrests", 2019).quantity) == "950"


def test_what_is_refused_is_mended_and_chosen_again(choose, visit):
    page = choose(table(*GOOD, "arests,2018/19,,,5"))
    expect(page.get_by_text("1 row cannot be imported as written")).to_be_visible()
    expect(page.get_by_role("row", name="Row 5, column A")).to_contain_text("The nearest code is “arrests”.")
    expect(page.get_by_role("button", name="Import")).to_have_count(0)
    visit.check()
    page.get_by_role("link", name="Choose the mended file").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import figures")
    page = choose(table(*GOOD))
    expect(page.get_by_role("button", name="Import 2 figures")).to_be_visible()


def test_a_workbook_with_many_rows_is_read_page_by_page(choose, visit):
    head = ["Measure code", "Year", "Value"]
    lines = [[f"nothing-{number}", "2018/19", number] for number in range(120)]
    page = choose(write_table(lines, kind="xlsx", title="Figures", head=head), "figures.xlsx")
    expect(page.get_by_text("Showing 1 to 50 of 120")).to_be_visible()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Showing 51 to 100 of 120")).to_be_visible()
    visit.check()


def test_nothing_chosen_is_said_at_the_field(choose, visit):
    page = visit.go("/import/figures/")
    page.get_by_role("button", name="Show the preview").click()
    page.locator(".govuk-error-summary").wait_for()
    page.get_by_role("link", name="Choose a file, or paste the table beneath.").click()
    assert page.evaluate("document.activeElement.id") == "id_file"
    visit.check()


def test_a_pasted_table_is_imported_by_keyboard_alone(choose, visit):
    page = visit.go("/import/figures/")
    page.get_by_label("Or paste the table").focus()
    page.keyboard.insert_text("Measure code\tYear\tValue\narrests\t2019/20\t5")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Import 1 figure")
    button.wait_for()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Imported on")).to_be_visible()
    assert Figure.objects.filter(year__start_year=2019).count() == 1
