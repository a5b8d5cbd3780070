"""The background work of this room: each import registers its own."""

from ctreport.importing.figures import jobs  # noqa: F401 - registers the work
from ctreport.importing.records import jobs as records_jobs  # noqa: F401 - registers the work
