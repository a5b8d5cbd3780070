"""The report as a Word document, for those who quote from it."""

from ctreport.report.word.document import word_of

__all__ = ["word_of"]
