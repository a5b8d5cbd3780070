"""The report that the tests of this folder draw from."""

from pathlib import Path

from tests.report.frozen import frozen, frozen_by_thread, leave_out_on_other_databases

__all__ = ["frozen", "frozen_by_thread"]


def pytest_collection_modifyitems(config, items):
    leave_out_on_other_databases(config, items, Path(__file__).parent)
