"""Every kind of record by the word for it in addresses, so that one page can serve them all."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.http import Http404

from ctreport.accounts.access import Act
from ctreport.review.models import Record, Reviewed, Revision
from ctreport.ui.words import plain_time

AnyRecord = TypeVar("AnyRecord", bound=Record)


@cache
def record_models() -> dict[str, type[Record]]:
    """Return each model of records by its kind, in the order of the installed apps."""
    return {model.record_kind: model for model in apps.get_models() if issubclass(model, Record) and model.record_kind}


@cache
def reviewed_models() -> dict[str, type[Reviewed]]:
    """Return the models whose records a second person approves, by their kind."""
    return {kind: model for kind, model in record_models().items() if issubclass(model, Reviewed)}


def model_of(kind: str) -> type[Record]:
    """Return the model of a kind; raise Http404 where there is no such kind."""
    try:
        return record_models()[kind]
    except KeyError:
        raise Http404(f"There is no kind of record called “{kind[:30]}”.") from None


def reviewed_model_of(kind: str) -> type[Reviewed]:
    """Return the model of a kind that is reviewed; raise Http404 where there is none."""
    model = model_of(kind)
    if not issubclass(model, Reviewed):
        raise Http404(f"A {model._meta.verbose_name} needs no second person’s approval.")
    return model


def write_act_of(model: type[Record]) -> Act:
    """Return the act of changing records of a kind: those that nobody reviews are set up once, for all years."""
    return Act.ENTER if issubclass(model, Reviewed) else Act.SET_UP


def get_record(model: type[AnyRecord], pk: int) -> AnyRecord:
    """Return a record with what it names loaded; raise Http404 where it is gone."""
    found = model._default_manager.select_related(*related_fields(model)).filter(pk=pk).first()
    if found is None:
        raise Http404(why_gone(model, pk))
    return found


def related_fields(model: type[Record]) -> list[str]:
    """Return the names of the records that a record of this kind names itself, to be loaded along with it."""
    return [field.name for field in model._meta.concrete_fields if field.is_relation]


def why_gone(model: type[Record], pk: int) -> str:
    """Return who deleted a record and when or, where there never was one, that there is none."""
    noun = model._meta.verbose_name
    content_type = ContentType.objects.get_for_model(model)
    gone = Revision.objects.filter(content_type=content_type, object_id=pk, act=Revision.Act.DELETED).first()
    if gone is None:
        return f"There is no {noun} at this address."
    return f"The {noun} “{gone.record_text[:120]}” was deleted by {gone.by_name} on {plain_time(gone.at)}."
