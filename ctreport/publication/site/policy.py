"""What the public site says to browsers beside each file: the same policy as the rest of the application."""

from __future__ import annotations

from functools import lru_cache

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest

from ctreport.publication.site.files import CACHE, is_textual
from ctreport.publication.site.reading import Line

OPEN_DATA = ("application/json", "text/csv; charset=utf-8")


@lru_cache(maxsize=512)
def headers_of(line: Line, encoding: str) -> dict[str, str]:
    """Return the headers of a file in one of its forms, without those that depend on the request."""
    headers = {
        "ETag": f'"{line.etag(encoding)}"',
        "Cache-Control": CACHE[line.kind],
        **security_headers(line.styles),
    }
    if line.encodings:
        headers["Vary"] = "Accept-Encoding"
    if encoding:
        headers["Content-Encoding"] = encoding
    if line.media_type in OPEN_DATA:
        headers["Access-Control-Allow-Origin"] = "*"  # anybody's page may read open data
    if not is_textual(line.path):
        headers["Accept-Ranges"] = "bytes"
    return headers


@lru_cache(maxsize=64)
def security_headers(styles: str = "") -> dict[str, str]:
    """Return the policy; ``styles`` are those that the file itself holds."""
    policy = build_policy(replace={"style-src": f"'self' {styles}"}) if styles else build_policy()
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    }


def transport_headers(request: HttpRequest) -> dict[str, str]:
    """Return what tells a browser that came by HTTPS to come that way only."""
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        return {"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}"}
    return {}
