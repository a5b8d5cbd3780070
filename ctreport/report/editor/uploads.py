"""Pictures that may be published: checked, drawn anew without anything but their pixels, and kept by their content.

A camera writes where and when a picture was taken, with whose device, and often the picture before it was cropped
(EXIF, XMP, thumbnails). None of it may reach a report, so nothing of the file is kept but what can be seen.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile

from ctreport.evidence.images import looks_like_picture
from ctreport.evidence.kinds import JPEG, PNG, WEBP, size_in_words
from ctreport.report.models import Picture

if TYPE_CHECKING:
    from PIL.Image import Image as Drawing

LARGEST_FILE = 5_000_000  # bytes
LONGEST_SIDE = 6_000  # pixels of the file that is sent
KEPT_SIDE = 1_200  # pixels of what is kept: a portrait printed 10 cm wide at 300 dots an inch
LIMITS_WORDS = f"JPEG, PNG or WebP, up to {LARGEST_FILE // 1_000_000} MB and {LONGEST_SIDE} pixels a side."
_FORMATS = {JPEG.media_type: "JPEG", PNG.media_type: "PNG", WEBP.media_type: "WEBP"}
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, struct.error, zlib.error)
_DEEP_GREY = ("I", "I;16", "I;16B", "I;16L", "F")


class UnusablePictureError(ValueError):
    """A file that cannot be used as a picture; the message says why and what to do."""


@dataclass(frozen=True)
class Drawn:
    """A picture drawn anew: its bytes hold nothing but what can be seen."""

    media_type: str
    width: int
    height: int
    content: bytes


def redraw(file: UploadedFile, *, as_photograph: bool) -> Drawn:
    """Return an uploaded picture drawn anew; the same file always gives the same bytes.

    A photograph becomes a JPEG on white; any other picture stays a PNG, with what is transparent in it, unless it was a
    JPEG. Raises UnusablePictureError, in plain words, for what is too large, damaged, or no picture.
    """
    size = file.size or 0
    if size > LARGEST_FILE:
        raise UnusablePictureError(
            f"The file has {size_in_words(size)}. The limit is {size_in_words(LARGEST_FILE)}. Save a smaller copy."
        )
    data = file.read()
    if not data:
        raise UnusablePictureError("The file is empty. Choose another.")
    kind = looks_like_picture(data)
    if kind is None or kind.media_type not in _FORMATS:
        raise UnusablePictureError("The file is not a JPEG, PNG or WebP picture. Save it as one of these.")
    source = _FORMATS[kind.media_type]
    return _encoded(_pixels(data, source), as_jpeg=as_photograph or source == "JPEG")


def keep_picture(drawn: Drawn) -> Picture:
    """Return the row of a picture; the same picture is kept once."""
    sha256 = hashlib.sha256(drawn.content).hexdigest()
    values = {
        "media_type": drawn.media_type,
        "width": drawn.width,
        "height": drawn.height,
        "content": drawn.content,
    }
    return Picture.objects.get_or_create(sha256=sha256, defaults=values)[0]


def _pixels(data: bytes, source: str) -> Drawing:
    """Return what the file shows, the right way up and no larger than is kept."""
    from PIL import Image, ImageOps

    damaged = UnusablePictureError("The picture is damaged and cannot be drawn. Open it and save a fresh copy.")
    try:
        opened = Image.open(io.BytesIO(data), formats=[source])
        _check_sides(*opened.size)  # before anything is unpacked, so that a small file cannot become gigabytes
        if source == "JPEG":
            opened.draft(None, (KEPT_SIDE, KEPT_SIDE))
        opened.load()
        picture = _plain_mode(ImageOps.exif_transpose(opened))
        picture.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    except UnusablePictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnusablePictureError(
            f"The picture has too many pixels to be opened. The limit is {LONGEST_SIDE} a side. Save a smaller copy."
        ) from error
    except _UNREADABLE as error:
        raise damaged from error
    return picture


def _check_sides(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE:
        raise UnusablePictureError(
            f"The picture is {width} by {height} pixels. The limit is {LONGEST_SIDE} a side. Save a smaller copy."
        )


def _plain_mode(picture: Drawing) -> Drawing:
    """Return the picture in plain colours, with transparency only where it has some."""
    if picture.mode in _DEEP_GREY:  # 16 bits a pixel would be cut off, not scaled
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    has_alpha = "A" in picture.mode or "a" in picture.mode or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def _encoded(picture: Drawing, *, as_jpeg: bool) -> Drawn:
    from PIL import Image

    # A new picture takes over pixels and nothing else: no comment, profile, date or thumbnail.
    mode = "RGB" if as_jpeg else picture.mode
    fresh = Image.new(mode, picture.size, "white" if as_jpeg else None)
    if as_jpeg and picture.mode == "RGBA":
        fresh.paste(picture, mask=picture.getchannel("A"))
    else:
        fresh.paste(picture)
    out = io.BytesIO()
    options: dict[str, Any] = {"quality": 88, "optimize": True} if as_jpeg else {"optimize": True}
    fresh.save(out, "JPEG" if as_jpeg else "PNG", **options)
    media_type = JPEG.media_type if as_jpeg else PNG.media_type
    return Drawn(media_type, fresh.width, fresh.height, out.getvalue())
