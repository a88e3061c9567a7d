"""All that decides a training run, declared once (see `engine.fields`)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import translate
from engine.fields import option

PRETRAINED = "pretrained"
FROM_SCRATCH = "none"
PRESETS = {"instant": translate("recipe", "Instant"), "finetune": translate("recipe", "Fine-tune")}
AUTOMATIC = translate("recipe", "automatic")
RECOMMENDED = "mobilenetv3_large_100"


@dataclass(frozen=True)
class Recipe:
    """A training recipe. `weights` is "pretrained" (the hub), "none" (from scratch) or the folder of a weights pack."""

    preset: str = option(
        "instant",
        translate("recipe", "Preset"),
        translate("recipe", "Instant fits a linear head on frozen features; fine-tuning trains every layer."),
        choices=PRESETS,
    )
    architecture: str = option(
        "",
        translate("recipe", "Architecture"),
        translate("recipe", "A network by its timm name; empty takes that of the weights pack, or the recommended one."),
    )
    weights: str = option(
        PRETRAINED,
        translate("recipe", "Weights"),
        translate("recipe", "“pretrained” downloads them, “none” starts from scratch, a folder is a weights pack."),
    )
    image_size: int = option(
        0,
        translate("recipe", "Picture size"),
        translate("recipe", "Side in pixels; 0 takes the architecture's own."),
        low=0,
        high=1024,
        lowest=AUTOMATIC,
    )
    crop_mode: str = option(
        "center",
        translate("recipe", "Fit"),
        translate("recipe", "center cuts the edges, squash distorts, border keeps the whole picture and pads."),
        choices={
            "center": translate("recipe", "Cut edges"),
            "squash": translate("recipe", "Squash"),
            "border": translate("recipe", "Whole, with borders"),
        },
    )
    epochs: int = option(20, translate("recipe", "Epochs"), translate("recipe", "Passes over the training pictures."), low=1, high=1000)
    batch_size: int = option(32, translate("recipe", "Batch size"), translate("recipe", "Pictures a step."), low=1, high=4096)
    learning_rate: float = option(
        0.0,
        translate("recipe", "Learning rate"),
        translate("recipe", "0 chooses one for the preset and weights."),
        low=0,
        high=1,
        lowest=AUTOMATIC,
    )
    weight_decay: float = option(
        0.05, translate("recipe", "Weight decay"), translate("recipe", "Pulls weights towards zero (AdamW)."), low=0, high=1
    )
    warmup_epochs: int = option(
        1, translate("recipe", "Warm-up"), translate("recipe", "Epochs in which the learning rate rises."), low=0, high=100
    )
    label_smoothing: float = option(
        0.1, translate("recipe", "Label smoothing"), translate("recipe", "Share of certainty taken from each label."), low=0, high=0.9
    )
    patience: int = option(
        6,
        translate("recipe", "Patience"),
        translate("recipe", "Epochs without improvement before training stops; 0 never stops early."),
        low=0,
        high=1000,
        lowest=translate("recipe", "never"),
    )
    freeze_batch_norm: bool = option(
        True,
        translate("recipe", "Frozen batch norm"),
        translate("recipe", "Right for small sets with pretrained weights; ignored when training from scratch."),
    )
    smallest_crop: float = option(
        0.5,
        translate("recipe", "Smallest crop"),
        translate("recipe", "Least share of the picture that a random training crop shows."),
        low=0.05,
        high=1,
    )
    horizontal_flip: float = option(
        0.5, translate("recipe", "Mirror"), translate("recipe", "Chance of a left-right flip; 0 for text and digits."), low=0, high=1
    )
    vertical_flip: float = option(
        0.0, translate("recipe", "Upside down"), translate("recipe", "Chance of a top-bottom flip, for microscopes."), low=0, high=1
    )
    colour_jitter: float = option(
        0.2, translate("recipe", "Colour jitter"), translate("recipe", "Strength of random brightness, contrast and colour."), low=0, high=1
    )
    random_erasing: float = option(
        0.0, translate("recipe", "Random erasing"), translate("recipe", "Chance that a patch is blanked out."), low=0, high=1
    )
    head_regularization: float = option(
        1.0,
        translate("recipe", "Head regularization"),
        translate("recipe", "Strength of the L2 penalty on the linear head (1 / C)."),
        low=0.0001,
        high=10000,
    )
    seed: int = option(0, translate("recipe", "Seed"), translate("recipe", "The same seed repeats the same run."), low=0, high=2**31 - 1)

    @property
    def uses_pack(self) -> bool:
        return self.weights not in (PRETRAINED, FROM_SCRATCH)

    @property
    def from_scratch(self) -> bool:
        return self.weights == FROM_SCRATCH
