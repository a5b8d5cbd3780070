"""The data of a report: accessible spreadsheets, tidy CSV with its description, and the schema of the facts."""

from __future__ import annotations

from ctreport.report.datapack.contents import workbook_of
from ctreport.report.datapack.ods import ods_of
from ctreport.report.datapack.schema import facts_schema
from ctreport.report.datapack.tidy import FIGURES, METADATA, figures_csv, figures_metadata
from ctreport.report.datapack.xlsx import xlsx_of
from ctreport.report.facts import AnnualReport
from ctreport.report.imprint import stem_of

FOLDER = "data"

__all__ = ["data_pack", "facts_schema"]


def data_pack(report: AnnualReport) -> dict[str, bytes]:
    """Return the files of a report's data by their paths in an edition."""
    workbook, path = workbook_of(report), f"{FOLDER}/{stem_of(report)}"
    return {
        f"{path}.xlsx": xlsx_of(workbook),
        f"{path}.ods": ods_of(workbook),
        f"{FOLDER}/{FIGURES}": figures_csv(report),
        f"{FOLDER}/{METADATA}": figures_metadata(report),
    }
