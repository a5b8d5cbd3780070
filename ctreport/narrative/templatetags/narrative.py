"""Sentences in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import ModelForm
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ctreport.narrative import sentences
from ctreport.narrative.offers import offers_for
from ctreport.narrative.sentences import FigureBook
from objectives.models import ReportingYear

register = template.Library()

_MARKS = {
    "figure": '<span class="ct-preview__figure">{}</span>',
    "change": '<span class="ct-preview__figure">{}</span>',
    "missing": '<mark class="ct-preview__untraced">{}</mark>',
    "untraced": (
        '<mark class="ct-preview__untraced">{}<span class="govuk-visually-hidden"> (no figure behind it)</span></mark>'
    ),
}

_ILLUSTRATIVE = mark_safe(' <strong class="govuk-tag govuk-tag--orange ct-tag">Illustrative figures</strong>')


@register.simple_tag(takes_context=True)
def sentence(
    context: Context, text: str, year: ReportingYear | FigureBook, *, marks: bool = False, traces: bool = False
) -> SafeString:
    """Show a narrative of a year with its figures put in; with ``marks``, show which numbers are traced.

    With ``traces``, each figure leads to what stands behind it: not where the sentence is itself a link.
    The year's figures are loaded once a page. A sentence of a true year that quotes a made-up figure, such as the
    change from an illustrative year, says so at its end.
    """
    book = year if isinstance(year, FigureBook) else _book(context, year)
    pieces = sentences.render(text, book)
    shown = [_piece(piece, marks=marks, traces=traces) for piece in pieces]
    if any(piece.is_illustrative for piece in pieces) and not book.year.illustrative:
        shown.append(_ILLUSTRATIVE)
    return format_html_join("", "{}", ((one,) for one in shown))


def _piece(piece: sentences.Piece, *, marks: bool, traces: bool) -> SafeString | str:
    if traces and piece.figure_id:
        address = reverse("report:trace", args=[piece.figure_id])
        return format_html('<a class="ct-traced" href="{}" data-trace>{}</a>', address, piece.text)
    if piece.kind in _MARKS and (marks or piece.kind == "missing"):
        return format_html(_MARKS[piece.kind], piece.text)
    return piece.text


def _book(context: Context, year: ReportingYear) -> FigureBook:
    holder = context.get("request") or context.template
    books: dict[int, FigureBook] = holder.__dict__.setdefault("figure_books", {})
    if year.pk not in books:
        books[year.pk] = FigureBook.for_year(year)
    return books[year.pk]


@register.inclusion_tag("narrative/_token_panel.html", takes_context=True)
def token_panel(context: Context, form: ModelForm[Any], field: str = "narrative") -> dict[str, Any]:
    """Show, under a narrative's field, the figures that can be put in and the sentence as it will read."""
    year = _year_of(form)
    offers, total = offers_for(year, form.instance) if year else ([], 0)
    text = form[field].value() or ""
    return {
        "year": year,
        "offers": offers,
        "unseen": total - len(offers),
        "field": form[field],
        "text": text,
        "book": FigureBook.for_year(year) if year else None,
        "request": context.get("request"),
    }


def _year_of(form: ModelForm[Any]) -> ReportingYear | None:
    if getattr(form.instance, "year_id", None):
        return form.instance.year
    value = form["year"].value() if "year" in form.fields else None
    if isinstance(value, ReportingYear):
        return value
    number = str(value or "")
    return ReportingYear.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
