"""Every page that can be reached by address is accessible, quiet and fits, with the real records and when refused."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from activities.models import Activity
from ctreport.accounts.access import Act, act_of
from ctreport.publication.api import urls as open_data
from ctreport.review.models import Record
from objectives.models import Pledge
from outcomes.models import Assessment, AssessmentWord, Figure, Measure, Target

ROLES = {Act.REVIEW: "reviewer", Act.PUBLISH: "comms"}  # of pages that an analyst may not see
NOT_PAGES = {
    "report:pdf": "a PDF",
    "report:chart": "a picture",
    **{
        f"report:{page}": "tried in test_report_editor"
        for page in (
            *("edit", "foreword", "contact", "layout", "key_figures", "chapters", "chapter_add", "chapter"),
            *("chapter_of", "chapter_delete", "charts", "charts_order", "charts_suggested", "chart_add", "chart_edit"),
            *("chart_delete", "footnotes", "footnote_add", "footnote_edit", "footnote_delete", "glossary"),
            *("glossary_add", "glossary_edit", "glossary_delete", "branding", "colours", "editor_picture"),
        )
    },
    **{
        f"publication:{page}": "tried in test_public_site"
        for page in ("search", "follow", "follow_confirm", "unfollow")
    },
    "publication:api_unknown": "JSON",
    **{
        f"publication:{page}": "tried in test_life_of_a_report"
        for page in (
            *("sign_off", "return_proof", "discard", "schedule", "unschedule", "publish_now", "withdraw"),
            *("access", "edition_page", "pre_release"),
        )
    },
    **{f"publication:{page}": "a file" for page in ("edition_file", "pre_release_file")},
    **{
        f"publication:{page}": "answers a POST"
        for page in ("prepare", "accept", "check_pdf", "take_acceptance_back", "end_access")
    },
    "report:picture": "a picture",
    "report:brand": "a style",
    "report:proof_picture": "a picture",
    "report:proof_whole": "tried in test_proof",
    "report:proof_pages": "tried in test_proof",
    **{f"publication:open_data:{one.name}": "JSON" for one in open_data.urlpatterns[0].url_patterns},
    "charts:data": "JSON",
    **{f"charts:{kind}": "a file" for kind in ("svg", "png", "csv")},
    "narrative:preview": "answers a POST",
    "outcomes:cell_fields": "a part of a form",
    "outcomes:assessment_pledges": "a part of a form",
    "outcomes:assessment_suggestion": "a part of a form",
    "jobs:detail": "tried on its own",
    **{f"discussion:{page}": "tried on its own" for page in ("add", "answer", "edit", "delete", "open")},
    **{f"discussion:{page}": "answers a POST" for page in ("resolve", "reopen", "read")},
    "importing:figures_preview": "tried on its own",
    "importing:figures_template": "a file",
    "importing:export": "a file",
    "importing:export_grid": "a file",
    "importing:records_preview": "tried on its own",
    "importing:set_up_records_preview": "tried on its own",
    **{
        f"importing:report_{page}": "tried on its own"
        for page in ("statements", "figures", "links", "left_over", "check", "result", "discard")
    },
    "evidence:attach": "tried on its own",
    "evidence:download": "a file",
    "evidence:remove": "tried on its own",
    **{f"review:{page}": "tried on its own" for page in ("history", "version", "restore")},
    **{f"review:{page}": "answers a POST" for page in ("submit", "withdraw", "discard")},
    "entry:queue_item": "tried on its own",
    "entry:grid_cells": "answers a POST",
    "entry:grid_add_measure": "answers a POST",
    "home": "leads on to the dashboard",
    "dashboard:brief": "a PDF",
    "dashboard:compare": "tried in test_dashboard",
    "dashboard:looked": "answers a POST",
    **{f"dashboard:alert_{act}": "answers a POST" for act in ("follow", "stop", "mute", "unmute")},
    "account_logout": "tried on its own",
}


def patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and entry.name:
            yield prefix + entry.name, entry


def address(name, pattern, year):
    """Fill in an address from the records that there are."""
    wanted = pattern.pattern.converters
    if not wanted:
        return reverse(name)
    kinds = {model.record_kind: model for model in all_kinds()}
    kind = name.split(":")[-1].rsplit("_", 1)[0]
    if name == "thread:links":
        return reverse(name, args=["activity", Activity.objects.filter(year=year).first().pk, "pledge"])
    if name == "report:trace":
        return reverse(name, args=[Figure.objects.filter(year=year).first().pk])
    if "pk" in wanted and kind in kinds:
        return reverse(name, args=[kinds[kind].objects.first().pk])
    if name == "dashboard:measure":
        return reverse(name, args=[year.slug, "stop-search-positives"])
    if set(wanted) <= {"slug", "year"}:
        return reverse(name, args=[year.slug])
    raise AssertionError(f"Say in tests/browser/test_every_page.py how to fill in the address of {name}.")


def all_kinds(base=Record):
    for model in base.__subclasses__():
        if model._meta.abstract:
            yield from all_kinds(model)
        elif model.record_kind:
            yield model


NAMES = sorted({name for name, _ in patterns() if name not in NOT_PAGES and not name.startswith("account_")})


@pytest.fixture
def records(records_2018_19):
    """The real records with a target and an assessment, which the source has none of."""
    year = records_2018_19
    Target.objects.create(measure=Measure.objects.get(code="arrests"), year=year, value=90)
    pledge = Pledge.objects.filter(year=year).first()
    word = AssessmentWord.objects.first()
    Assessment.objects.create(year=year, pledge=pledge, word=word, assessment_reason="The thread is complete.")
    return year


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_accessible_quiet_and_fits(name, records, visit, sign_in):
    pattern = dict(patterns())[name]
    sign_in(ROLES.get(act_of(pattern.callback), "analyst"))
    visit.go(address(name, pattern, records))
    visit.check()


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("_create")])
def test_an_empty_form_is_refused_accessibly(name, records, visit, sign_in):
    sign_in("analyst")
    page = visit.go(reverse(name))
    page.get_by_role("button", name=re.compile("^Save")).first.click()
    page.locator(".govuk-error-summary").wait_for()
    assert page.title().startswith("Error: ")
    visit.check()


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/"])
def test_pages_before_sign_in_are_accessible(path, visit):
    visit.go(path)
    visit.check()


def test_a_wrong_password_is_refused_accessibly(people, visit):
    page = visit.go("/account/login/")
    page.get_by_label("E-mail address").fill(people.analyst.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".govuk-error-summary").wait_for()
    visit.check()


def test_a_figure_of_the_real_records_is_marked_illustrative_nowhere(records, visit, sign_in):
    sign_in("leader")
    page = visit.go(Figure.objects.first().get_absolute_url())
    assert "Illustrative" not in page.locator("main").inner_text()
