"""What all reports of the force look like: its name, its logo, two colours that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ctreport.accounts.access import Act, requires
from ctreport.report.colours import INK, READABLE, VISIBLE, WHITE, contrast, ink_on, mixed
from ctreport.report.editor.base import EditorFormView, home_of
from ctreport.report.editor.fields import ColourField, PictureField
from ctreport.report.editor.forms import PictureForm
from ctreport.report.models import Branding, Picture
from ctreport.review.models import Record

BLACK = "#000000"
COLOURS = {"primary_colour": "First colour", "secondary_colour": "Second colour"}


@dataclass(frozen=True)
class Judgement:
    """How a colour reads: its contrast on white, and a darker shade that would do where it does not."""

    label: str
    field: str
    colour: str = ""
    ratio: float = 0
    needed: float = READABLE
    better: str = ""
    problem: str = ""

    @property
    def is_good(self) -> bool:
        """Whether what is written or drawn in the colour can be seen."""
        return not self.problem and self.ratio >= self.needed

    @property
    def is_for_text(self) -> bool:
        """Whether text is written in the colour, not only lines drawn."""
        return self.needed == READABLE

    @property
    def ink(self) -> str:
        """The colour of text on a ground of this colour."""
        return ink_on(self.colour) if self.colour else INK

    @property
    def words(self) -> str:
        """The judgement in words, with its numbers."""
        if self.problem:
            return self.problem
        on_white = f"{rounded(self.ratio)}:1 on white"
        if self.is_good:
            return f"{on_white}. That is enough: {self.needed:g}:1 is needed."
        return f"{on_white}; {self.needed:g}:1 is needed. Choose a darker colour, such as {self.better}."


def judge(field: str, typed: str) -> Judgement:
    """Judge a colour as it was typed. Text is written in the first, lines are drawn in the second."""
    label, needed = COLOURS[field], READABLE if field == "primary_colour" else VISIBLE
    try:
        colour = ColourField().clean(typed)
    except ValidationError as error:
        return Judgement(label, field, problem=" ".join(error.messages))
    ratio = contrast(colour, WHITE)
    return Judgement(label, field, colour, ratio, needed, darkened(colour, needed) if ratio < needed else "")


def darkened(colour: str, needed: float) -> str:
    """Return the nearest darker shade of a colour that has the needed contrast on white."""
    shades = (mixed(colour, BLACK, percent / 100) for percent in range(0, 101, 2))
    return next(shade for shade in shades if contrast(shade, WHITE) >= needed)


def rounded(ratio: float) -> str:
    """Return a ratio with one place, rounded down: 4.49 is not 4.5."""
    return f"{int(ratio * 10) / 10:.1f}"


def together(judgements: Sequence[Judgement]) -> str:
    """Say how lines on the cover are drawn, the one colour on the other; empty where a colour is wrong."""
    if any(one.problem for one in judgements):
        return ""
    first, second = judgements
    ratio = contrast(first.colour, second.colour)
    if ratio >= VISIBLE:
        return f"{rounded(ratio)}:1 between the two, so lines on the cover are drawn in the second colour."
    ink = "white" if first.ink == WHITE else "dark ink"
    return f"{rounded(ratio)}:1 between the two; below {VISIBLE:g}:1 lines on the cover are drawn in {ink} instead."


class BrandingForm(PictureForm):
    """Name, logo and colours."""

    IS_BEGUN = True
    PICTURE, PICTURE_TEXT, PICTURE_NOUN = "logo", "logo_alt", "logo"
    STAND_INS: ClassVar = {"logo": "file"}

    primary_colour = ColourField(
        label=COLOURS["primary_colour"],
        max_length=30,
        help_text="The ground of the cover; headings and links.",
    )
    secondary_colour = ColourField(
        label=COLOURS["secondary_colour"], max_length=30, help_text="The lines above headings."
    )
    file = PictureField(label="Logo", as_photograph=False)
    take_away = forms.BooleanField(label="Take the logo out of the report", required=False)

    class Meta:
        model = Branding
        fields: ClassVar = ["force_name", "logo", "logo_alt", "primary_colour", "secondary_colour"]
        labels: ClassVar = {"logo_alt": "Text of the logo"}
        help_texts: ClassVar = {
            "force_name": "As it stands on the cover. Leave empty to use the name of this installation.",
            "logo_alt": "The words that stand in the logo, for those who cannot see it. Needed where there is a logo.",
        }

    field_order = ("force_name", "file", "logo_alt", "take_away", "primary_colour", "secondary_colour")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["version"] = 0  # whoever saves the first version is not overwritten unseen

    def clean(self) -> dict[str, Any]:
        """Refuse colours that cannot be read."""
        cleaned = super().clean()
        for name in COLOURS:
            if cleaned.get(name) and not (judgement := judge(name, cleaned[name])).is_good:
                self.add_error(name, judgement.words)
        return cleaned

    @property
    def judgements(self) -> list[Judgement]:
        """How the colours that the form shows read."""
        return [judge(name, str(self[name].value() or "")) for name in COLOURS]

    @property
    def together(self) -> str:
        """How the two colours stand out from one another."""
        return together(self.judgements)


class BrandingView(EditorFormView):
    """The page of the branding."""

    model = Branding
    form_class = BrandingForm
    heading = "Branding"
    lead = "It is the same for the reports of all years. A published edition keeps the look that it had."
    template = "report/editor/branding.html"

    @property
    def back_url(self) -> str:
        """The editor of the year from which the page was opened."""
        return home_of(self.request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save or, on "Check the colours", show what was typed with how it reads."""
        if "check" not in request.POST:
            return super().post(request, *args, **kwargs)
        sent = self.form_class(request.POST, instance=self.get_instance())
        form = self.form_class(instance=self.get_instance(), initial=sent.as_typed())
        form.initial["version"] = request.POST.get("version", "")
        return self.show(form)

    def get_instance(self) -> Record:
        """Return the branding, unsaved while there is none."""
        return Branding.objects.first() or Branding()

    def address_after(self, record: Record) -> str:
        """Stay, where what was saved can be seen."""
        return self.request.get_full_path()


@requires(Act.EDIT_REPORT)
@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """Judge the colours of the address, and show them; a part of the branding's page."""
    judgements = [judge(name, request.GET.get(name, "")) for name in COLOURS]
    return render(request, "report/editor/_colours.html", {"judgements": judgements, "together": together(judgements)})


@requires(Act.EDIT_REPORT)
@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a picture that was uploaded, to those who edit. A row of it never changes."""
    row = get_object_or_404(Picture, pk=pk)
    response = HttpResponse(bytes(row.content), content_type=row.media_type)
    patch_cache_control(response, private=True, max_age=3600)
    return response
