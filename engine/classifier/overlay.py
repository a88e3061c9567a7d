"""Heat over a picture: a colour map whose lightness rises evenly, strong where the evidence is. Light: NumPy and Pillow."""

from __future__ import annotations

from functools import cache

import numpy as np
from PIL import Image

from engine.classifier.values import Saliency

# Lightness, chroma, hue in degrees, from no heat to full heat: violet over red and orange to a pale yellow.
_ANCHORS = ((0.25, 0.10, 300.0), (0.42, 0.18, 335.0), (0.60, 0.20, 385.0), (0.78, 0.16, 425.0), (0.95, 0.10, 465.0))
_SHADES = 256


def colourized(heatmap: np.ndarray) -> np.ndarray:
    """uint8 (H, W, 4), RGBA, of `heatmap` (H, W) in 0..1: colour and opacity both follow the heat."""
    heat = np.nan_to_num(np.asarray(heatmap, dtype=np.float64)).clip(0, 1)
    shades = (heat * (_SHADES - 1)).round().astype(np.int64)
    alpha = (255 * heat).round().astype(np.uint8)
    return np.concatenate([_colours()[shades], alpha[..., None]], axis=-1)


def overlaid(image: Image.Image, saliency: Saliency, opacity: float) -> Image.Image:
    """`image` in RGB with the heatmap laid over it; `opacity` 0..1 is that of the hottest spot."""
    heat = Image.fromarray(saliency.heatmap.astype(np.float32)).resize(image.size, Image.Resampling.BICUBIC)
    layer = colourized(np.asarray(heat))
    layer[..., 3] = (layer[..., 3] * min(max(opacity, 0.0), 1.0)).round().astype(np.uint8)
    return Image.alpha_composite(image.convert("RGBA"), Image.fromarray(layer)).convert("RGB")


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
