"""Heat over a picture: a colour map whose lightness rises evenly, contours, or a veil over all else. Light: NumPy and Pillow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
from PIL import Image

from engine.classifier.values import Saliency
from engine.errors import translate

HEAT, CONTOURS, EVIDENCE = "heat", "contours", "evidence"
MODES: Mapping[str, str] = MappingProxyType(
    {
        HEAT: translate("saliency", "Heat"),
        CONTOURS: translate("saliency", "Contours"),
        EVIDENCE: translate("saliency", "Only the evidence"),
    }
)
CONTOUR_SHARES = (0.5, 0.25, 0.1)  # of the picture, the hottest part of it, each with its line
LEVEL = 0.25  # of the picture, what counts as evidence unless something else is asked for

# Lightness, chroma, hue in degrees, from no heat to full heat: violet over red and orange to a pale yellow.
_ANCHORS = ((0.25, 0.10, 300.0), (0.42, 0.18, 335.0), (0.60, 0.20, 385.0), (0.78, 0.16, 425.0), (0.95, 0.10, 465.0))
_SHADES = 256
_VEIL = (14, 16, 20)
_SOFT = 0.04  # of the heat's range, over which the veil fades in
_LINE = 1 / 160  # of the longer side, at least _THINNEST
_THINNEST = 1.5  # px
_FLAT = 1e-4  # of the heat's range a px: no line runs through a plain
_COOLEST_LINE, _HOTTEST_LINE = 0.55, 1.0


def layer(
    heatmap: np.ndarray, mode: str = HEAT, opacity: float = 0.6, level: float = LEVEL, size: tuple[int, int] | None = None
) -> np.ndarray:
    """What is laid over the whole picture: uint8 RGBA (H, W, 4), not premultiplied, of `heatmap` float (H, W) in 0..1.

    `opacity` 0..1 is that of the hottest spot, of the lines, or of the veil over what is no evidence. `level` 0..1 is the share of the
    picture that counts as evidence (EVIDENCE only). `size` (width, height) px is how large the layer comes; None: as the heatmap.
    """
    heat = np.nan_to_num(np.asarray(heatmap, dtype=np.float32)).clip(0, 1)
    if size is not None and size != heat.shape[::-1]:
        heat = np.asarray(Image.fromarray(heat).resize(size, Image.Resampling.BICUBIC)).clip(0, 1)
    pixels = _MODES[mode](heat, level)
    pixels[..., 3] = (pixels[..., 3] * min(max(opacity, 0.0), 1.0)).round().astype(np.uint8)
    return pixels


def overlaid(image: Image.Image, saliency: Saliency, opacity: float, mode: str = HEAT, level: float = LEVEL) -> Image.Image:
    """`image` in RGB with the layer of `saliency` laid over it."""
    over = layer(saliency.heatmap, mode, opacity, level, image.size)
    return Image.alpha_composite(image.convert("RGBA"), Image.fromarray(over)).convert("RGB")


def legend(width: int, height: int) -> np.ndarray:
    """uint8 RGBA (height, width, 4), opaque: the colours from no heat to full heat, left to right, or upwards if it is higher than wide."""
    upright = height > width
    shades = _colours()[np.linspace(0, _SHADES - 1, max(width, height)).round().astype(np.int64)]
    strip = np.concatenate([shades, np.full((len(shades), 1), 255, np.uint8)], axis=1)
    bar = strip[::-1, None] if upright else strip[None]
    return np.ascontiguousarray(np.broadcast_to(bar, (height, width, 4)))


def threshold(heatmap: np.ndarray, share: float) -> float:
    """The heat above which the hottest `share` of the picture lies. Where less than that has any heat, only what has some counts."""
    cut = float(np.quantile(heatmap, 1 - min(max(share, 0.0), 1.0)))
    return max(cut, float(np.finfo(np.float32).eps))


def _heat(heat: np.ndarray, level: float) -> np.ndarray:
    shades = (heat * (_SHADES - 1)).round().astype(np.int64)
    alpha = (255 * heat).round().astype(np.uint8)
    return np.concatenate([_colours()[shades], alpha[..., None]], axis=-1)


def _contours(heat: np.ndarray, level: float) -> np.ndarray:
    """Lines round the hottest shares, the hotter the lighter, each in a dark seam that keeps it visible on a bright picture."""
    width = max(_THINNEST, _LINE * max(heat.shape))
    pixels = np.zeros((*heat.shape, 4), np.float32)
    for share, shade in zip(CONTOUR_SHARES, np.linspace(_COOLEST_LINE, _HOTTEST_LINE, len(CONTOUR_SHARES)), strict=True):
        away = _distance(heat, threshold(heat, share))
        colour = _colours()[round(shade * (_SHADES - 1))].astype(np.float32)
        line, seam = (np.clip(reach / 2 + 0.5 - away, 0, 1) for reach in (width, 2 * width + 1))
        alpha = np.maximum(line, 0.6 * seam)
        shown = alpha > pixels[..., 3]
        shares = (line / np.maximum(alpha, 1e-6))[..., None]
        pixels[shown] = np.concatenate([shares * colour + (1 - shares) * np.array(_VEIL, np.float32), alpha[..., None]], axis=-1)[shown]
    pixels[..., 3] *= 255
    return pixels.round().astype(np.uint8)


def _distance(heat: np.ndarray, level: float) -> np.ndarray:
    """About how many px each place is away from where the heat passes `level`: its difference over its slope."""
    padded = np.pad(heat, 1, mode="edge")
    down = (padded[2:, 1:-1] - padded[:-2, 1:-1]) / 2
    across = (padded[1:-1, 2:] - padded[1:-1, :-2]) / 2
    slope = np.hypot(down, across)
    flat = slope < _FLAT
    distance: np.ndarray = np.where(flat, np.inf, np.abs(heat - level) / np.where(flat, 1, slope))
    return distance


def _only_evidence(heat: np.ndarray, level: float) -> np.ndarray:
    """A dark veil over all but the hottest `level` of the picture."""
    cut = threshold(heat, level)
    rise = min(_SOFT, cut / 2)
    hidden = 1 - np.clip((heat - cut + rise) / (2 * rise), 0, 1)
    pixels = np.empty((*heat.shape, 4), np.uint8)
    pixels[..., :3] = _VEIL
    pixels[..., 3] = (255 * hidden).round()
    return pixels


_MODES: Mapping[str, Callable[[np.ndarray, float], np.ndarray]] = MappingProxyType(
    {HEAT: _heat, CONTOURS: _contours, EVIDENCE: _only_evidence}
)


@cache
def _colours() -> np.ndarray:
    """uint8 (256, 3): the anchors joined in OKLab, where equal steps look equal."""
    position = np.linspace(0, 1, _SHADES)
    anchors = np.array(_ANCHORS)
    lightness, chroma, hue = (np.interp(position, np.linspace(0, 1, len(anchors)), column) for column in anchors.T)
    return _srgb(lightness, chroma * np.cos(np.radians(hue)), chroma * np.sin(np.radians(hue)))


def _srgb(lightness: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """OKLab to 8-bit sRGB (Ottosson 2020, "A perceptual color space for image processing"); what sRGB lacks is clipped."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    linear = np.stack([red, green, blue], axis=-1).clip(0, 1)
    encoded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return (encoded * 255).round().astype(np.uint8)
