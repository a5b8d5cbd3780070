"""Files are told by their content, whatever their names."""

import time
from contextlib import suppress

import pytest

from ctreport.evidence.kinds import KINDS, TEXT, kind_of, size_in_words
from ctreport.evidence.sniffing import UnwantedFileError, sniff
from tests.evidence.samples import ALLOWED, HOSTILE, picture, xlsx


@pytest.mark.parametrize("name", ALLOWED)
def test_each_kind_that_may_be_attached_is_known(name):
    kind = sniff(ALLOWED[name]())
    assert name.endswith(kind.suffixes)


def test_every_kind_has_a_sample():
    assert {sniff(make()) for make in ALLOWED.values()} == set(KINDS)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_allowed_is_refused_in_words_and_fast(name):
    make, words = HOSTILE[name]
    data = make()
    began = time.process_time()
    with pytest.raises(UnwantedFileError) as caught:
        sniff(data)
    assert str(caught.value).startswith(words)
    assert time.process_time() - began < 2


def test_padding_behind_a_picture_is_no_harm():
    assert sniff(picture("JPEG") + b"\0\0\n").words == "JPEG image"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_that_is_damaged_anywhere_never_fails_in_another_way(kind):
    data = picture(kind)
    for place in range(0, len(data), max(1, len(data) // 400)):
        for changed in (data[:place], data[:place] + b"\xff\x3b\x00\x2c" + data[place + 4 :]):
            with suppress(UnwantedFileError):
                sniff(changed)


def test_a_workbook_that_is_damaged_anywhere_never_fails_in_another_way():
    data = xlsx()
    for place in range(len(data)):
        for changed in (data[:place], data[:place] + b"\xff" + data[place + 1 :]):
            with suppress(UnwantedFileError):
                sniff(changed)


@pytest.mark.parametrize(
    "data", [b"<" * 9_000_000, b"< " * 4_500_000, b"<" + b" " * 9_000_000, b"%PDF-" + b"%%EOF " * 1_500_000 + b"x"]
)
def test_text_made_to_be_slow_to_read_is_not(data):
    began = time.process_time()
    with suppress(UnwantedFileError):
        sniff(data)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (340_400, "340 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_234_567, "1.2 MB"),
        (10_000_000, "10 MB"),
    ],
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert size_in_words(size) == words


def test_a_kind_that_is_no_longer_allowed_is_a_file():
    assert kind_of("text/plain") is TEXT
    assert kind_of("application/x-old").media_type == "application/octet-stream"
