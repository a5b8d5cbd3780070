"""A browser that notices: every page visited must be free of axe violations, console errors and CSP violations."""

import os
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from ctreport.accounts.access import Role
from tests.conftest import PASSWORD

# Playwright's own event loop runs in the tests' thread; Django would take its database calls for asynchronous ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

WIDTHS = (1280, 375)
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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Run the system's Chromium."""
    path = os.environ.get("CTREPORT_CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": path, "args": CHROMIUM_ARGS}


@pytest.fixture
def visit(page, live_server):
    """A person at a browser: goes to pages, and says at the end what was wrong with any of them."""
    problems = []
    page.add_init_script(LISTEN)
    page.on("console", lambda message: message.type == "error" and problems.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.set_default_timeout(15_000)

    def go(path, status=200):
        response = page.goto(live_server.url + path)
        assert response.status == status, f"{path} answered {response.status}"
        return page

    def check_axe():
        found = Axe().run(page).response["violations"]
        problems.extend(f"{page.url}: {one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in found)

    def check(path=None):
        """Look at the page that is open at both widths."""
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            check_axe()
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                problems.append(f"{page.url}: {wide} pixels too wide at {width}")
        problems.extend(f"{page.url}: CSP: {one}" for one in page.evaluate("window.__violations"))

    yield SimpleNamespace(go=go, check=check, page=page, problems=problems)
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
