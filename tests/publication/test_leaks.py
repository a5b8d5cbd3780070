"""Nothing that is not approved, not publishable or not for the public is found in any byte that the public can have."""

from __future__ import annotations

import io
import subprocess
import zipfile

import pikepdf
import pytest
from django.test import Client

from activities.models import Activity
from ctreport.discussion.models import Comment
from ctreport.evidence.models import Attachment
from ctreport.publication import actions, release
from ctreport.publication.models import Edition, PreReleaseAccess
from ctreport.publication.site.reading import current_site
from ctreport.review.actions import save_record
from objectives.models import Pledge
from outcomes.models import Figure, Measure
from tests.report.rich import rich_plan

pytestmark = pytest.mark.django_db

CANARY = "quetzalcoatl"  # a word that stands in no text of ours; each place has its own number after it

FORMS = (CANARY.encode(), CANARY.encode("utf-16-le"), CANARY.encode("utf-16-be"), CANARY.encode().hex().encode())


def canary(number: int) -> str:
    return f"{CANARY}{number}"


@pytest.fixture
def laid_out(records_2018_19, people):
    """Put a canary wherever something stands that must not be published."""
    year = records_2018_19
    rich_plan(year)
    approved = {"state": "approved", "approved_version": 1}
    draft = Pledge(year=year, reference="P91", statement=f"A draft, {canary(1)}.")
    save_record(record=draft, by=people.analyst)
    changed = Pledge.objects.get(year=year, reference="P1")
    changed.statement, changed.owner = f"A change that waits, {canary(2)}.", canary(3)
    save_record(record=changed, by=people.analyst)
    marking = Pledge._meta.get_field("marking")
    secret = next(value for value, label in marking.choices if "SENSITIVE" in str(label).upper())
    Pledge.objects.create(year=year, reference="P92", statement=canary(4), marking=secret, **approved)
    Activity.objects.create(year=year, reference="A92", narrative=canary(5), marking=secret, **approved)
    measure = Measure.objects.create(code=canary(6), title=canary(7), marking=secret, **approved)
    Figure.objects.create(measure=measure, year=year, value=3, source=canary(8), **approved)
    Figure.objects.filter(measure__code="arrests").update(
        evidence_url=f"https://{canary(9)}.example/", supplied_by=canary(10), explanations={"x": canary(11)}
    )
    subject = Activity.objects.filter(year=year).first()
    Comment.objects.create(record=subject, text=canary(12), by=people.leader, by_name=canary(13))
    Attachment.objects.create(
        record=subject, name=f"{canary(14)}.pdf", media_type="application/pdf", size=9, stored_as="a" * 64, by_name="x"
    )
    for number, person in enumerate(vars(people).values(), start=20):
        person.name, person.email = canary(number), f"{canary(number)}@force.example"
        person.save()
    return year


def published(year, people):
    """Freeze the real edition, publish it, and return it; what the checklist says does not matter here."""
    job = actions.prepare(year=year, by=people.comms)
    assert job.state == "done", job.message
    edition = actions.sign_off(edition=Edition.objects.get(), by=people.leader, comment=canary(30))
    edition = actions.publish_now(edition=edition, by=people.comms, reason="For the test.")
    PreReleaseAccess.objects.filter(edition=edition).delete()
    release.publish_due()
    edition.refresh_from_db()
    assert edition.state == "published"
    return edition


def everything_public() -> dict[str, bytes]:
    """Return each answer that the public can have, by its address."""
    client = Client()
    paths = ["/" + path.removesuffix("index.html") for path in current_site().lines]
    paths += [
        f"/search/?q={CANARY}",
        "/search/?q=pledge",
        "/api/v1/openapi.json",
        "/reports/2018-19/nothing",
        "/nothing/",
    ]
    paths += ["/api/v1/reports/2018-19/figures.csv", "/account/login/", "/report/2018-19/", "/publication/2018-19/"]
    found = {}
    for path in paths:
        response = client.get(path)
        body = b"".join(response) if response.streaming else response.content
        found[path] = body + repr(sorted(response.headers.items())).encode()
    return found


def unpacked(path: str, data: bytes):
    """Yield the bytes of an answer, and those of what is packed in it."""
    yield path, data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{path} names", repr([(one.filename, one.comment) for one in archive.infolist()]).encode()
            for name in archive.namelist():
                yield f"{path}!{name}", archive.read(name)
    elif data.startswith(b"%PDF"):
        text = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout
        yield f"{path} text", text
        with pikepdf.open(io.BytesIO(data)) as document:
            for one in document.objects:
                if isinstance(one, pikepdf.Stream):
                    is_picture = one.get("/Filter") == "/DCTDecode"
                    yield f"{path} stream", bytes(one.read_raw_bytes() if is_picture else one.read_bytes())
                yield f"{path} object", repr(one).encode()
            yield f"{path} info", repr(dict(document.docinfo.items())).encode()


def test_no_canary_is_found_in_any_public_byte(laid_out, people, settings, tmp_path, monkeypatch):
    settings.EDITIONS_DIR, settings.SITE_DIR = str(tmp_path / "editions"), str(tmp_path / "site")
    monkeypatch.setattr("ctreport.publication.gate.BLOCKERS", [])
    published(laid_out, people)
    answers = everything_public()
    assert any(path.endswith(".pdf") for path in answers)
    assert any(path.endswith(".xlsx") for path in answers)
    assert b"Engage with City Businesses" in b"".join(answers.values())
    assert any(b"City Businesses" in data for _, data in unpacked("x", answers["/reports/2018-19/report.pdf"]))
    found = set()
    for address, answer in answers.items():
        asked = f"q={CANARY}" in address
        for place, data in unpacked(address, answer):
            if any(form in data.lower() for form in FORMS) and not asked:
                found.add(place)
        if asked:
            assert f"{CANARY}1".encode() not in answer
    assert found == set()
