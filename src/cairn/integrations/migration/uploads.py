"""How much may be uploaded: what goes beyond is not even written to disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class LimitedUpload(FileUploadHandler):
    """Stops taking a request in when its files pass settings.UPLOAD_LIMIT; stands before the handler that stores.

    The fields in front of the file arrive, the file does not: `request.META["cairn.upload_too_large"]` says why.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > settings.UPLOAD_LIMIT:
            if self.request is not None:
                self.request.META["cairn.upload_too_large"] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
