"""Files on their way in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedFileUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file on disk while it arrives, but none above ``settings.UPLOAD_LARGEST_FILE`` bytes.

    What goes beyond is read and thrown away, so that no upload can fill the disk. The file that the form is then given
    is empty and has its true size, so that the form refuses it as too large, in its own words.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing received."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part of the file, unless it is too large by now."""
        self.received += len(raw_data)
        if self.received <= settings.UPLOAD_LARGEST_FILE:
            super().receive_data_chunk(raw_data, start)
        else:
            self.file.truncate(0)
