"""Pictures, checked from their first byte to their last: a picture that goes on as something else is refused.

Only the frame of each format is walked, from the formats' own specifications (PNG: ISO/IEC 15948; GIF89a; JPEG: ITU
T.81; WebP: RFC 9649). Nothing is decoded, so a picture that would unpack to gigabytes costs nothing here.
"""

from __future__ import annotations

from ctreport.evidence.kinds import GIF, JPEG, PNG, WEBP, FileKind

PNG_START = b"\x89PNG\r\n\x1a\n"
GIF_STARTS = (b"GIF87a", b"GIF89a")


def looks_like_picture(data: bytes) -> FileKind | None:
    """Return the kind of picture that the first bytes announce; None where they announce none."""
    if data.startswith(PNG_START):
        return PNG
    if data.startswith(GIF_STARTS):
        return GIF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    return None


def is_whole_picture(data: bytes, kind: FileKind) -> bool:
    """Say whether the bytes are a picture of the kind and nothing else."""
    walk = {PNG: _png_end, GIF: _gif_end, JPEG: _jpeg_end, WEBP: _webp_end}[kind]
    try:
        end = walk(data)
    except IndexError:
        return False
    return 0 < end <= len(data) and not data[end:].strip(b"\0\r\n ")


def _png_end(data: bytes) -> int:
    position = len(PNG_START)
    if data[position + 4 : position + 8] != b"IHDR":
        return 0
    while position + 12 <= len(data):
        length, name = int.from_bytes(data[position : position + 4]), data[position + 4 : position + 8]
        position += 12 + length
        if name == b"IEND":
            return position
    return 0


def _gif_end(data: bytes) -> int:
    position = 13 + _colour_table(data[10])
    while data[position] != 0x3B:
        if data[position] == 0x2C:  # an image: its frame, its colours, the size of its codes
            position += 10 + _colour_table(data[position + 9]) + 1
        elif data[position] == 0x21:  # an extension: its label
            position += 2
        else:
            return 0
        while data[position]:  # blocks, each behind its length; one of no length ends them
            position += 1 + data[position]
        position += 1
    return position + 1


def _colour_table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _jpeg_end(data: bytes) -> int:
    position = 2
    while data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:  # padding
            position += 1
            continue
        if marker == 0xD9:
            return position + 2
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
        if marker == 0xDA:
            position = _scan_end(data, position)
    return 0


def _scan_end(data: bytes, position: int) -> int:
    """Return where the coded picture ends: at the next marker that is neither an escape nor a restart."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0:
            raise IndexError
        if data[position + 1] == 0 or 0xD0 <= data[position + 1] <= 0xD7:
            position += 2
        else:
            return position


def _webp_end(data: bytes) -> int:
    return 8 + int.from_bytes(data[4:8], "little") if data[12:16] in (b"VP8 ", b"VP8L", b"VP8X") else 0
