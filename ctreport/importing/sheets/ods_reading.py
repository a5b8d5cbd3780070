"""ODS: the sheets of an OpenDocument spreadsheet, which all stand in one part, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from ctreport.importing.sheets.archive import Archive
from ctreport.importing.sheets.cells import Sheet
from ctreport.importing.sheets.collecting import Collector
from ctreport.importing.sheets.limits import Limits
from ctreport.importing.sheets.markup import MarkupReader
from ctreport.importing.sheets.ods_sheet import ContentHandler
from ctreport.importing.sheets.reading import HEAD_WITHIN, Peek

CONTENT = "content.xml"


class OdsBook:
    """An OpenDocument spreadsheet."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._markup = MarkupReader(limits)
        self.notes: list[str] = []
        self.names: list[str] = []  # known once a sheet was read, since all stand in one part

    def peeks(self) -> Iterator[Peek]:
        """Yield the first rows of each sheet, reading no further than the caller goes."""
        handler = ContentHandler(self._limits, lambda _: Collector(self._limits, enough=HEAD_WITHIN))
        yielded = 0
        for _ in self._steps(handler):
            for name, hidden, collector in handler.known[yielded:]:
                yield Peek(yielded, name, hidden, collector.rows)
                yielded += 1

    def read(self, place: int) -> Sheet:
        """Read a sheet in full."""
        nothing = Collector(self._limits, enough=0)
        wanted = Collector(self._limits)
        handler = ContentHandler(self._limits, lambda number: wanted if number == place else nothing)
        for _ in self._steps(handler):
            pass
        self.names = [name for name, hidden, _ in handler.finished if not hidden]
        return wanted.sheet()

    def _steps(self, handler: ContentHandler) -> Iterator[None]:
        pieces = self._archive.pieces(CONTENT)
        return self._markup.steps(pieces, handler.starts, handler.ends, handler.text)
