"""Class colours that people with colour-blindness can tell apart: Okabe and Ito's set first, then one chosen to lie far from it."""

from __future__ import annotations

import colorsys
from collections.abc import Collection, Iterator

OKABE_ITO = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442")

# Each is the colour farthest from all before it (in Oklab, the least of the distances seen with normal eyes and with the three
# dichromacies of Machado, Oliveira and Fernandes 2009), among those that show on a light and on a dark ground.
FARTHEST = tuple(
    "#990052 #14FFEB #5200E0 #995CFF #ADCCA3 #7A5200 #5C4785 #7A00AD #A35285 #99D6FF #858FFF #CC14B8 #C22947 #8FAD70 #FFC270".split()
)
_GOLDEN_RATIO = 0.618033988749895  # steps of this share of the hue circle never bunch up
_BLOCK = 997


def free_colours(taken: Collection[str]) -> Iterator[str]:
    """The colours that are not in `taken`, best first, without end, as "#RRGGBB"."""
    used = {colour.upper() for colour in taken}
    for colour in (*OKABE_ITO, *FARTHEST):
        if colour not in used:
            yield colour
    index = len(OKABE_ITO)
    while True:
        colour = _generated(index)
        index += 1
        if colour not in used:
            used.add(colour)
            yield colour


def _generated(index: int) -> str:
    """Hue by the golden ratio; lightness cycles too, because hue alone is not enough for colour-blind eyes.

    Within one lightness and saturation there are only some thousand colours in 8 bits: each block of steps has its own.
    """
    shift = (index // _BLOCK * _GOLDEN_RATIO) % 1.0
    lightness = (0.36, 0.50, 0.64)[index % 3] + 0.1 * shift
    red, green, blue = colorsys.hls_to_rgb((index * _GOLDEN_RATIO) % 1.0, lightness, 0.62 - 0.3 * shift)
    return f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"
