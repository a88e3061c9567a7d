"""All that decides a training run, declared once (see `engine.fields`).

A value of "automatic" is replaced by a plan, with its reason, before a run begins (`engine.classifier.learning.planning`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from engine.errors import translate
from engine.fields import from_json, option

PRETRAINED = "pretrained"
INSTANT, FINETUNE, THOROUGH, SCRATCH = "instant", "finetune", "thorough", "scratch"
PRESETS = {
    INSTANT: translate("recipe", "Instant"),
    FINETUNE: translate("recipe", "Fine-tune"),
    THOROUGH: translate("recipe", "Thorough"),
    SCRATCH: translate("recipe", "From scratch"),
}
AUTOMATIC = translate("recipe", "automatic")
OFF = translate("recipe", "off")
NEVER = translate("recipe", "never")
RECOMMENDED = "mobilenetv3_large_100"
AUTO = "auto"
FROM_THE_START = "none"  # what earlier versions wrote into `weights` for a network without pretrained weights

SIGHT = translate("recipe", "What the model sees")
AUGMENTATION = translate("recipe", "Augmentation")
LAYERS = translate("recipe", "Layers that learn")
OPTIMIZATION = translate("recipe", "Optimizer")
REGULARIZATION = translate("recipe", "Regularization")
CLASSES = translate("recipe", "Loss and classes")
DURATION = translate("recipe", "Duration")
MACHINE = translate("recipe", "Machine")
HEAD = translate("recipe", "Linear head")

_TUNED: Mapping[str, Sequence[Any]] = {"preset": (FINETUNE, THOROUGH, SCRATCH)}  # presets in which layers of the network learn
_WARM: Mapping[str, Sequence[Any]] = {"preset": (FINETUNE, THOROUGH)}  # those that begin with the linear head
_HEADED: Mapping[str, Sequence[Any]] = {"preset": (INSTANT, FINETUNE, THOROUGH)}

_sight = partial(option, section=SIGHT)
_augmentation = partial(option, section=AUGMENTATION, needs=_TUNED)
_layers = partial(option, section=LAYERS, needs=_WARM)
_optimizer = partial(option, section=OPTIMIZATION, needs=_TUNED)
_regularization = partial(option, section=REGULARIZATION, needs=_TUNED)
_classes = partial(option, section=CLASSES, needs=_TUNED)
_duration = partial(option, section=DURATION, needs=_TUNED)
_machine = partial(option, section=MACHINE)


@dataclass(frozen=True)
class Recipe:
    """A training recipe. `weights` is "pretrained" (the hub) or the folder of a weights pack; preset scratch needs neither."""

    preset: str = option(
        INSTANT,
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
        translate("recipe", "“pretrained” downloads them once, a folder is a weights pack."),
        needs=_HEADED,
    )

    # ---- what the model sees
    image_size: int = _sight(
        0,
        translate("recipe", "Picture size"),
        translate("recipe", "Side in pixels; 0 takes the architecture's own."),
        low=0,
        high=1024,
        lowest=AUTOMATIC,
    )
    crop_mode: str = _sight(
        "border",
        translate("recipe", "Fit"),
        translate("recipe", "border keeps the whole picture and pads, squash distorts it, center cuts the edges."),
        choices={
            "border": translate("recipe", "Whole, with borders"),
            "squash": translate("recipe", "Squash"),
            "center": translate("recipe", "Cut edges"),
        },
    )
    colour: str = _sight(
        "colour",
        translate("recipe", "Colour"),
        translate("recipe", "grey takes the colour out, for sets in which colour is only chance."),
        choices={"colour": translate("recipe", "Colour"), "grey": translate("recipe", "Grey")},
    )

    # ---- augmentation; engine.classifier.sight.subjects holds sets of these by subject
    smallest_crop: float = _augmentation(
        0.5,
        translate("recipe", "Smallest crop"),
        translate("recipe", "Least share of the picture that a random training crop shows; 1 always shows all of it."),
        low=0.05,
        high=1,
    )
    stretch: float = _augmentation(
        0.25,
        translate("recipe", "Stretch"),
        translate("recipe", "How far a random crop may depart from the picture's proportions; 0 keeps them."),
        low=0,
        high=1,
    )
    rotation: float = _augmentation(
        0.0, translate("recipe", "Rotation"), translate("recipe", "Largest random turn in degrees to either side."), low=0, high=180
    )
    horizontal_flip: float = _augmentation(
        0.5, translate("recipe", "Mirror"), translate("recipe", "Chance of a left-right flip; 0 for text and digits."), low=0, high=1
    )
    vertical_flip: float = _augmentation(
        0.0, translate("recipe", "Upside down"), translate("recipe", "Chance of a top-bottom flip, for microscopes."), low=0, high=1
    )
    colour_jitter: float = _augmentation(
        0.2, translate("recipe", "Colour jitter"), translate("recipe", "Strength of random brightness, contrast and colour."), low=0, high=1
    )
    blur: float = _augmentation(0.0, translate("recipe", "Blur"), translate("recipe", "Chance of a Gaussian blur."), low=0, high=1)
    noise: float = _augmentation(
        0.0,
        translate("recipe", "Noise"),
        translate("recipe", "Largest standard deviation of Gaussian noise, as a share of white."),
        low=0,
        high=0.5,
    )
    rand_augment: int = _augmentation(
        0,
        translate("recipe", "RandAugment"),
        translate("recipe", "Magnitude of two random changes a picture (Cubuk et al. 2020); 0 makes none."),
        low=0,
        high=10,
        lowest=OFF,
    )
    random_erasing: float = _augmentation(
        0.0, translate("recipe", "Random erasing"), translate("recipe", "Chance that a patch is blanked out."), low=0, high=1
    )
    mixup: float = _augmentation(
        0.0,
        translate("recipe", "Mixup"),
        translate("recipe", "Alpha of blending pairs of pictures and their classes; 0 blends none."),
        low=0,
        high=2,
        lowest=OFF,
    )
    cutmix: float = _augmentation(
        0.0,
        translate("recipe", "CutMix"),
        translate("recipe", "Alpha of pasting a patch of one picture into another; 0 pastes none."),
        low=0,
        high=2,
        lowest=OFF,
    )

    # ---- the linear head
    head_regularization: float = option(
        0.0,
        translate("recipe", "Head regularization"),
        translate("recipe", "Strength of the L2 penalty on the linear head (1 / C); 0 has it chosen by cross-validation."),
        low=0,
        high=1e6,
        lowest=AUTOMATIC,
        section=HEAD,
        needs=_HEADED,
    )
    views: int = option(
        1,
        translate("recipe", "Views"),
        translate("recipe", "How many views of a training picture the head learns from: the plain one, its mirror image, random ones."),
        low=1,
        high=16,
        section=HEAD,
        needs=_HEADED,
    )

    # ---- layers
    unfreeze: str = _layers(
        "all",
        translate("recipe", "Unfreeze"),
        translate("recipe", "Which layers learn, and when."),
        choices={
            "all": translate("recipe", "All layers at once"),
            "gradual": translate("recipe", "Stage by stage, from the last"),
            "last": translate("recipe", "Only the last stage"),
            "head": translate("recipe", "Only the head"),
        },
    )
    layer_decay: float = _layers(
        0.75,
        translate("recipe", "Layer-wise rate"),
        translate("recipe", "Each layer learns at this share of the rate of the one after it; 1 treats all alike."),
        low=0.1,
        high=1,
    )
    batch_norm: str = _layers(
        AUTO,
        translate("recipe", "Batch norm"),
        translate("recipe", "Frozen keeps the pretrained means and variances, which small sets would spoil."),
        choices={AUTO: AUTOMATIC, "frozen": translate("recipe", "Frozen"), "live": translate("recipe", "Learning")},
    )
    hidden_layer: int = option(
        0,
        translate("recipe", "Hidden layer"),
        translate("recipe", "Units of a hidden layer between the features and the classes; 0 has none."),
        low=0,
        high=8192,
        lowest=OFF,
        section=LAYERS,
        needs=_TUNED,
    )

    # ---- optimizer
    optimizer: str = _optimizer(
        "adamw",
        translate("recipe", "Optimizer"),
        translate("recipe", "AdamW suits nearly everything; SGD with momentum is the classic of convolutional networks."),
        choices={
            "adamw": "AdamW",
            "adam": "Adam",
            "nadamw": "NAdamW",
            "sgd": "SGD",
            "lion": "Lion",
            "lamb": "LAMB",
            "rmsprop": "RMSprop",
            "adopt": "ADOPT",
        },
    )
    learning_rate: float = _optimizer(
        0.0,
        translate("recipe", "Learning rate"),
        translate("recipe", "0 finds one and says why."),
        low=0,
        high=10,
        lowest=AUTOMATIC,
    )
    momentum: float = _optimizer(0.9, translate("recipe", "Momentum"), translate("recipe", "Of SGD and RMSprop."), low=0, high=0.999)
    schedule: str = _optimizer(
        "cosine",
        translate("recipe", "Schedule"),
        translate("recipe", "How the learning rate falls after the warm-up."),
        choices={
            "cosine": translate("recipe", "Cosine"),
            "linear": translate("recipe", "Straight line"),
            "step": translate("recipe", "In three steps"),
            "constant": translate("recipe", "Constant"),
        },
    )
    warmup_epochs: float = _optimizer(
        1, translate("recipe", "Warm-up"), translate("recipe", "Epochs in which the learning rate rises."), low=0, high=100
    )

    # ---- regularization
    weight_decay: float = _regularization(
        0.05, translate("recipe", "Weight decay"), translate("recipe", "Pulls weights towards zero (L2)."), low=0, high=1
    )
    l1: float = _regularization(
        0.0,
        translate("recipe", "L1"),
        translate("recipe", "Weight of the sum of absolute weights in the loss, which makes many of them zero."),
        low=0,
        high=0.1,
    )
    dropout: float = _regularization(
        0.0, translate("recipe", "Dropout"), translate("recipe", "Share of features left out before the head."), low=0, high=0.9
    )
    drop_path: float = _regularization(
        0.0,
        translate("recipe", "Drop path"),
        translate("recipe", "Chance that a block is skipped (stochastic depth), where the architecture knows it."),
        low=0,
        high=0.9,
    )
    label_smoothing: float = _regularization(
        0.1, translate("recipe", "Label smoothing"), translate("recipe", "Share of certainty taken from each label."), low=0, high=0.9
    )
    ema: float = _regularization(
        0.0,
        translate("recipe", "Averaged weights"),
        translate("recipe", "Decay of an exponential moving average of the weights (EMA), such as 0.99; 0 keeps none."),
        low=0,
        high=0.9999,
        lowest=OFF,
    )

    # ---- loss and classes
    loss: str = _classes(
        "cross_entropy",
        translate("recipe", "Loss"),
        translate("recipe", "Focal looks harder at what is still wrong; binary judges each class by itself."),
        choices={
            "cross_entropy": translate("recipe", "Cross-entropy"),
            "focal": translate("recipe", "Focal"),
            "binary": translate("recipe", "Binary"),
        },
    )
    balance: str = option(
        AUTO,
        translate("recipe", "Class balance"),
        translate("recipe", "What is done where some classes have far fewer pictures than others."),
        choices={
            AUTO: AUTOMATIC,
            "none": translate("recipe", "Nothing"),
            "sampler": translate("recipe", "Show rare classes more often"),
            "weights": translate("recipe", "Weigh rare classes more"),
            "logits": translate("recipe", "Adjust the logits"),
        },
        section=CLASSES,
    )

    # ---- duration
    epochs: int = _duration(
        0, translate("recipe", "Epochs"), translate("recipe", "Passes over the training pictures."), low=0, high=1000, lowest=AUTOMATIC
    )
    time_budget: float = _duration(
        0.0,
        translate("recipe", "Time budget"),
        translate("recipe", "Minutes after which training ends with the best so far; 0 sets no limit."),
        low=0,
        high=100_000,
        lowest=OFF,
    )
    patience: int = _duration(
        8,
        translate("recipe", "Patience"),
        translate("recipe", "Epochs without improvement before training stops; 0 never stops early."),
        low=0,
        high=1000,
        lowest=NEVER,
    )
    monitor: str = _duration(
        AUTO,
        translate("recipe", "Best by"),
        translate("recipe", "What the validation pictures are asked to find the best epoch."),
        choices={
            AUTO: AUTOMATIC,
            "accuracy": translate("recipe", "Accuracy"),
            "balanced_accuracy": translate("recipe", "Balanced accuracy"),
            "loss": translate("recipe", "Loss"),
        },
    )
    folds: int = option(
        0,
        translate("recipe", "Cross-validation"),
        translate("recipe", "Folds in which the recipe is tried before the final run, groups kept together; 0 makes none."),
        low=0,
        high=20,
        lowest=OFF,
        section=DURATION,
        needs={"preset": (THOROUGH,)},
    )

    # ---- machine
    batch_size: int = _machine(
        0, translate("recipe", "Batch size"), translate("recipe", "Pictures a step."), low=0, high=4096, lowest=AUTOMATIC
    )
    accumulation: int = _machine(
        1,
        translate("recipe", "Accumulation"),
        translate("recipe", "Batches whose gradients are added up for one step of the optimizer."),
        low=1,
        high=256,
        needs=_TUNED,
    )
    clip: float = _machine(
        5.0,
        translate("recipe", "Gradient clipping"),
        translate("recipe", "Largest norm of the gradient: a rare step would undo an epoch. 0 never cuts."),
        low=0,
        high=1000,
        lowest=NEVER,
        needs=_TUNED,
    )
    precision: str = _machine(
        AUTO,
        translate("recipe", "Precision"),
        translate("recipe", "Half precision where it is fast and safe."),
        choices={AUTO: AUTOMATIC, "fp32": "fp32", "bf16": "bf16", "fp16": "fp16"},
    )
    channels_last: bool = _machine(
        True, translate("recipe", "Channels last"), translate("recipe", "A memory layout in which convolutions are faster.")
    )
    compile: bool = _machine(
        False,
        translate("recipe", "Compile"),
        translate("recipe", "Have torch compile the network first: minutes that pay off in long runs on a graphics card."),
        needs=_TUNED,
    )
    deterministic: bool = _machine(
        False,
        translate("recipe", "Repeatable to the bit"),
        translate("recipe", "Only algorithms that give the same result each time on a graphics card; slower."),
    )
    seed: int = _machine(0, translate("recipe", "Seed"), translate("recipe", "The same seed repeats the same run."), low=0, high=2**31 - 1)

    @property
    def uses_pack(self) -> bool:
        return not self.from_scratch and self.weights != PRETRAINED

    @property
    def from_scratch(self) -> bool:
        return self.preset == SCRATCH

    @property
    def only_head(self) -> bool:
        return self.preset == INSTANT


# What a preset changes in the recipe besides its name; the other presets have the defaults there.
PRESET_FIELDS: Mapping[str, Mapping[str, Any]] = {
    THOROUGH: {"rand_augment": 4, "mixup": 0.1, "ema": 0.99},
    SCRATCH: {"warmup_epochs": 0.25},  # nothing is there yet that a large step could spoil
}


def with_preset(recipe: Recipe, preset: str) -> Recipe:
    """`recipe` by another preset: the fields that only presets change go with it, all others stay."""
    default = Recipe()
    theirs = {name for fields in PRESET_FIELDS.values() for name in fields}
    before, after = PRESET_FIELDS.get(recipe.preset, {}), PRESET_FIELDS.get(preset, {})
    untouched = {name for name in theirs if getattr(recipe, name) == before.get(name, getattr(default, name))}
    return replace(recipe, preset=preset, **{name: after.get(name, getattr(default, name)) for name in untouched})


def recipe_from_json(stored: Mapping[str, Any]) -> Recipe:
    """A stored recipe, also of an earlier version; raises `SettingInvalid`, or what a damaged one raises."""
    values = dict(stored)
    if values.get("weights") == FROM_THE_START:
        values.update(preset=SCRATCH, weights=PRETRAINED)
    if "freeze_batch_norm" in values:
        values["batch_norm"] = "frozen" if values["freeze_batch_norm"] else "live"
    return from_json(Recipe, values)
