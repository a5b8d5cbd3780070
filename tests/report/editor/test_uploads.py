"""Pictures on their way into a report: nothing but what can be seen gets in, and nothing harmful."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from ctreport.report.editor.uploads import LARGEST_FILE, UnusablePictureError, keep_picture, redraw
from ctreport.report.models import Picture

CANARY = "canary-51.5155N-0.0922W"


def drawing(width=300, height=200, mode="RGB"):
    image = Image.new(mode, (width, height), "white" if mode != "RGBA" else (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height // 2), fill="navy" if mode != "L" else 0)
    return image


def upload(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return SimpleUploadedFile("picture", out.getvalue())


def with_secrets(kind):
    image = drawing()
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY  # description, artist
    exif.get_ifd(0x8825)[0x1D] = CANARY  # date of the place (GPS)
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Comment", CANARY)
        text.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{CANARY}</x:xmpmeta>")
        return upload(image, "PNG", pnginfo=text, exif=exif)
    return upload(image, kind, exif=exif, **({"comment": CANARY} if kind == "JPEG" else {"xmp": CANARY.encode()}))


@pytest.mark.parametrize("as_photograph", [True, False])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_a_file_is_kept_but_what_can_be_seen(kind, as_photograph):
    file = with_secrets(kind)
    assert CANARY.encode() in file.read()
    file.seek(0)
    drawn = redraw(file, as_photograph=as_photograph)
    assert CANARY.encode() not in drawn.content
    kept = Image.open(io.BytesIO(drawn.content))
    assert (kept.size, dict(kept.getexif())) == ((300, 200), {})
    assert not {"comment", "xmp", "XML:com.adobe.xmp", "Comment", "icc_profile"} & set(kept.info)


def test_the_same_file_gives_the_same_bytes():
    first, second = (redraw(with_secrets("JPEG"), as_photograph=True) for _ in range(2))
    assert first == second


def test_a_picture_that_lies_on_its_side_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turned by a quarter
    drawn = redraw(upload(drawing(300, 200), "JPEG", exif=exif), as_photograph=True)
    assert (drawn.width, drawn.height) == (200, 300)


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    drawn = redraw(upload(drawing(3000, 1500), "PNG"), as_photograph=False)
    assert (drawn.media_type, drawn.width, drawn.height) == ("image/png", 1200, 600)


def test_a_logo_keeps_what_is_transparent_and_a_photograph_stands_on_white():
    logo = redraw(upload(drawing(mode="RGBA"), "PNG"), as_photograph=False)
    assert Image.open(io.BytesIO(logo.content)).getpixel((299, 199))[3] == 0
    portrait = redraw(upload(drawing(mode="RGBA"), "PNG"), as_photograph=True)
    assert portrait.media_type == "image/jpeg"
    assert min(Image.open(io.BytesIO(portrait.content)).getpixel((299, 199))) > 250


def test_a_grey_picture_of_16_bits_keeps_its_shades():
    image = Image.new("I;16", (50, 50), 0x8000)
    drawn = redraw(upload(image, "PNG"), as_photograph=False)
    assert Image.open(io.BytesIO(drawn.content)).getpixel((25, 25)) == (128, 128, 128)


def png_of(width, height):
    """A PNG of a few bytes that says it has so many pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def cut(kind):
    return upload(drawing(600, 600), kind).read()[:-600]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "not a JPEG, PNG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a JPEG, PNG or WebP"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "not a JPEG, PNG or WebP"),
        (b"\xff\xd8\xff\xe0nonsense", "is damaged"),
        (cut("JPEG"), "is damaged"),
        (cut("PNG"), "is damaged"),
        (png_of(60_000, 60_000), "too many pixels"),
        (png_of(6_001, 10), "6001 by 10 pixels"),
        (png_of(5_000, 5_000), "is damaged"),
        (b"\0" * (LARGEST_FILE + 1), "The limit is 5 MB"),
    ],
    ids=range(11),
)
def test_what_cannot_be_used_is_refused_in_plain_words(content, words):
    with pytest.raises(UnusablePictureError, match=words):
        redraw(SimpleUploadedFile("x.jpg", content), as_photograph=True)


def test_the_same_picture_is_kept_once(db):
    drawn = redraw(upload(drawing(), "PNG"), as_photograph=False)
    assert keep_picture(drawn) == keep_picture(drawn)
    assert bytes(Picture.objects.get().content) == drawn.content
