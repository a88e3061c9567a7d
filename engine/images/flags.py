"""The bits of `Facts.quality`: what may be wrong with the looks of a picture. Apart from what finds them, so that filters stay light."""

from __future__ import annotations

BLURRY = 1
DARK = 2
BRIGHT = 4
TINY = 8
ODD_ASPECT = 16

# The word that filters use for each bit.
FLAGS = {"blurry": BLURRY, "dark": DARK, "bright": BRIGHT, "tiny": TINY, "odd": ODD_ASPECT}
