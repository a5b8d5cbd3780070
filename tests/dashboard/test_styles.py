"""The pages that are only read do without work.css, so that they come sooner; they must not miss it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

DIST = Path(settings.BASE_DIR) / "ctreport" / "frontend" / "dist"
PAGES = [
    "/years/2018-19/",
    "/years/2018-19/?strand=Prevent",
    "/years/2018-19/thread/",
    "/years/2018-19/thread/?view=matrix",
    "/years/2018-19/thread/?view=list",
    "/years/2018-19/measures/feel-safe/",
    "/years/2018-19/measures/stop-search-positives/",
    "/years/2018-19/compare/2017-18/",
]


def classes_in(stylesheet: str) -> set[str]:
    css = (DIST / stylesheet).read_text(encoding="utf-8")
    return set(re.findall(r"\.((?:ct|govuk)-[\w-]+)", css))


@pytest.mark.django_db
@pytest.mark.usefixtures("illustrative_history")
@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_only_read_uses_no_class_that_work_css_alone_knows(address, client_for):
    html = client_for("leader").get(address).text
    assert "work." not in "".join(re.findall(r'<link rel="stylesheet"[^>]*>', html))
    used = {name for names in re.findall(r'\sclass="([^"]*)"', html) for name in names.split()}
    assert used & (classes_in("work.css") - classes_in("app.css")) == set()


@pytest.mark.django_db
def test_the_leaders_page_names_its_stylesheet_in_its_head_so_that_both_come_at_once(records_2018_19, client_for):
    response = client_for("leader").get("/years/2018-19/")
    [address] = re.findall(r'<link rel="stylesheet" href="([^"]*)"', response.text)
    assert response.headers["Link"] == f"<{address}>; rel=preload; as=style"
