"""The open data API: the documents of the public site, and figures chosen by measure and category.

Where there is no question, the middleware of the public site has answered already with the very file; what is here
says the same, tells the OpenAPI document what there is, and answers questions.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI
from ninja.errors import ValidationError as InvalidQuestion
from ninja.operation import Operation

from ctreport.publication.api import schemas
from ctreport.publication.manifest import hash_of
from ctreport.publication.site.data import API, as_json, figures_csv
from ctreport.publication.site.reading import NoSiteError, current_site

CACHE = "public, max-age=10"
QUESTIONS = {"measure", "category"}
DESCRIPTION = (
    "The published annual reports as data. Read only, without a key. Every address in a document is relative to it. "
    "Documents without a question are files, and can be carried by any web server; questions need ctreport."
)
SAID = {404: schemas.Problem}
CSV = {"responses": {200: {"description": "The figures, one a row", "content": {"text/csv": {}}}}}


class OpenData(NinjaAPI):
    """An API whose operations are called as its functions are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = OpenData(
    title="Annual report: open data",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    urls_namespace="open_data",
)


class UnknownError(Exception):
    """What was asked for is not published. The message is for the reader."""


@api.get("/reports.json", response={200: schemas.ReportList}, summary="All reports", tags=["Reports"])
def list_reports(request: HttpRequest) -> HttpResponse:
    """List the reports, latest year first."""
    return _document(request, "reports.json")


@api.get("/reports/{slug}.json", response={200: schemas.Report, **SAID}, summary="One report", tags=["Reports"])
def get_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the report of a year with its editions."""
    return _document(request, f"reports/{slug}.json")


@api.get("/reports/{slug}/facts.json", response={200: dict, **SAID}, summary="All facts of a report", tags=["Reports"])
def get_facts(request: HttpRequest, slug: str) -> HttpResponse:
    """Return all that the current edition says, as it was frozen."""
    return _document(request, f"reports/{slug}/facts.json")


@api.get(
    "/reports/{slug}/figures.json",
    response={200: schemas.Figures, 400: schemas.Problem, **SAID},
    summary="Figures of a report",
    tags=["Figures"],
)
def get_figures(request: HttpRequest, slug: str, measure: str = "", category: str = "") -> HttpResponse:
    """Return the figures of the current edition. ``measure`` is a code; ``category`` a code or a name."""
    return _figures(request, f"reports/{slug}/figures", measure, category)


@api.get("/reports/{slug}/figures.csv", summary="Figures of a report as CSV", tags=["Figures"], openapi_extra=CSV)
def get_figures_csv(request: HttpRequest, slug: str, measure: str = "", category: str = "") -> HttpResponse:
    """Return the same figures as CSV."""
    return _figures(request, f"reports/{slug}/figures", measure, category, as_csv=True)


@api.get(
    "/reports/{slug}/editions/{edition}.json",
    response={200: schemas.Edition, **SAID},
    summary="One edition",
    tags=["Editions"],
)
def get_edition(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Return an edition with the address and SHA-256 of each of its files."""
    return _document(request, f"reports/{slug}/editions/{edition}.json")


@api.get(
    "/reports/{slug}/editions/{edition}/facts.json",
    response={200: dict, **SAID},
    summary="All facts of an edition",
    tags=["Editions"],
)
def get_edition_facts(request: HttpRequest, slug: str, edition: str) -> HttpResponse:
    """Return all that an edition says, as it was frozen."""
    return _document(request, f"reports/{slug}/editions/{edition}/facts.json")


@api.get(
    "/reports/{slug}/editions/{edition}/figures.json",
    response={200: schemas.Figures, 400: schemas.Problem, **SAID},
    summary="Figures of an edition",
    tags=["Editions"],
)
def get_edition_figures(
    request: HttpRequest, slug: str, edition: str, measure: str = "", category: str = ""
) -> HttpResponse:
    """Return the figures of an edition. ``measure`` is a code; ``category`` a code or a name."""
    return _figures(request, f"reports/{slug}/editions/{edition}/figures", measure, category)


@api.get(
    "/reports/{slug}/editions/{edition}/figures.csv",
    summary="Figures of an edition as CSV",
    tags=["Editions"],
    openapi_extra=CSV,
)
def get_edition_figures_csv(
    request: HttpRequest, slug: str, edition: str, measure: str = "", category: str = ""
) -> HttpResponse:
    """Return the same figures as CSV."""
    return _figures(request, f"reports/{slug}/editions/{edition}/figures", measure, category, as_csv=True)


@api.exception_handler(UnknownError)
def say_unknown(request: HttpRequest, error: UnknownError) -> HttpResponse:
    return problem(404, "Not found", str(error))


@api.exception_handler(NoSiteError)
def say_not_made(request: HttpRequest, error: NoSiteError) -> HttpResponse:
    return problem(503, "Not ready", "The public site is being made. Try again in a minute.")


@api.exception_handler(InvalidQuestion)
def say_invalid(request: HttpRequest, error: InvalidQuestion) -> HttpResponse:
    return problem(400, "Bad request", json.dumps(error.errors))


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """Return what went wrong as problem details (RFC 9457)."""
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    answer = HttpResponse(as_json(told), status=status, content_type="application/problem+json")
    answer["Cache-Control"] = "no-store"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document. It stands beside the documents, so that the way to them is "./"."""
    document = dict(api.get_openapi_schema(path_prefix="/"))
    return document | {"servers": [{"url": "./"}]}


def unknown_address(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer what no address of the API is; the login middleware lets everybody through to it."""
    return problem(404, "Not found", "There is no such address. What there is stands in /api/v1/openapi.json.")


def _document(request: HttpRequest, name: str) -> HttpResponse:
    return _answer(request, _read(name), "application/json")


def _read(name: str) -> bytes:
    site = current_site()
    if f"{API}{name}" not in site.lines:
        raise UnknownError("No such report or edition is published.")
    return site.content(site.lines[f"{API}{name}"])


def _figures(request: HttpRequest, name: str, measure: str, category: str, *, as_csv: bool = False) -> HttpResponse:
    if unknown := sorted(set(request.GET) - QUESTIONS):
        return problem(400, "Bad request", f"You can ask by measure and by category, not by {', '.join(unknown)}.")
    document = json.loads(_read(f"{name}.json"))
    document["figures"] = [one for one in document["figures"] if _is_asked(one, measure, category)]
    if as_csv:
        return _answer(request, figures_csv(document), "text/csv; charset=utf-8")
    return _answer(request, as_json(document), "application/json")


def _is_asked(figure: dict[str, Any], measure: str, category: str) -> bool:
    """Whether a figure is of the measure and the category; a category by its code, as in the key, or by its name."""
    if measure and figure["code"].casefold() != measure.casefold():
        return False
    known = {name for _, name in figure["categories"]} | set(figure["key"].split(":")[2:])
    return not category or category.casefold() in {one.casefold() for one in known}


def _answer(request: HttpRequest, data: bytes, media_type: str) -> HttpResponse:
    etag = f'"{hash_of(data)[:32]}"'
    answer = get_conditional_response(request, etag=etag) or HttpResponse(data, content_type=media_type)
    answer["ETag"], answer["Cache-Control"], answer["Access-Control-Allow-Origin"] = etag, CACHE, "*"
    return answer
