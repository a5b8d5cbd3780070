"""The proof of a whole report, page by page."""

import re

from objectives.models import Pledge


def test_pages_are_shown_as_pictures_that_stay_the_same(records_2018_19, client_for):
    client = client_for("leader")
    page = client.get("/report/2018-19/proof/pages/").text
    sources = re.findall(r'<img src="(/report/2018-19/proof/pages/[^"]+)" loading="lazy"', page)
    assert f"{len(sources)} pages, as they will print." in page
    assert '<a class="govuk-link" href="#page-3">What we said' in page or "Key figures" in page
    picture = client.get(sources[2])
    assert picture["Content-Type"] == "image/png"
    assert "immutable" in picture["Cache-Control"]
    assert picture.content.startswith(b"\x89PNG")
    beyond = re.sub(r"\d+\.png$", "999.png", sources[0])
    assert client.get(beyond).status_code == 404
    Pledge.objects.filter(reference="P1").update(statement="Something else.")
    assert client.get(sources[0]).status_code == 200  # what its key names is kept
    for key in ("0" * 32, "x" * 300):
        assert client.get(f"/report/2018-19/proof/pages/{key}/1.png").status_code == 404


def test_a_year_with_nothing_in_it_has_no_proof(records_2018_19, client_for):
    Pledge.objects.all().delete()
    client = client_for("comms")
    for path in ("/report/2019-20/proof/", "/report/2019-20/proof/pages/"):
        assert client.get(path).status_code == 404
