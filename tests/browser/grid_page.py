"""The page of the yearly grid, as the browser tests handle it."""

import re

from playwright.sync_api import expect

from outcomes.models import Category

ADDRESS = "/enter/2018-19/"


class Grid:
    """The grid's page with what the tests look at."""

    def __init__(self, visit, sign_in):
        self.visit, self.sign_in, self.page = visit, sign_in, visit.page

    def open(self, address=ADDRESS):
        self.sign_in("analyst")
        self.visit.go(address)
        expect(self.page.locator("#grid-form")).to_have_class(re.compile("ct-grid--live"))

    def input(self, measure, *categories):
        keys = [Category.objects.get(code=code).pk if code else 0 for code in categories]
        return self.page.locator(f"#i{'-'.join(str(key) for key in [measure.pk, *keys, 0, 0][:3])}")

    def cell(self, measure):
        return self.page.locator(f"#c{measure.pk}-0-0")

    @property
    def status(self):
        return self.page.locator("#grid-status")

    def paste(self, text):
        self.page.evaluate(
            """(text) => { const data = new DataTransfer(); data.setData('text/plain', text)
            document.activeElement.dispatchEvent(
              new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) }""",
            text,
        )
