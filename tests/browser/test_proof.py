"""Communications write beside a live proof, and read the proof of a whole report."""

import re

from playwright.sync_api import expect

from ctreport.report.models import ReportPlan
from tests.report.rich import rich_plan


def test_a_foreword_is_written_beside_its_proof(records_2018_19, visit, sign_in):
    sign_in("comms")
    page = visit.go("/report/2018-19/edit/foreword/")
    proof = page.get_by_role("region", name="Proof")
    expect(proof).to_contain_text("Nothing of it is printed")
    asked = []
    page.on("request", lambda request: request.method == "POST" and asked.append(request.url))
    page.get_by_label("Foreword").press_sequentially("We held {{figure:briefings}} briefings and met 45 owners.")
    expect(proof.get_by_role("img", name="Page 1 of 1 of the proof: Foreword")).to_be_visible()
    expect(proof.get_by_role("status")).to_have_text("The one page of “Foreword”, page 3 of the report.")
    expect(proof.get_by_role("link", name="untraced")).to_have_attribute(
        "href", re.compile("checklist/#check-untraced")
    )
    assert len(asked) <= 2  # one after the pause, not one a key
    visit.check()

    proof.get_by_role("link", name="over 500").press("Enter")
    behind = page.get_by_role("dialog", name="What stands behind the number")
    expect(behind).to_contain_text("A lowest value: the true number is higher")
    page.keyboard.press("Escape")
    expect(proof.get_by_role("link", name="over 500")).to_be_focused()

    page.get_by_label("Foreword").press("End")
    page.keyboard.type(" {{figure:nonsense}}")
    expect(proof.get_by_role("status")).to_contain_text("there is no measure “nonsense”")
    visit.check()
    page.route("**/edit/foreword/", lambda route: route.abort())
    page.keyboard.type(" More.")
    expect(proof).to_contain_text("The proof could not be made.")
    expect(proof.get_by_role("img")).to_be_visible()  # the last one stays
    page.unroute_all()
    visit.problems[:] = [one for one in visit.problems if "ERR_FAILED" not in one]
    assert not ReportPlan.objects.exists()


def test_the_proof_of_a_whole_report_is_accessible_and_quiet(records_2018_19, visit, sign_in):
    rich_plan(records_2018_19)
    sign_in("leader")
    page = visit.go("/report/2018-19/proof/")
    visit.check()
    page.get_by_role("region", name="What we did").get_by_role("link", name="over 500").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Entered by")
    visit.check()
    page = visit.go("/report/2018-19/proof/pages/")
    expect(page.get_by_role("img", name="Page 1 of")).to_be_visible()
    visit.check()
