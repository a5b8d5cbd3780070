"""Contrast of colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from ctreport.report import models
from ctreport.report.brand import css_of
from ctreport.report.colours import INK, WHITE, contrast, ink_on, readable_on_white
from ctreport.report.facts import Branding


def test_a_force_has_the_colours_of_the_house_until_it_chooses_others():
    palette = (Path(settings.BASE_DIR) / "ctreport/frontend/styles/_palette.scss").read_text(encoding="utf-8")
    assert f"$navy: {models.Branding().primary_colour};" in palette
    assert f"$teal: {models.Branding().secondary_colour};" in palette


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == 21
    assert contrast("#777777", "#777777") == 1
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48  # just not enough for text, as WebAIM's checker says
    assert round(contrast("#0b6e72", "#ffffff"), 1) == 6.0


@pytest.mark.parametrize(("ground", "ink"), [("#14274e", WHITE), ("#ffe14d", INK), ("#000000", WHITE)])
def test_ink_can_be_read_on_its_ground(ground, ink):
    assert ink_on(ground) == ink
    assert contrast(ground, ink_on(ground)) >= 4.5


def test_a_pale_colour_is_no_colour_of_text():
    assert readable_on_white("#ffe14d") == INK
    assert readable_on_white("#3b1f5b") == "#3b1f5b"


@pytest.mark.parametrize("text", ["red", "#fff", "#gggggg", "3b1f5b0"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match=r"colour|base 16"):
        contrast(text, WHITE)


def test_pale_colours_give_a_report_that_can_be_read():
    css = css_of(Branding("#ffe14d", "#fff7c2"))
    assert "--brand: #ffe14d;" in css
    assert f"--brand-ink: {INK};" in css
    assert f"--brand-heading: {INK};" in css
    assert f"--brand-accent: {INK};" in css


def test_without_branding_there_is_no_stylesheet():
    assert css_of(None) == ""
