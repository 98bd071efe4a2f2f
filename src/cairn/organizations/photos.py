"""From an uploaded picture to the one that is kept: square, small, drawn anew. Knows no request and no table.

What is kept are the pixels: no place where it was taken, no name of the camera, and nothing that hid in the file
behind the picture.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cairn.core.errors import Refused

SIDE = 256
"""Pixels; the largest face on a page has 96, on a dense screen twice as many."""
MEDIA_TYPE = "image/webp"
MEGABYTES = 10
_MOST_PIXELS = 50_000_000
_KEPT_AT_MOST = 64 * 1024
_READ = ("JPEG", "PNG", "WEBP", "GIF")  # told by the content, whatever the file is called
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError, struct.error,
    zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


def portrait(content: bytes) -> bytes:
    """The middle square of a picture, upright, as WebP. Raises Refused, with `field` "photo", for anything else."""
    if len(content) > MEGABYTES * 1024 * 1024:
        raise Refused(_("Please choose a picture of at most %(most)d MB.") % {"most": MEGABYTES}, field="photo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_READ) as picture:
                return _drawn_anew(picture)
    except UnidentifiedImageError as error:
        raise Refused(_("This is no picture that can be read: a JPEG, PNG, WebP or GIF."), field="photo") from error
    except _BROKEN as error:
        raise Refused(_("This picture is damaged and cannot be read."), field="photo") from error


def is_portrait(content: bytes) -> bool:
    """Whether this could have come from here; for rows that another installation wrote."""
    if len(content) > _KEPT_AT_MOST:
        return False
    try:
        with Image.open(io.BytesIO(content), formats=("WEBP",)) as picture:
            return picture.size == (SIDE, SIDE)
    except (UnidentifiedImageError, *_BROKEN):
        return False


def _drawn_anew(picture: Image.Image) -> bytes:
    if picture.width * picture.height > _MOST_PIXELS:
        raise Refused(_("Please choose a picture with fewer pixels: at most 50 million."), field="photo")
    picture.draft("RGB", (2 * SIDE, 2 * SIDE))  # a large JPEG is read no finer than needed
    upright = ImageOps.exif_transpose(picture)
    square = ImageOps.fit(_on_white(upright), (SIDE, SIDE), method=Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    square.save(kept, "WEBP", quality=82)
    return kept.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Without transparency, and a copy that knows nothing of the file it came from."""
    layered = picture.convert("RGBA")
    sheet = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(sheet, layered).convert("RGB")
