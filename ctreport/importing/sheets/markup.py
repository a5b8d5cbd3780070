"""XML parts, read as a stream of events by the standard library's Expat.

A document type declaration is refused, and with it every entity: no bomb, no file or address fetched. Tags are
counted over all parts of a file, and a single tag may not be huge, since Expat 2.5 reads those again with every piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from ctreport.importing.sheets.limits import DAMAGED, Limits, SheetError

Attributes = dict[str, str]
Starts = Mapping[str, Callable[[Attributes], Any]]
Ends = Mapping[str, Callable[[], Any]]
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class MarkupReader:
    """Reads the XML parts of one file, within one budget."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._tags = 0

    def steps(
        self, pieces: Iterable[bytes], starts: Starts, ends: Ends, text: Callable[[str], Any] | None = None
    ) -> Iterator[None]:
        """Read a part, calling ``starts`` and ``ends`` by element name ("namespace name") and ``text``.

        Yields after each piece, so that the caller may stop early. Raises SheetError for anything but sound XML.
        """
        parser = None
        fed = 0
        most = self.limits.tags
        try:
            for piece in pieces:
                if parser is None:
                    parser = self._parser("utf-16" if piece[:2] in _UTF_16 else "utf-8", starts, ends, text)
                self._tags += piece.count(b"<")
                if self._tags > most:
                    raise SheetError("The file is far more complicated than its table. Copy the table to a new file.")
                parser.Parse(piece, False)
                fed += len(piece)
                if fed - max(parser.CurrentByteIndex, 0) > self.limits.piece + len(piece):
                    raise SheetError(f"The file holds a single tag of huge size. {DAMAGED}")
                yield
            if parser is None:
                raise SheetError(f"A part of the file is empty. {DAMAGED}")
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise SheetError(f"A part of the file is not sound XML. {DAMAGED}") from error
        yield

    def read(
        self, pieces: Iterable[bytes], starts: Starts, ends: Ends, text: Callable[[str], Any] | None = None
    ) -> None:
        """Read a part to its end."""
        for _ in self.steps(pieces, starts, ends, text):
            pass

    def _parser(
        self, encoding: str, starts: Starts, ends: Ends, text: Callable[[str], Any] | None
    ) -> expat.XMLParserType:
        # The encoding is given, so that a declared one such as "zip" is never looked up.
        parser = expat.ParserCreate(encoding, " ")

        def start(name: str, attributes: Attributes) -> None:
            if handler := starts.get(name):
                handler(attributes)

        def end(name: str) -> None:
            if handler := ends.get(name):
                handler()

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = _refuse_declaration
        parser.buffer_text = True
        if text is not None:
            parser.CharacterDataHandler = text
        return parser


def _refuse_declaration(*_: object) -> None:
    raise SheetError("The file holds a document type declaration, which no spreadsheet has. It is not safe to read.")
