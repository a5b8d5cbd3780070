"""A figure to attach files to, and ways to do it."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from model_bakery import baker

from ctreport.evidence.actions import CheckedFile, attach_files
from ctreport.evidence.sniffing import sniff
from objectives.models import ReportingYear
from outcomes.models import Figure, Measure


@pytest.fixture(autouse=True)
def evidence_folder(settings, tmp_path):
    """Each test has a folder of its own."""
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture
def figure(db):
    year = baker.make(ReportingYear, start_year=2018)
    measure = baker.make(Measure, code="briefings", title="Briefings", unit="count")
    return baker.make(Figure, measure=measure, year=year, value=500, qualifier="over", unit="count")


@pytest.fixture
def attach(figure, people):
    """Return a function that attaches a file to the figure, as the analyst."""

    def do(data=b"April;41", name="log.csv", by=None, record=None, description=""):
        file = CheckedFile(name=name, kind=sniff(data), data=data)
        by = by or people.analyst
        return attach_files(record=record or figure, files=[file], by=by, description=description)[0]

    return do


@pytest.fixture
def send(figure, client_for):
    """Return a function that sends files to the figure's address, as a browser does."""

    def do(*files, role="analyst", record=None, **data):
        record = record or figure
        chosen = [SimpleUploadedFile(name, content, content_type="image/png") for name, content in files]
        address = f"/evidence/{record.record_kind}/{record.pk}/"
        return client_for(role).post(address, {"chosen": chosen, **data})

    return do


@pytest.fixture
def stored(evidence_folder):
    """Return a function that lists the names of what is stored on disk."""
    return lambda: SimpleNamespace(names=sorted(path.name for path in evidence_folder.glob("??/*"))).names
