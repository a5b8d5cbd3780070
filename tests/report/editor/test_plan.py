"""Foreword, contact, layout and key figures."""

from ctreport.report.build import build_report
from ctreport.report.models import Picture, ReportPlan
from tests.report.editor.conftest import close, reasons
from tests.report.editor.test_uploads import CANARY, drawing, upload, with_secrets

FOREWORD = {"foreword": "We held {{figure:briefings}} briefings.", "foreword_name": "Alex", "version": "1"}


def plan():
    return ReportPlan.objects.get()


def test_a_foreword_is_saved_and_printed_with_its_figure(edit, year):
    response = edit("foreword/", **FOREWORD, foreword_post="Commissioner")
    assert "Foreword saved." in response.text
    assert build_report(year).foreword.blocks[0].runs[1].text == "over 500"


UNPRINTABLE = (
    ("{{figure:briefing}}", "Did you mean “briefings”?"),
    ("[here](javascript:alert(1))", "a link begins with https:"),
    ("Over 500[^nowhere]", "no footnote"),
)


def test_a_text_that_cannot_be_printed_is_refused_beside_its_field(edit):
    for text, words in UNPRINTABLE:
        response = edit("foreword/", **FOREWORD | {"foreword": text})
        assert 'href="#id_foreword"' in response.text
        assert words in response.text
    assert not ReportPlan.objects.filter(version__gt=1).exists()


def test_a_portrait_without_its_text_is_refused_but_not_lost(edit, comms):
    response = edit("foreword/", **FOREWORD, file=with_secrets("JPEG"))
    assert "Say what the portrait shows, for those who cannot see it." in response.text
    kept = Picture.objects.get()
    assert f'name="portrait" value="{kept.pk}"' in response.text
    assert CANARY.encode() not in comms.get(f"/report/pictures/{kept.pk}/").content

    edit("foreword/", **FOREWORD, portrait=kept.pk, portrait_alt="The Commissioner at a desk")
    assert (plan().portrait, plan().portrait_alt) == (kept, "The Commissioner at a desk")


def test_a_portrait_is_taken_away_with_its_text(edit, year):
    edit("foreword/", **FOREWORD, file=upload(drawing(), "PNG"), portrait_alt="A portrait")
    kept = plan()
    edit(
        "foreword/",
        **FOREWORD | {"version": kept.version},
        portrait=kept.portrait_id,
        portrait_alt="A portrait",
        take_away="on",
    )
    assert (plan().portrait, plan().portrait_alt) == (None, "")


def test_a_file_that_is_no_picture_is_refused_beside_its_field(edit):
    response = edit("foreword/", **FOREWORD, file=upload(drawing(), "GIF"), portrait_alt="A portrait")
    assert "The file is not a JPEG, PNG or WebP picture." in response.text
    assert not Picture.objects.exists()


def test_two_people_who_begin_at_once_lose_nothing(edit, client_for, year):
    client_for("analyst").post(f"/report/{year.slug}/edit/foreword/", FOREWORD | {"foreword_name": "Ben"})
    response = edit("foreword/", **FOREWORD | {"foreword": "Mine."})
    assert "Analyst Person changed this" in response.text
    assert "Yours is kept: Mine." in response.text
    assert plan().foreword == FOREWORD["foreword"]


def test_what_another_form_changed_meanwhile_is_no_conflict(edit, client_for, year):
    client_for("analyst").post(f"/report/{year.slug}/edit/layout/", {"layout": "golden_thread", "version": "1"})
    assert "Contact saved." in edit("contact/", contact="Write to us.", version="1").text
    assert (plan().layout, plan().contact) == ("golden_thread", "Write to us.")


def test_a_closed_year_changes_only_for_a_reason(edit, year):
    close(year)
    assert "The year is closed. Enter why" in edit("contact/", contact="Write to us.", version="1").text
    edit("contact/", contact="Write to us.", version="1", change_reason="A new address")
    assert (plan().contact, reasons(plan())[0]) == ("Write to us.", "A new address")


def test_key_figures_are_put_in_order_by_buttons_and_saved_at_once(edit, year):
    sent = {"key_figures": "arrests,briefings", "version": "1"}
    response = edit("key-figures/", **sent, key_figures_do="up:briefings")
    assert "Briefings, training exercises and table-top exercises: place 1 of 2." in response.text
    assert 'value="briefings,arrests"' in response.text
    response = edit("key-figures/", **sent, key_figures_new="feel-safe", key_figures_add="1")
    assert 'value="arrests,briefings,feel-safe"' in response.text
    assert not ReportPlan.objects.exists()

    edit("key-figures/", key_figures="briefings,arrests", version="1")
    assert [one.label.split()[0] for one in build_report(year).key_figures] == ["Briefings,", "Arrests"]


def test_a_measure_without_a_figure_is_no_key_figure(edit):
    response = edit("key-figures/", key_figures="arrests,spaceships", version="1")
    assert "“spaceships” has no figure in 2018/19." in response.text
