"""How django-import-export reads the same file: bulk mode, and foreign keys that are looked up once."""

from __future__ import annotations

from typing import Any

from import_export import fields, resources, widgets

from objectives.financial_year import parse_label
from objectives.models import ReportingYear
from outcomes.models import Category, Figure, Measure


class YearWidget(widgets.CachedForeignKeyWidget):
    """A year by its label."""

    def clean(self, value: Any, row: Any = None, **more: Any) -> Any:
        """Return the year of "2018/19"."""
        return super().clean(parse_label(value), row, **more)


def _key(name: str, column: str, widget: Any) -> Any:
    return fields.Field(attribute=name, column_name=column, widget=widget)


class FigureResource(resources.ModelResource):
    """A figure found by its cell, as our import finds it."""

    measure = _key("measure", "Measure code", widgets.CachedForeignKeyWidget(Measure, "code"))
    year = _key("year", "Year", YearWidget(ReportingYear, "start_year"))
    category_1 = _key("category_1", "Category 1", widgets.CachedForeignKeyWidget(Category, "code"))
    value = _key("value", "Value", widgets.DecimalWidget())
    qualifier = _key("qualifier", "Qualifier", widgets.CharWidget())
    base = _key("base", "Base", widgets.IntegerWidget())
    status = _key("status", "Status", widgets.CharWidget())
    note = _key("note", "Note", widgets.CharWidget())
    source = _key("source", "Source", widgets.CharWidget())
    unit = _key("unit", "Unit", widgets.CharWidget())

    class Meta:
        model = Figure
        fields = ("measure", "year", "category_1", "value", "qualifier", "base", "status", "note", "source", "unit")
        import_id_fields = ("measure", "year", "category_1")
        use_bulk = True
        batch_size = 1_000
