"""A published report in the form "What we said, What we did, Outcome", read as a proposal. Nothing is written here.

``read_published_report`` reads one page from text, Markdown, HTML or DOCX. ``match_measure``, ``match_categories``,
``propose_links`` and ``tokenised`` propose how it is to be recorded.
"""

from ctreport.importing.published.headings import Section
from ctreport.importing.published.limits import PublishedReportError
from ctreport.importing.published.linking import ProposedLink, propose_links
from ctreport.importing.published.matching import Match, match_categories, match_measure
from ctreport.importing.published.proposal import (
    FoundFigure,
    Meaning,
    Outcome,
    Place,
    Proposal,
    Statement,
    Unparsed,
)
from ctreport.importing.published.reading import Kind, read_published_report

__all__ = [
    "FoundFigure",
    "Kind",
    "Match",
    "Meaning",
    "Outcome",
    "Place",
    "Proposal",
    "ProposedLink",
    "PublishedReportError",
    "Section",
    "Statement",
    "Unparsed",
    "match_categories",
    "match_measure",
    "propose_links",
    "read_published_report",
]
