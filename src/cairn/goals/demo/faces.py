"""Faces for some people of the demo, drawn from a few shapes: the same name has the same face wherever it is loaded.

Nobody's picture is in them, and no file: a face is a disc, hair around it, shoulders below.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from cairn.organizations.photos import SIDE

GROUNDS = ("#dfe7f5", "#e7e0f2", "#e0efe6", "#f4e6d8", "#f3dfe2", "#dcecef", "#ece8d9")
SKINS = ("#f6d7c0", "#edbf9d", "#d9a27b", "#b97f58", "#8f5d3f", "#6b432d")
HAIR = ("#2b2420", "#4a342a", "#7a5233", "#b5813f", "#a3a09b", "#6e2f1f", "#191a1f")
CLOTHES = ("#3f5fa8", "#2f7a6b", "#8a4f7d", "#b0663a", "#566070", "#a53f4a", "#4c4a86")
_FINE = 2  # drawn so many times larger, so that edges are smooth


@dataclass(frozen=True)
class Looks:
    """What a face is drawn from."""

    ground: str
    skin: str
    hair: str
    clothes: str
    cut: str
    has_glasses: bool


def has_face(name: str) -> bool:
    """Whether this person has put a picture in: two of five have."""
    return zlib.crc32(name.encode()) % 5 < 2


def looks_of(name: str) -> Looks:
    """Drawn from the name alone."""
    chance = Random(f"face of {name}")
    return Looks(
        ground=chance.choice(GROUNDS),
        skin=chance.choice(SKINS),
        hair=chance.choice(HAIR),
        clothes=chance.choice(CLOTHES),
        cut=chance.choice(("short", "long", "bun", "parted", "none")),
        has_glasses=chance.random() < 0.25,
    )


def face(name: str) -> bytes:
    """A square WebP of SIDE pixels, as photos.portrait would have made it."""
    looks, size = looks_of(name), SIDE * _FINE
    picture = Image.new("RGB", (size, size), looks.ground)
    pen = _Pen(ImageDraw.Draw(picture), size)
    _draw(pen, looks)
    kept = io.BytesIO()
    picture.resize((SIDE, SIDE), Image.Resampling.BOX).save(kept, "WEBP", quality=70)
    return kept.getvalue()


class _Pen:
    """Draws in hundredths of the side."""

    def __init__(self, draw: ImageDraw.ImageDraw, size: int) -> None:
        self.draw, self.unit = draw, size / 100

    def oval(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.draw.ellipse([side * self.unit for side in (left, top, right, bottom)], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, radius: float = 0) -> None:
        sides = [side * self.unit for side in (left, top, right, bottom)]
        self.draw.rounded_rectangle(sides, radius=radius * self.unit, fill=colour)

    def cap(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.draw.pieslice([side * self.unit for side in (left, top, right, bottom)], 180, 360, fill=colour)

    def arc(self, left: float, top: float, right: float, bottom: float, begin: int, end: int, colour: str) -> None:
        sides = [side * self.unit for side in (left, top, right, bottom)]
        self.draw.arc(sides, begin, end, fill=colour, width=round(1.4 * self.unit))


def _draw(pen: _Pen, looks: Looks) -> None:
    if looks.cut == "long":
        pen.box(27, 22, 73, 80, looks.hair, radius=22)
    if looks.cut == "bun":
        pen.oval(41, 6, 59, 24, looks.hair)
    pen.oval(14, 74, 86, 140, looks.clothes)
    pen.box(43, 62, 57, 82, looks.skin, radius=7)
    if looks.cut != "none":
        pen.oval(29, 16, 71, 62, looks.hair)
    pen.oval(31, 24, 69, 72, looks.skin)
    if looks.cut in {"short", "bun", "long"}:
        pen.cap(30, 17, 70, 55, looks.hair)
    if looks.cut == "parted":
        pen.cap(29, 16, 62, 56, looks.hair)
    for left in (39.5, 56.5):
        pen.oval(left, 45, left + 4, 49.5, "#2a2522")
        if looks.has_glasses:
            pen.arc(left - 4, 41, left + 8, 53, 0, 360, "#2a2522")
    pen.arc(42, 52, 58, 64, 25, 155, "#d59a8c" if looks.skin in SKINS[-2:] else "#7c3f34")
