"""The import of records in a browser: a list is downloaded, changed, brought back and confirmed."""

import pytest

from objectives.models import Pledge
from tests.importing.records.helpers import edited, file_of


@pytest.fixture
def choose(visit, tmp_path):
    """Return a function that chooses a file on the page of the import."""

    def choose_file(head, *rows):
        path = tmp_path / "list.csv"
        path.write_bytes(file_of(head, *rows))
        page = visit.go("/import/records/")
        page.get_by_label("File").set_input_files(path)
        page.get_by_role("button", name="Show the preview").click()
        page.get_by_role("heading", level=1).filter(has_text="list.csv").wait_for()
        return page

    return choose_file


def test_a_changed_list_is_previewed_and_imported_accessibly(records_2018_19, visit, sign_in, choose):
    sign_in("analyst")
    head, row = edited("activity", 1, Narrative="We worked with partners.", Pledges="P1; P2")
    page = choose(head, row, ["2018/19", "A9", "Trained 40 wardens."])
    visit.check()
    page.get_by_role("link", name="To be added 1").click()
    visit.check()
    page.get_by_role("button", name="Import 2 rows").click()
    page.get_by_text("1 row added and 1 changed").wait_for()
    visit.check()


def test_refused_rows_are_shown_accessibly(records_2018_19, visit, sign_in, choose):
    sign_in("analyst")
    page = choose(["Year", "Reference", "Statement"], ["2018/19", "P11", ""], ["2018/19", "P1", "We will work."])
    assert "Fill in “Statement”." in page.get_by_role("main").inner_text()
    visit.check()
    assert not Pledge.objects.filter(reference="P11").exists()


def test_an_empty_form_says_what_is_missing(records_2018_19, visit, sign_in):
    sign_in("analyst")
    page = visit.go("/import/records/")
    page.get_by_role("button", name="Show the preview").click()
    page.locator(".govuk-error-summary").wait_for()
    visit.check()
