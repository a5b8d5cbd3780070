"""Each Django form comes out as GOV.UK Frontend's components."""

from django import forms
from django.template import Context, Template

CHOICES = [("a", "First"), ("b", "Second")]


class Sample(forms.Form):
    name = forms.CharField(help_text="As it is printed.", max_length=10)
    note = forms.CharField(widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False)
    one = forms.ChoiceField(choices=CHOICES, required=False)
    agreed = forms.BooleanField(label="I agree", help_text="To all of it.")
    count = forms.IntegerField(min_value=0)
    secret = forms.CharField(widget=forms.HiddenInput, initial="s")


def test_text_field_has_label_hint_and_class():
    page = str(Sample())
    assert '<label class="govuk-label govuk-label--s" for="id_name">Name</label>' in page
    assert '<div class="govuk-hint" id="id_name_helptext">As it is printed.</div>' in page
    assert 'class="govuk-input" aria-describedby="id_name_helptext" id="id_name"' in page


def test_optional_field_says_so_and_required_field_does_not():
    page = str(Sample())
    assert "Note (optional)" in page
    assert "Name (optional)" not in page


def test_textarea_and_select_have_their_components():
    page = str(Sample())
    assert 'class="govuk-textarea"' in page
    assert 'class="govuk-select"' in page


def test_radios_and_checkboxes_stand_in_a_fieldset_with_a_legend():
    page = str(Sample())
    assert page.count("<legend") == 2
    assert 'class="govuk-radios__input" type="radio" name="kind" value="a" id="id_kind_0"' in page
    assert 'class="govuk-checkboxes__input" type="checkbox" name="several" value="b" id="id_several_1"' in page
    assert '<label class="govuk-label govuk-radios__label" for="id_kind_0">First</label>' in page


def test_single_checkbox_stands_before_its_label():
    page = str(Sample())
    assert page.index('name="agreed"') < page.index("I agree</label>")
    assert 'class="govuk-hint govuk-checkboxes__hint" id="id_agreed_helptext"' in page


def test_number_is_typed_into_a_text_field_so_that_nothing_typed_is_lost():
    page = str(Sample({"count": "twelve"}))
    assert 'type="text" name="count" value="twelve" inputmode="numeric"' in page
    assert 'min="' not in page


def test_browser_does_not_stop_the_form_before_our_messages():
    assert " required" not in str(Sample())


def test_hidden_field_has_neither_label_nor_class():
    assert '<input type="hidden" name="secret" value="s" id="id_secret">' in str(Sample())


def test_error_stands_beside_the_field_and_is_announced():
    page = str(Sample({"name": "far too long a name"}))
    assert 'class="govuk-form-group govuk-form-group--error"' in page
    assert '<span class="govuk-visually-hidden">Error:</span>' in page
    assert 'class="govuk-input govuk-input--error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="far too long a name"' in page


def test_error_summary_leads_to_each_field_and_to_the_first_choice_of_a_group():
    form = Sample({"name": "x"})
    form.add_error(None, "Both do not go together.")
    page = Template("{% load ui %}{% error_summary form %}").render(Context({"form": form}))
    assert '<h2 class="govuk-error-summary__title">There is a problem</h2>' in page
    assert '<a href="#id_kind_0">' in page
    assert '<a href="#id_count">' in page
    assert "<li>Both do not go together.</li>" in page


def test_what_people_type_is_escaped():
    page = str(Sample({"name": "<script>"}))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
