"""Class colours that people with colour-blindness can tell apart: Okabe and Ito's set first, then a generated one."""

from __future__ import annotations

import colorsys
from collections.abc import Collection

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")
_GOLDEN_RATIO = 0.618033988749895  # steps of this share of the hue circle never bunch up


def next_colour(taken: Collection[str]) -> str:
    """The first colour of the set that is not in `taken`, as "#RRGGBB"."""
    used = {colour.upper() for colour in taken}
    for colour in OKABE_ITO:
        if colour.upper() not in used:
            return colour
    index = len(OKABE_ITO)
    while (colour := _generated(index)) in used:
        index += 1
    return colour


def _generated(index: int) -> str:
    """Hue by the golden ratio; lightness cycles too, because hue alone is not enough for colour-blind eyes."""
    lightness = (0.36, 0.50, 0.64)[index % 3]
    red, green, blue = colorsys.hls_to_rgb((index * _GOLDEN_RATIO) % 1.0, lightness, 0.62)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"
