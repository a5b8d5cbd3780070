"""What stands behind a number, opened on the page where the number stands."""

import pytest

from ctreport.accounts.access import Role
from outcomes.models import Figure


@pytest.fixture
def activity(records_2018_19):
    return records_2018_19.activities.get(narrative__contains="{{figure:briefings}}")


def test_a_number_opens_what_stands_behind_it_and_gives_the_focus_back(activity, sign_in, visit):
    sign_in(Role.LEADER)
    page = visit.go(activity.get_absolute_url())
    number = page.locator(".ct-record__statement a[data-trace]")
    number.press("Enter")
    dialog = page.get_by_role("dialog")
    heading = dialog.get_by_role("heading", level=2)
    assert "over 500" in heading.inner_text()
    page.wait_for_function("document.activeElement.id === 'trace-part-heading'")
    assert dialog.get_attribute("aria-busy") is None
    visit.check()
    page.keyboard.press("a")  # what keys do on the page beneath, they do not do now
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.dataset.trace") == ""
    with page.context.expect_page() as opened:
        number.click(modifiers=["Control"])
    assert opened.value.url.endswith(number.get_attribute("href"))


def test_where_the_part_cannot_be_had_the_link_is_followed(activity, sign_in, visit):
    sign_in(Role.LEADER)
    page = visit.go(activity.get_absolute_url())
    briefings = Figure.objects.get(measure__code="briefings", year=activity.year)
    address = f"/report/figures/{briefings.pk}/"
    page.route(
        f"**{address}", lambda route: route.abort() if route.request.headers.get("hx-request") else route.continue_()
    )
    page.locator(".ct-record__statement a[data-trace]").click()
    page.wait_for_url(f"**{address}")
    assert page.get_by_role("heading", level=1).inner_text().endswith("over 500")
    visit.problems[:] = [one for one in visit.problems if "ERR_FAILED" not in one]  # the request that was cut off
    visit.check()
