"""The golden thread in a browser: lit as one goes along it, reached by keyboard, told in order to a screen reader."""

import re

import pytest
from playwright.sync_api import expect

from activities.models import Activity

ADDRESS = "/years/2018-19/thread/"
# The texts of boxes that reach out of the box to which they belong; what nothing is linked to tells its gaps beside it.
OUTSIDE = """() => [...document.querySelectorAll('.ct-box__link')].flatMap((link) => {
  const ground = link.closest('.ct-box').querySelector('.ct-box__ground').getBoundingClientRect()
  return [...link.querySelectorAll('text')].filter((text) => {
    const box = text.getBoundingClientRect()
    const isBeside = box.left > ground.right
    return !isBeside && (box.left < ground.left || box.right > ground.right || box.bottom > ground.bottom + 1)
  }).map((text) => text.textContent)
})"""


@pytest.fixture
def thread(records_2018_19, visit, sign_in):
    sign_in("leader")
    return lambda query="": visit.go(ADDRESS + query)


def lit(page):
    """The references of the records that are lit."""
    return sorted(page.locator(".ct-box__link.is-lit .ct-box__ref").all_text_contents())


def names_in(snapshot):
    """The first words of each list and link of an accessibility tree, in its order."""
    return [f"{role} {name}" for role, name in re.findall(r"""- '?(list|link) "([^":]+)""", snapshot)]


def test_a_thread_is_lit_under_the_pointer_and_in_focus(thread, visit):
    page = thread()
    page.locator("[data-node^=activity]", has_text="A3").hover()
    assert lit(page) == ["A3", "O6", "O6.1", "O6.2", "O6.3", "O6.4", "P7", "P9"]
    values = page.locator(".ct-box__link.is-lit .ct-box__value").all_text_contents()
    assert sorted(values) == ["123", "89", "95", "over 600", "over 9000"]
    page.mouse.move(1, 1)
    assert lit(page) == []
    page.locator("[data-node^=outcome]", has_text="O4").focus()
    assert lit(page) == ["A5", "O4", "P5"]
    assert page.locator(".ct-picture__wire.is-lit").count() == 3
    page.locator("[data-node^=pledge]", has_text="P10").locator(".ct-box__ground").hover()
    assert lit(page) == ["P10"]
    page.mouse.move(1, 1)
    assert lit(page) == ["A5", "O4", "P5"]  # what is in focus is lit again
    assert page.evaluate(OUTSIDE) == []


def test_the_picture_is_read_column_by_column_and_opened_by_keyboard(thread, visit):
    page = thread()
    order = names_in(page.locator("[data-thread] svg").aria_snapshot())
    pledges = [f"link Pledge P{number}" for number in (1, 3, 8, 5, 6, 7, 9, 2, 4, 10)]
    assert order[:12] == ["list Pledges, what we said", *pledges, "list Activities, what we did"]
    assert [name for name in order if name.startswith("list")][2:] == [
        "list Outcomes, what came of it",
        "list Figures, what was counted",
    ]
    page.get_by_role("region", name="The golden thread of 2018/19, drawn").focus()
    for name in [name for name in order if name.startswith("link")]:
        page.keyboard.press("Tab")
        title = page.evaluate("document.activeElement.querySelector('title').textContent")
        assert title.startswith(name.removeprefix("link "))
        if name == "link Activity A1":
            expect(page.locator(".ct-box__link:focus .ct-box__ground")).to_have_css("stroke-width", "4px")
    page.locator("[data-node^=activity]", has_text="A1").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(Activity.objects.get(year__start_year=2018, reference="A1").get_absolute_url())


def test_the_lists_are_read_as_the_thread_runs_and_each_view_is_accessible(thread, visit):
    page = thread("?view=list&pledge=P9")
    snapshot = page.locator("main .ct-thread").first.aria_snapshot()
    read = re.findall(r"Pledge P9|Activity A3|Outcome O[\d.]+|link \"[^\":]+: (?:over )?\d+\"|stands above", snapshot)
    servator = "Project Servator deployments: over 600"
    assert [one.removeprefix("link ").strip('"') for one in read] == [
        *("Pledge P9", "Activity A3", "Outcome O6"),
        *("Outcome O6.1", "Engagement messages given to the public: over 9000"),
        *("Outcome O6.2", "Stop and searches: 123"),
        *("Outcome O6.3", "Positives from stop and search: 89"),
        *("Outcome O6.4", "Arrests: 95"),
        *(servator, servator, "Outcome O6", "stands above"),
    ]
    visit.check()
    thread("?view=matrix")
    visit.check()
    thread("?pledge=P9")
    visit.check()
    page.set_viewport_size({"width": 375, "height": 900})
    assert page.locator("[data-thread] svg").is_hidden()
    assert page.locator(".ct-picture-list .ct-thread").first.is_visible()
