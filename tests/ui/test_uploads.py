"""No upload fills the disk, and its form still learns how large it was."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

LARGE = 3_000_000  # above what is kept in memory


@pytest.fixture
def received(settings):
    """Return a function that gives what the view finds of a file of some size."""
    settings.UPLOAD_LARGEST_FILE = 4_000_000
    requests = []

    def send(size):
        requests.append(RequestFactory().post("/", {"file": SimpleUploadedFile("a.csv", b"x" * size)}))
        return requests[-1].FILES["file"]

    yield send
    for request in requests:
        request.close()


@pytest.mark.parametrize("size", [10, LARGE, 4_000_000])
def test_a_file_within_the_limit_arrives_whole(received, size):
    file = received(size)
    assert (file.size, len(file.read())) == (size, size)


@pytest.mark.parametrize("size", [4_000_001, 9_000_000])
def test_of_a_larger_one_only_its_size_is_kept(received, size):
    file = received(size)
    assert (file.size, file.read()) == (size, b"")
