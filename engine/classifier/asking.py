"""How a model is asked about pictures: with which runtime, how exactly, and in how many views. Light to import."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import translate
from engine.fields import option

AUTO, TORCH, OPENVINO = RUNTIMES = ("auto", "torch", "openvino")
EXACT, FAST = PRECISIONS = ("exact", "fast")
ONE, FIVE, TILES = VIEWS = ("one", "five", "tiles")


@dataclass(frozen=True)
class Asking:
    """What decides the answers beside the model and the picture; `runtime` and `batch_size` only decide how soon they come."""

    runtime: str = option(
        AUTO,
        translate("asking", "Runtime"),
        translate("asking", "What computes the answers. Automatic tries out once which is the fastest on this machine, and remembers it."),
        choices={AUTO: translate("asking", "Automatic"), TORCH: "PyTorch", OPENVINO: "OpenVINO"},
    )
    precision: str = option(
        EXACT,
        translate("asking", "Precision"),
        translate("asking", "Fast calculates with fewer digits where the machine gains by it: nearly always the same class."),
        choices={EXACT: translate("asking", "Exact"), FAST: translate("asking", "Fast")},
    )
    views: str = option(
        ONE,
        translate("asking", "Views of a picture"),
        translate("asking", "More views cost that many times the time, and find what is small or lies at the edge."),
        choices={
            ONE: translate("asking", "One, as in training"),
            FIVE: translate("asking", "Five: the middle and the corners"),
            TILES: translate("asking", "The whole and its tiles"),
        },
    )
    mirrored: bool = option(
        False,
        translate("asking", "Ask about the mirror image too"),
        translate("asking", "The mean of both answers; twice the time, a little steadier."),
    )
    batch_size: int = option(
        0,
        translate("asking", "Pictures at once"),
        translate("asking", "0 chooses by the memory of this machine."),
        low=0,
        high=4096,
        lowest=translate("asking", "automatic"),
    )
