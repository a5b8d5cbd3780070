"""Which measures have which numbers: what key figures and charts can be chosen from."""

from __future__ import annotations

from dataclasses import dataclass, field

from objectives.models import ReportingYear
from outcomes.models import Figure
from outcomes.quantity import Unit


@dataclass
class Stock:
    """What a measure has up to a year. Years are their starts; ``numbers`` are those with a number."""

    title: str
    unit: str
    is_broken_down: bool
    figures: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    broken_down: set[int] = field(default_factory=set)

    @property
    def is_plain_count(self) -> bool:
        """Whether it is a count that can stand beside others in one chart."""
        return self.unit == Unit.COUNT and not self.is_broken_down


@dataclass(frozen=True)
class Shelf:
    """The measures with figures up to a year, by their codes, in the report's order."""

    year: ReportingYear
    stocks: dict[str, Stock]

    @classmethod
    def of(cls, year: ReportingYear) -> Shelf:
        """Load what there is; one query."""
        rows = (
            Figure.objects.filter(year__start_year__lte=year.start_year)
            .order_by("measure__order", "measure__code")
            .values_list(
                "measure__code",
                "measure__title",
                "measure__unit",
                "measure__dimension_1_id",
                "year__start_year",
                "value",
                "category_1_id",
                "category_2_id",
            )
        )
        stocks: dict[str, Stock] = {}
        for code, title, unit, dimension, start, value, *categories in rows:
            stock = stocks.setdefault(code, Stock(title, unit, dimension is not None))
            stock.figures.add(start)
            if value is not None:
                stock.numbers.add(start)
                if any(categories):
                    stock.broken_down.add(start)
        return cls(year, stocks)

    def titles(self, *, this_year: bool = False) -> dict[str, str]:
        """Return the measures that may be chosen: those with a figure in this year, or with a number in any."""
        start = self.year.start_year
        return {
            code: stock.title
            for code, stock in self.stocks.items()
            if (start in stock.figures if this_year else stock.numbers)
        }

    def title(self, code: str) -> str:
        """Return the title of a measure in quotation marks; its code where it has no figures."""
        stock = self.stocks.get(code)
        return f"“{stock.title if stock else code}”"

    def numbers_in(self, code: str, first: int, last: int) -> int:
        """Return in how many of the years from ``first`` to ``last`` a measure has a number."""
        stock = self.stocks.get(code)
        return sum(first <= start <= last for start in stock.numbers) if stock else 0
