"""From the many ways to store colour to 8-bit sRGB: profiles, CMYK, palettes, transparency, more than 8 bits.

Large pictures are converted in bands, so that never more than the stored and the finished picture are in memory.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

from engine.images.failures import DAMAGE

Convert = Callable[[Image.Image], Image.Image]

_BAND_PIXELS = 4_000_000
_DEEP = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")
_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "Lab"}  # Pillow's mode: the profile's colour space
_PLAIN = {"1": "L", "LA": "L", "La": "L", "L": "L", "CMYK": "CMYK", "LAB": "LAB"}  # what remains without transparency; else RGB
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_FROM_THE_END = (3, 4, 6, 7)  # orientations whose first stored row comes out last


def upright_rgb(image: Image.Image, orientation: int = 1, shrink: int = 1, fit: int = 0) -> Image.Image:
    """The decoded `image` as mode RGB in sRGB, turned by its EXIF `orientation`, with 1/`shrink` of its size (rounded up).

    With `fit` the longer side is at most that many pixels. Transparency is laid over white; more than 8 bits are scaled to 8 over
    the range of the values. Size comes before colour: converting a profile takes longer than all the rest.
    """
    flatten, finish = _flattening(image), _to_srgb(image.info.get("icc_profile") or b"", _plain_mode(image))
    if shrink > 1 or 0 < fit < max(image.size):
        image, flatten = _smaller(image, flatten or _same, shrink), None
        if fit:
            # as sharp as bicubic at half the cost (pillow.readthedocs.io, Concepts: Filters)
            image.thumbnail((fit, fit), Image.Resampling.HAMMING)
    if image.mode == "RGB" and not flatten and not finish and orientation == 1:
        return image
    result = Image.new("RGB", image.size[::-1] if orientation >= 5 else image.size)
    for top, band in _bands(image):
        part = _as_rgb(flatten(band) if flatten else band, finish)
        part = part.transpose(_TURNS[orientation]) if orientation in _TURNS else part
        offset = image.height - top - band.height if orientation in _FROM_THE_END else top
        result.paste(part, (offset, 0) if orientation >= 5 else (0, offset))
    return result


def _smaller(image: Image.Image, flatten: Convert, shrink: int) -> Image.Image:
    size = -(-image.width // shrink), -(-image.height // shrink)
    result = Image.new(_plain_mode(image), size)
    for top, band in _bands(image, shrink):
        part = flatten(band)
        result.paste(part.reduce(shrink) if shrink > 1 else part, (0, top // shrink))
    return result


def _bands(image: Image.Image, multiple: int = 1) -> Iterator[tuple[int, Image.Image]]:
    """(first row, some rows from there on), together the whole picture; each but the last a `multiple` of rows high."""
    rows = max(1, _BAND_PIXELS // max(1, image.width) // multiple) * multiple
    if rows >= image.height:
        yield 0, image
        return
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def _plain_mode(image: Image.Image) -> str:
    """What is left of its mode without palette, transparency and depth: L, RGB, CMYK or LAB."""
    return "L" if image.mode in _DEEP else _PLAIN.get(image.mode, "RGB")


def _flattening(image: Image.Image) -> Convert | None:
    """What makes a band of `image` plain; None where it is."""
    mode = _plain_mode(image)
    if image.mode in _DEEP:
        return _scaling(image)
    if image.has_transparency_data:
        return lambda band: _over_white(band.convert("RGBA"), mode)
    return None if image.mode == mode else lambda band: band.convert(mode)


def _over_white(band: Image.Image, mode: str) -> Image.Image:
    opaque = band.convert(mode)
    return Image.composite(opaque, Image.new(mode, band.size, "white"), band.getchannel("A"))


def _as_rgb(plain: Image.Image, transform: ImageCms.ImageCmsTransform | None) -> Image.Image:
    moved = ImageCms.applyTransform(plain, transform) if transform else None
    return moved or plain.convert("RGB")


def _same(band: Image.Image) -> Image.Image:
    return band


@lru_cache(maxsize=32)
def _to_srgb(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From `mode` with that ICC profile to sRGB; None where there is nothing to do or the profile is of no use."""
    if not profile and mode != "LAB":
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("LAB")
        if profile and source.profile.xcolor_space.strip() != _SPACES[mode]:  # type: ignore[union-attr]
            return _to_srgb(b"", mode)
        intent, flags = ImageCms.Intent.PERCEPTUAL, ImageCms.Flags.BLACKPOINTCOMPENSATION
        transform = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB", intent, flags)
    except (*DAMAGE, ImageCms.PyCMSError):
        return None
    return None if mode == "RGB" and _changes_nothing(transform) else transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether it moves no colour by more than 2 of 255: then the profile is one of the many that say sRGB."""
    steps = np.linspace(0, 255, 9).astype(np.uint8)
    colours = np.stack(np.meshgrid(steps, steps, steps), -1).reshape(27, 27, 3)
    moved = ImageCms.applyTransform(Image.fromarray(colours), transform)
    return moved is not None and bool(np.abs(np.asarray(moved).astype(int) - colours).max() <= 2)


def _scaling(image: Image.Image) -> Convert:
    """Grey with more than 8 bits to 8: the full 16-bit range if the values need it, else the range that they use."""
    lows, highs = zip(*(_extremes(band) for _, band in _bands(image)), strict=True)
    low, high = min(lows), max(highs)
    if image.mode == "F" and low >= 0.0 and high <= 1.0:
        low, high = 0.0, 1.0
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    elif image.mode != "F" and low >= 0 and 4096 <= high <= 65535:
        low, high = 0.0, 65535.0

    def convert(band: Image.Image) -> Image.Image:
        scaled = (_finite(band) - low) / max(high - low, 1e-12) * 255.0
        return Image.fromarray(scaled.round().clip(0, 255).astype(np.uint8))

    return convert


def _extremes(band: Image.Image) -> tuple[float, float]:
    values = _finite(band)
    return float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))


def _finite(band: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The values as float64, what is no number as 0."""
    return np.nan_to_num(np.asarray(band).astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
