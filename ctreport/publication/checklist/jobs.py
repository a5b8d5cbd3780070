"""The check of the PDF as work for the background."""

from __future__ import annotations

from django.urls import reverse

from ctreport.jobs.registry import JobError, JobResult, Progress, job
from ctreport.publication.checklist.pdf_ua import faults_of, keep_result
from ctreport.publication.editions import current_facts
from ctreport.report.pdf import PdfError, pdf_of
from ctreport.report.pictures import pictures_of
from objectives.models import ReportingYear


@job("check_pdf", atomic=False)
def check_pdf(progress: Progress, *, start_year: int) -> JobResult:
    """Make the PDF of a year as it stands, check it, and keep what was found."""
    year = ReportingYear.objects.get(start_year=start_year)
    progress.of(2, "Laying out the pages")
    report = current_facts(year)
    try:
        pdf = pdf_of(report, pictures_of(report))
    except PdfError as error:
        raise JobError(str(error)) from error
    progress.at(1, "Checking against PDF/UA-1")
    faults = faults_of(pdf)
    keep_result(report.fingerprint, faults)
    words = f"The PDF breaks {len(faults)} rules of PDF/UA-1." if faults else "The PDF conforms to PDF/UA-1."
    return JobResult(words, reverse("publication:checklist", args=[year.slug]))
