"""What a network wants to be shown: size, crop and normalization. Light: it is read with every model card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from engine.progress import run

if TYPE_CHECKING:
    from torch import nn

    from engine.classifier.recipe import Recipe

# Below this many pixels a margin is too dear to cut off: a digit of 32 px reaches to the edge.
SMALL = 64
CROP_MODES = ("center", "squash", "border")
COLOURS = ("colour", "grey")
_LEAST_SIZE, _LARGEST_SIZE = 8, 4096


@dataclass(frozen=True)
class InputConfig:
    """The preprocessing of one network.

    `size` is (height, width) in px. `mean` and `std` are RGB over values in 0..1. `crop_pct` is the share of the resized
    picture's side that the crop keeps. `crop_mode`: center cuts the edges, squash distorts, border keeps all and pads. `colour`: grey
    shows all three channels the same.
    """

    size: tuple[int, int]
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    interpolation: str = "bicubic"
    crop_pct: float = 1.0
    crop_mode: str = "center"
    colour: str = "colour"

    def __post_init__(self) -> None:
        """Refuse with `ValueError` what no picture can be prepared with; such values come from damaged files."""
        if len(self.size) != 2 or not all(_LEAST_SIZE <= side <= _LARGEST_SIZE for side in self.size):
            raise ValueError(f"the picture size {self.size} is out of range")
        if len(self.mean) != 3 or len(self.std) != 3 or min(self.std) <= 0:
            raise ValueError("the normalization needs three means and three positive deviations")
        if not 0 < self.crop_pct <= 1 or self.crop_mode not in CROP_MODES:
            raise ValueError(f"the crop {self.crop_mode} {self.crop_pct} is unknown")
        if self.colour not in COLOURS:
            raise ValueError(f"the colour {self.colour} is unknown")

    @property
    def padding(self) -> tuple[int, int, int]:
        """The mean colour in 0..255, which is 0 after normalization: what lies outside of a picture is this."""
        red, green, blue = (round(255 * value) for value in self.mean)
        return red, green, blue

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> InputConfig:
        """The inverse of `to_json`; raises `KeyError`, `TypeError` or `ValueError` on anything else."""
        height, width = (int(side) for side in stored["size"])
        means, deviations = (tuple(float(value) for value in stored[name]) for name in ("mean", "std"))
        crop, mode, colour = float(stored["crop_pct"]), str(stored["crop_mode"]), str(stored.get("colour", "colour"))
        return cls((height, width), means, deviations, str(stored["interpolation"]), crop, mode, colour)  # type: ignore[arg-type]


def resolve(network: nn.Module, recipe: Recipe) -> InputConfig:
    """The network's own preprocessing (timm's data config) with the recipe's picture size, crop mode and colour."""
    from timm.data.config import resolve_model_data_config

    return _with_recipe(resolve_model_data_config(network), recipe)


def config_of(recipe: Recipe) -> InputConfig:
    """What `resolve` gives for the recipe's network, without building it or fetching its weights.

    Raises `ArchitectureUnknown`, and `WeightsUnusable` for a folder that is no weights pack.
    """
    from timm.data.config import resolve_data_config

    return _with_recipe(resolve_data_config(pretrained_cfg=_pretrained_cfg(recipe)), recipe)


def _pretrained_cfg(recipe: Recipe) -> dict[str, Any]:
    """timm's description of the recipe's weights."""
    import timm

    from engine.classifier.architectures.names import checked, without_tag
    from engine.classifier.weights.sources import pretrained_arguments

    name = checked(recipe.architecture)
    if recipe.uses_pack:
        return dict(run(pretrained_arguments(recipe))["pretrained_cfg"])
    cfg = timm.get_pretrained_cfg(name) or timm.get_pretrained_cfg(without_tag(name))
    return cfg.to_dict() if cfg else {}


def _with_recipe(own: Mapping[str, Any], recipe: Recipe) -> InputConfig:
    own_size = int(own["input_size"][1]), int(own["input_size"][2])
    size = (recipe.image_size, recipe.image_size) if recipe.image_size else own_size
    whole = recipe.crop_mode != "center" or min(size) < SMALL
    return InputConfig(
        size=size,
        mean=tuple(float(value) for value in own["mean"]),  # type: ignore[arg-type]
        std=tuple(float(value) for value in own["std"]),  # type: ignore[arg-type]
        interpolation="bilinear" if own["interpolation"] == "random" else str(own["interpolation"]),
        crop_pct=1.0 if whole else min(1.0, float(own["crop_pct"])),
        crop_mode=recipe.crop_mode,
        colour=recipe.colour,
    )
