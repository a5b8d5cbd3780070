"""The public site: published pages a second through gunicorn beside nginx with the exported files, in one run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from objectives.models import ReportingYear
from tests.bench.serving import free_port, running
from tests.bench.table import print_row

PAGES_AIM = 2000  # a second; or a third of nginx, whichever is lower
PUBLISH_AIM = 10  # seconds
PAGE = "/reports/2018-19/"
SECONDS, CONNECTIONS, WORKERS = 4, 16, 2
HEADERS = {"as it is": {}, "compressed": {"Accept-Encoding": "gzip"}}
# Threads keep connections alive; with one thread each, the two workers would let all other readers wait. Of the
# worker classes without a dependency, "gthread" alone keeps them.
GUNICORN = ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "2", "--no-control-socket"]
NGINX = """
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on;
  keepalive_requests 1000000;
  gzip_static on;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; error_page 404 /404.html; add_header Cache-Control "max-age=60"; }}
}}
"""


@dataclass(frozen=True)
class Rate:
    """What a load generator counted: requests a second, and in milliseconds how long 99 of 100 took at most."""

    server: str
    form: str
    per_second: float
    p99_ms: float


@dataclass(frozen=True)
class SiteTimes:
    """How the site of the report is published and served. ``missing`` are programs that are not here."""

    freezing: float
    publishing: float
    queries: int
    unchanged_status: int
    page_bytes: int
    rates: tuple[Rate, ...] = ()
    missing: tuple[str, ...] = ()


def measure_site(year: ReportingYear, folder: Path) -> SiteTimes:
    """Freeze and publish the report, then ask both servers for its page, in turn."""
    settings.EDITIONS_DIR, settings.SITE_DIR = str(folder / "editions"), str(folder / "site")
    freezing, publishing = _publish(year)
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(PAGE)
        unchanged = client.get(PAGE, headers={"If-None-Match": page["ETag"]})
    missing = tuple(one for one in ("nginx", "wrk") if not shutil.which(one))
    rates = () if missing else tuple(_rates(folder))
    size = len(page.content)
    return SiteTimes(freezing, publishing, len(queries), unchanged.status_code, size, rates, missing)


def _publish(year: ReportingYear) -> tuple[float, float]:
    """Return the seconds that the freezing of an edition takes, and those from its time to the public site."""
    from ctreport.publication import freezing, release, storage
    from ctreport.publication.editions import current_facts_and_pictures
    from ctreport.publication.models import Edition
    from ctreport.publication.site.build import renew_site
    from ctreport.report.facts import Stamp

    renew_site()  # as it stands before: without a report
    start, now = time.perf_counter(), timezone.now()
    report, pictures = current_facts_and_pictures(year)
    stamped = replace(report, stamp=Stamp(1, freezing.stamp_time(now), "ctreport"))
    with storage.year_held(year.slug):
        frozen = freezing.freeze(stamped, pictures)
    taken = time.perf_counter() - start
    Edition.objects.create(
        year=year,
        number=1,
        state=Edition.State.SCHEDULED,
        folder=frozen.folder,
        manifest_sha256=frozen.manifest_sha256,
        facts_sha256=frozen.facts_sha256,
        software=frozen.software,
        made_at=now,
        made_by_name="Bench",
        release_at=now,
        announced_at=now - timedelta(days=28),
    )
    start = time.perf_counter()
    release.publish_due()
    if Client().get(PAGE).status_code != 200:
        raise RuntimeError("The report was not published.")
    return taken, time.perf_counter() - start


def _rates(folder: Path) -> Iterator[Rate]:
    from ctreport.publication.site.export import export
    from ctreport.publication.site.reading import current_site

    site, root = current_site(), folder / "export"
    export(site, root)
    for path, line in site.lines.items():  # nginx, too, gets its files compressed beforehand
        if "gzip" in line.encodings:
            shutil.copyfile(site.file_of(line, "gzip"), root / f"{path}.gz")
    with _gunicorn(folder) as ours, _nginx(folder, root) as theirs:
        for form, headers in HEADERS.items():
            for server, address in (("gunicorn", ours), ("nginx", theirs)):
                _load(address, headers, 1)
                yield Rate(server, form, *_load(address, headers, SECONDS))


@contextmanager
def _gunicorn(folder: Path) -> Iterator[str]:
    port = free_port()
    environment = os.environ | {
        "CTREPORT_DEBUG": "1",
        "CTREPORT_SITE_DIR": settings.SITE_DIR,
        "CTREPORT_EDITIONS_DIR": settings.EDITIONS_DIR,
        "CTREPORT_JOBS_DIR": str(folder / "jobs"),
        "DJANGO_SETTINGS_MODULE": "ctreport.settings",
    }
    command = [sys.executable, "-m", "gunicorn", *GUNICORN, "--log-level", "error", "--bind", f"127.0.0.1:{port}"]
    command.append("ctreport.wsgi:application")
    with running(command, f"http://127.0.0.1:{port}{PAGE}", environment, settings.BASE_DIR) as address:
        yield address


@contextmanager
def _nginx(folder: Path, root: Path) -> Iterator[str]:
    port, file = free_port(), folder / "nginx.conf"
    for one in (folder, root):
        one.chmod(0o755)  # nginx's workers are another user where the bench is run by root
    file.write_text(NGINX.format(workers=WORKERS, folder=folder, root=root, port=port))
    command = ["nginx", "-p", str(folder), "-c", str(file)]
    with running(command, f"http://127.0.0.1:{port}{PAGE}", os.environ, settings.BASE_DIR) as address:
        yield address


def _load(address: str, headers: dict[str, str], seconds: int) -> tuple[float, float]:
    """Ask for a page over and over, and return what ``wrk`` says: requests a second, the 99th percentile in ms."""
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *told, address]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate, latency = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if not rate or not latency or "Non-2xx" in said:
        raise RuntimeError(f"The load could not be measured:\n{said}")
    return float(rate[1]), float(latency[1]) * {"us": 0.001, "ms": 1, "s": 1000}[latency[2]]


def print_site(times: SiteTimes) -> None:
    """Print what was measured."""
    print_row("Edition frozen", f"{times.freezing:.2f} s", "records to files: HTML, PDF, Word, data, checks")
    print_row("Published", f"{times.publishing:.2f} s", "from the moment that it is due to the public page")
    print_row("Queries", str(times.queries), f"and {times.unchanged_status} for a reader who has the page already")
    for one in times.rates:
        remark = f"{times.page_bytes / 1024:.0f} kB, {one.form}; 99% within {one.p99_ms:.1f} ms"
        print_row(f"Pages a second, {one.server}", f"{one.per_second:.0f}", remark)
    if times.missing:
        print_row("Pages a second", "–", f"not here: {', '.join(times.missing)} (Debian: nginx-light, wrk)")


def judge_site(times: SiteTimes | None) -> Iterable[tuple[str, str, str, bool | None]]:
    """Hold the measurements against the aims: name, aim, measured, reached."""
    if times is None:
        return
    seconds = f"{times.publishing:.2f} s"
    yield "Published, from due to public", f"{PUBLISH_AIM} s", seconds, times.publishing <= PUBLISH_AIM
    yield "Public page, queries", "0", str(times.queries), times.queries == 0
    yield "Public page, unchanged", "304", str(times.unchanged_status), times.unchanged_status == 304
    rates = {(one.server, one.form): one.per_second for one in times.rates}
    for form in HEADERS:
        name, aim = f"Public page {form}, a second", f"{PAGES_AIM} or a third of nginx"
        if ("nginx", form) not in rates:
            yield name, aim, "no nginx or wrk here", None
            continue
        ours, theirs = rates["gunicorn", form], rates["nginx", form]
        yield name, aim, f"{ours:.0f} = {ours / theirs:.2f} of nginx", ours >= min(PAGES_AIM, theirs / 3)
