"""Attaching a file in a browser: chosen, refused in words, attached, downloaded, removed."""

import pytest
from playwright.sync_api import expect

from outcomes.models import Figure
from tests.evidence.samples import EXE, picture


@pytest.fixture
def figure(records_2018_19, settings, tmp_path):
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    return Figure.objects.get(measure__code="briefings", year=records_2018_19)


def chosen(name, data):
    return {"name": name, "mimeType": "application/pdf", "buffer": data}


def test_a_file_is_refused_then_attached_downloaded_and_removed(figure, visit, sign_in):
    sign_in("analyst")
    page = visit.go(figure.get_absolute_url())
    page.get_by_text("Attach files").click()
    visit.check()
    page.locator("input[type=file]").set_input_files([chosen("photo.pdf", EXE)])
    page.get_by_label("What they show").fill("The sheet of May")
    page.get_by_role("button", name="Attach", exact=True).click()
    page.locator(".govuk-error-summary").wait_for()
    assert page.title().startswith("Error: Attach files to figure")
    assert "“photo.pdf” is of a kind that cannot be attached." in page.locator("main").inner_text()
    expect(page.get_by_label("What they show")).to_have_value("The sheet of May")
    visit.check()
    page.locator("input[type=file]").set_input_files([chosen("May <sheet>.png", picture("PNG"))])
    page.get_by_role("button", name="Attach", exact=True).click()
    link = page.get_by_role("link", name="May _sheet_.png", exact=True)
    link.wait_for()
    visit.check()
    with page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "May _sheet_.png"
    page.get_by_role("link", name="Remove May _sheet_.png").click()
    page.get_by_role("heading", name="Remove “May _sheet_.png”?").wait_for()
    visit.check()
    page.get_by_role("button", name="Remove the file").click()
    page.get_by_text("No files are attached.").wait_for()
