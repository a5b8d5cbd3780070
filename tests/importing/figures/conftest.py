"""The real records with two open years beside theirs and a closed one."""

from __future__ import annotations

import pytest

from objectives.models import ReportingYear


@pytest.fixture(autouse=True)
def imports_dir(settings, tmp_path):
    """Keep what is uploaded in a folder of the test's own."""
    settings.IMPORTS_DIR = str(tmp_path / "imports")
    return tmp_path / "imports"


@pytest.fixture
def years(records_2018_19):
    """2018/19 and 2019/20 are open, 2016/17 is closed."""
    ReportingYear.objects.create(start_year=2019)
    ReportingYear.objects.create(start_year=2016, state=ReportingYear.State.CLOSED)
    return records_2018_19
