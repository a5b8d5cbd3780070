"""A browser that notices: every page visited must be free of axe violations, console errors and CSP violations."""

import os
import threading
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from playwright.sync_api import Error

from ctreport.accounts.access import Role
from tests.conftest import PASSWORD

# Playwright's own event loop runs in the tests' thread; Django would take its database calls for asynchronous ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WIDTHS = (1280, 375)
EMPTY = '<link rel="icon" href="data:,">'
AXE_OPTIONS = {"resultTypes": ["violations"]}
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LISTEN = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.__violations.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.hookimpl(tryfirst=True)  # before the tests are ordered: those that empty the tables come last
def pytest_collection_modifyitems(items):
    """Mark each test of this folder: it drives a browser against a server with a database of its own."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session", autouse=True)
def in_turn():
    """Answer one request at a time where all threads of the server share a connection, so that no transactions mix.

    SQLite in memory has but one. On PostgreSQL each thread has its own, and requests are answered side by side.
    """
    if connection.vendor != "sqlite":
        yield
        return
    lock, answer = threading.RLock(), BaseHandler.get_response

    def answer_in_turn(self, request):
        with lock:
            return answer(self, request)

    BaseHandler.get_response = answer_in_turn
    yield
    BaseHandler.get_response = answer


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Run the system's Chromium."""
    path = os.environ.get("CTREPORT_CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def window(live_server, browser, browser_context_args):
    """The browser's window, with one tab, that the tests use one after another.

    A tab of its own for each test would take Chromium a second of work: a process, and every script read anew.
    """
    context = browser.new_context(**browser_context_args)
    context.add_init_script(LISTEN)
    yield context
    context.close()


@pytest.fixture
def context(request, window, live_server):
    """The window, as empty as a new one; a new one where the test asks for arguments of its own."""
    if request.node.get_closest_marker("browser_context_args"):
        new = request.getfixturevalue("new_context")()
        new.add_init_script(LISTEN)
        yield new
        return
    yield window
    try:
        empty(window, live_server.url)
    except Error:  # a page that does not let go
        for page in window.pages:
            page.close()


def empty(window, url):
    """Take a window back to how a new one is, but for one tab, which stands at an empty page of the same site.

    At a page of another site the tab would change processes, and the server would be asked for an icon.
    """
    window.set_offline(False)
    window.unroute_all(behavior="ignoreErrors")
    window.clear_cookies()
    window.clear_permissions()
    for page in window.pages[1:]:
        page.close()
    for page in window.pages:
        page.unroute_all(behavior="ignoreErrors")
        page.route(url + "/empty/", lambda route: route.fulfill(body=EMPTY, content_type="text/html"))
        page.goto(url + "/empty/", timeout=5_000)
        page.unroute_all()
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        devtools = window.new_cdp_session(page)
        devtools.send("Network.clearBrowserCache")
        devtools.detach()
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})


@pytest.fixture
def page(context):
    """The tab of the window."""
    return context.pages[0] if context.pages else context.new_page()


def look(page):
    """Return what axe finds wrong with the page that is open."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return page.evaluate(
        """async (options) => (await axe.run(options)).violations
            .map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)])""",
        AXE_OPTIONS,
    )


@pytest.fixture
def visit(page, live_server):
    """A person at a browser: goes to pages, and says at the end what was wrong with any of them."""
    problems = []
    listeners = {
        "console": lambda message: message.type == "error" and problems.append(f"{page.url}: {message.text}"),
        "pageerror": lambda error: problems.append(f"{page.url}: {error}"),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    page.set_default_timeout(15_000)

    def go(path, status=200):
        response = page.goto(live_server.url + path)
        assert response.status == status, f"{path} answered {response.status}"
        return page

    def check(path=None):
        """Look at the page that is open at both widths."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            problems.extend(f"{page.url}: {rule}: {nodes}" for rule, nodes in look(page))
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                problems.append(f"{page.url}: {wide} pixels too wide at {width}")
        problems.extend(f"{page.url}: CSP: {one}" for one in page.evaluate("window.__violations"))

    yield SimpleNamespace(go=go, check=check, page=page, problems=problems)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert problems == []


@pytest.fixture
def sign_in(context, live_server, client_for):
    """Return a function that signs the browser in as the person of a role."""

    def as_role(role: Role | str) -> None:
        client = client_for(role)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return as_role


@pytest.fixture
def password():
    """The password of the people of the tests."""
    return PASSWORD
