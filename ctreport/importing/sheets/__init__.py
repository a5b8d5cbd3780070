"""Tables in and out of CSV, XLSX and ODS files, without a database.

``read_table`` reads a file that a person chose, whatever it holds: it returns a ``Table`` or raises ``SheetError``,
whose message is a sentence for that person. ``read_long_form`` reads figures out of a table. ``write_table`` writes
one that reads back unchanged.

XLSX and ODS are read with the standard library's zip and XML parsers, as streams, under limits (``limits.py``).
Libraries were tried and left: openpyxl takes over twice as long and knows no merged cells when it streams; calamine is
the fastest, but drops number formats, so that 96% arrives as 0.96, and two cells far apart make it ask for 550 GB.
"""

from ctreport.importing.sheets.cells import Cell, Kind, Row, Table
from ctreport.importing.sheets.fields import is_figures_head
from ctreport.importing.sheets.figure_rows import FigureRow, LongForm, Problem
from ctreport.importing.sheets.limits import Limits, SheetError, TooManyRowsError
from ctreport.importing.sheets.long_form import read_long_form
from ctreport.importing.sheets.reading import head_with, read_table
from ctreport.importing.sheets.values import Percent, Value, as_text
from ctreport.importing.sheets.writing import CONTENT_TYPES, KINDS, write_table

__all__ = [
    "CONTENT_TYPES",
    "KINDS",
    "Cell",
    "FigureRow",
    "Kind",
    "Limits",
    "LongForm",
    "Percent",
    "Problem",
    "Row",
    "SheetError",
    "Table",
    "TooManyRowsError",
    "Value",
    "as_text",
    "head_with",
    "is_figures_head",
    "read_long_form",
    "read_table",
    "write_table",
]
