"""Serves the public site from its files, before anything else of the application is asked.

No session, no cookie, no database. What is not of the site goes on to the application.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils.http import parse_etags

from ctreport.publication.site.policy import headers_of, security_headers, transport_headers
from ctreport.publication.site.reading import LARGEST_HELD, Line, NoSiteError, Site, current_site

Answer = Callable[[HttpRequest], HttpResponseBase]

# Under these nothing else lives: what is not there is not found.
OWN = ("reports/", "calendar/", "accessibility/", "assets/")
# Here a view answers questions; of the API, also what no file is.
API = "api/"
ASKED = ("search/", API)
NOT_MADE_YET = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The public site is being made</title></head>
<body><main><h1>The public site is being made</h1><p>Try again in a minute.</p></main></body></html>
"""
_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


class PublicSiteMiddleware:
    """Answers what is public from the site's files; all other requests go on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return self.get_response(request)  # which sends it on to HTTPS
        path = request.path_info.lstrip("/")
        try:
            answer = _answer(current_site(), request, path)
        except (NoSiteError, FileNotFoundError):
            answer = not_made_yet() if path == "" or path.startswith((*OWN, *ASKED)) else None
        if answer is None:
            return self.get_response(request)
        for name, value in (security_headers() | transport_headers(request)).items():
            answer.headers.setdefault(name, value)
        if isinstance(answer, HttpResponse) and answer.status_code != 304:
            answer.headers.setdefault("Content-Length", str(len(answer.content)))
            if request.method == "HEAD":
                answer.content = b""
        return answer


def _answer(site: Site, request: HttpRequest, path: str) -> HttpResponseBase | None:
    """Return the answer to a request for something of the site; None where it is not for the site to answer."""
    line = site.lines.get(f"{path}index.html" if path == "" or path.endswith("/") else path)
    question = request.META.get("QUERY_STRING", "")
    where = site.redirects.get(path)
    if line is None and where is None:
        if path.startswith(API):
            return _ask(request)
        return _not_found(site, request) if path.startswith(OWN) else None
    if request.method not in ("GET", "HEAD"):
        return _not_allowed()
    if where is not None:
        where += f"?{question}" if question else ""
        return HttpResponse(status=301, headers={"Location": where, "Cache-Control": "public, max-age=3600"})
    if question and path.startswith(ASKED):
        return _ask(request)
    return _file(site, request, cast("Line", line))


def _ask(request: HttpRequest) -> HttpResponseBase:
    """Let the view of an address answer, without anything between that would ask for a session."""
    found = resolve(request.path_info)
    return found.func(request, *found.args, **found.kwargs)


def _file(site: Site, request: HttpRequest, line: Line) -> HttpResponseBase:
    encoding = encoding_for(request.META.get("HTTP_ACCEPT_ENCODING", ""), line.encodings)
    headers = headers_of(line, encoding)
    if _is_known(request.META.get("HTTP_IF_NONE_MATCH", ""), headers["ETag"]):
        return HttpResponseNotModified(headers={k: v for k, v in headers.items() if k != "Content-Encoding"})
    if request.method == "HEAD":
        return _head(site, line, encoding, headers)
    part = _part_asked(request, line, headers["ETag"]) if "Accept-Ranges" in headers else None
    if part:
        return _partial(site, line, part, headers)
    if line.bytes > LARGEST_HELD and not encoding:
        return _streamed(site, line, headers)
    content = site.content(line, encoding)
    return HttpResponse(content, content_type=line.media_type, headers=headers)


def _head(site: Site, line: Line, encoding: str, headers: dict[str, str]) -> HttpResponse:
    answer = HttpResponse(content_type=line.media_type, headers=headers)
    answer["Content-Length"] = str(site.file_of(line, encoding).stat().st_size)
    return answer


def encoding_for(accepted: str, there_are: tuple[str, ...]) -> str:
    """Return the first of the compressed forms that a browser accepts; empty for the bytes as they are."""
    if not there_are or not accepted:
        return ""
    told = {}
    for one in accepted.lower().split(","):
        name, _, quality = one.partition(";")
        told[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in there_are if told.get(name, told.get("*", False))), "")


def _is_known(asked: str, etag: str) -> bool:
    """Whether the reader holds these bytes already (RFC 9110, 13.1.2: compared weakly)."""
    if not asked:
        return False
    return asked == etag or "*" in (tags := parse_etags(asked)) or etag in [tag.removeprefix("W/") for tag in tags]


def _part_asked(request: HttpRequest, line: Line, etag: str) -> tuple[int, int] | None:
    """Return the first and last byte of the one part that was asked for; None for the whole.

    More than one part, or a part of an older file (If-Range), is answered with the whole, as one may (RFC 9110, 14.2).
    """
    asked = _RANGE.match(request.META.get("HTTP_RANGE", ""))
    if not asked or not any(asked.groups()) or request.META.get("HTTP_IF_RANGE", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return max(0, line.bytes - int(last)), line.bytes - 1
    return int(first), min(int(last or line.bytes), line.bytes - 1)


def _partial(site: Site, line: Line, part: tuple[int, int], headers: dict[str, str]) -> HttpResponse:
    first, last = part
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{line.bytes}"})
    with site.file_of(line).open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    answer = HttpResponse(content, status=206, content_type=line.media_type, headers=headers)
    answer["Content-Range"] = f"bytes {first}-{last}/{line.bytes}"
    return answer


def _streamed(site: Site, line: Line, headers: dict[str, str]) -> FileResponse:
    answer = FileResponse(site.file_of(line).open("rb"), content_type=line.media_type, headers=headers)
    del answer["Content-Disposition"]  # shown, not saved, where the browser can
    return answer


def _not_found(site: Site, request: HttpRequest) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return _not_allowed()
    line = site.lines["404.html"]
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(site.content(line), status=404, content_type=line.media_type, headers=headers)


def _not_allowed() -> HttpResponse:
    told = "This page can only be read.\n"
    return HttpResponse(told, status=405, content_type="text/plain; charset=utf-8", headers={"Allow": "GET, HEAD"})


def not_made_yet() -> HttpResponse:
    """Ask a reader to come back: nobody has made the site yet, or somebody has taken its files away."""
    return HttpResponse(NOT_MADE_YET, status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
