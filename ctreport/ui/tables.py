"""The table that all lists share: a caption, a heading for each row, sorting and pages in GOV.UK's markup."""

from __future__ import annotations

from typing import Any, ClassVar

import django_tables2 as tables

PAGE_LENGTH = 25
LONGEST_PAGE = 200


class NumericColumn(tables.Column):
    """A column of numbers, set to the right."""

    is_numeric = True


class BaseTable(tables.Table):
    """A list on the screen. ``row_header`` names the column that says what a row is about."""

    row_header: ClassVar[str] = ""

    class Meta:
        template_name = "_components/table.html"

    def paginate(self, paginator_class: Any = None, per_page: int | None = None, page: int = 1, **kwargs: Any) -> None:
        """Cut into pages of a length that a page can bear, whatever the address asks for."""
        length = min(max(per_page or PAGE_LENGTH, 1), LONGEST_PAGE)
        chosen = {"paginator_class": paginator_class} if paginator_class else {}
        super().paginate(per_page=length, page=page, **chosen, **kwargs)

    @property
    def shows_illustrative(self) -> bool:
        """Whether a row of the shown page holds made-up content."""
        return any(getattr(row.record, "illustrative", False) for row in self.paginated_rows)

    def count_text(self, singular: str, plural: str) -> str:
        """Return "Showing 26 to 50 of 103 pledges"."""
        total = self.page.paginator.count
        if total == 1:
            return f"Showing 1 {singular}"
        return f"Showing {self.page.start_index()} to {self.page.end_index()} of {total} {plural}"
