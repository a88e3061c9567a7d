"""Which fields of a recipe can be tuned, and between which values. Light: the search itself is in `engine.classifier.learning.tuning`.

A domain is written "1e-05..0.01" or "adamw|sgd": on the command line, in the window and in a tuning's journal alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from engine.classifier.recipe import AUTO, FINETUNE, INSTANT, SCRATCH, THOROUGH, Recipe
from engine.errors import Sentence, SettingInvalid, translate
from engine.fields import Option, has_effect, options, parsed, validated

TO, OR = "..", "|"
_OWN_CHOICES = ("architecture",)  # what can be tuned only between values that the user names


@dataclass(frozen=True)
class Span:
    """All numbers from `low` to `high`, both included; `log` searches by their logarithm, `whole` takes whole numbers."""

    low: float
    high: float
    log: bool = False
    whole: bool = False

    def __contains__(self, value: object) -> bool:
        return isinstance(value, (int, float)) and self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{_number(self.low)}{TO}{_number(self.high)}"


@dataclass(frozen=True)
class Choices:
    """One of these values."""

    values: tuple[Any, ...]

    def __contains__(self, value: object) -> bool:
        return value in self.values

    def __str__(self) -> str:
        return OR.join(_number(value) if isinstance(value, (int, float)) else value for value in self.values)


Domain: TypeAlias = Span | Choices
Space: TypeAlias = Mapping[str, Domain]

# Where the search is worth its time. Fields that are not here or in `_OWN_CHOICES` cannot be tuned: they say what is searched for
# (preset, monitor), how long (patience, time budget), by which luck (seed), or only how fast the machine gets there (precision).
# Fields with choices of their own are searched among all of them but "automatic".
_DOMAINS: Mapping[str, Domain | None] = {
    "image_size": Choices((128, 160, 192, 224, 256, 288, 320)),
    "crop_mode": None,
    "colour": None,
    "smallest_crop": Span(0.2, 1),
    "stretch": Span(0, 0.5),
    "rotation": Span(0, 30),
    "horizontal_flip": Choices((0.0, 0.5)),
    "vertical_flip": Choices((0.0, 0.5)),
    "colour_jitter": Span(0, 0.4),
    "blur": Span(0, 0.3),
    "noise": Span(0, 0.1),
    "rand_augment": Span(0, 9, whole=True),
    "random_erasing": Span(0, 0.5),
    "mixup": Span(0, 0.4),
    "cutmix": Span(0, 1),
    "head_regularization": Span(1e-3, 1e3, log=True),
    "views": Span(1, 8, whole=True),
    "unfreeze": None,
    "layer_decay": Span(0.5, 1),
    "batch_norm": None,
    "hidden_layer": Choices((0, 128, 256, 512, 1024)),
    "optimizer": None,
    "learning_rate": Span(3e-5, 3e-3, log=True),
    "momentum": Span(0.8, 0.98),
    "schedule": None,
    "warmup_epochs": Span(0, 3),
    "weight_decay": Span(1e-4, 0.3, log=True),
    "l1": Span(1e-7, 1e-4, log=True),
    "dropout": Span(0, 0.5),
    "drop_path": Span(0, 0.3),
    "label_smoothing": Span(0, 0.2),
    "ema": Choices((0.0, 0.9, 0.99, 0.999)),
    "loss": None,
    "balance": None,
    "epochs": Span(5, 30, whole=True),
    "batch_size": Choices((8, 16, 32, 64)),
    "clip": Choices((0.0, 1.0, 5.0)),
}
_BY_PRESET: Mapping[str, Mapping[str, Domain]] = {
    THOROUGH: {"epochs": Span(15, 60, whole=True), "rotation": Span(0, 45)},
    SCRATCH: {"learning_rate": Span(1e-4, 3e-2, log=True), "epochs": Span(10, 100, whole=True)},
}
_SUGGESTED: Mapping[str, tuple[str, ...]] = {
    INSTANT: ("head_regularization", "views", "crop_mode"),
    FINETUNE: ("learning_rate", "layer_decay", "weight_decay", "label_smoothing", "smallest_crop"),
    THOROUGH: ("learning_rate", "layer_decay", "weight_decay", "label_smoothing", "smallest_crop", "rand_augment", "drop_path", "mixup"),
    SCRATCH: ("learning_rate", "weight_decay", "optimizer", "label_smoothing", "dropout", "smallest_crop"),
}


def tunable(recipe: Recipe) -> tuple[tuple[Option, Domain], ...]:
    """The fields that matter in `recipe` and can be tuned, in the recipe's order, each with the domain that is usually searched.

    The domain of `architecture`, which has no choices of its own, holds only the recipe's.
    """
    return tuple((option, _usual(option, recipe)) for option in options(Recipe) if _objection(option, recipe) is None)


def suggested_space(recipe: Recipe) -> dict[str, Domain]:
    """The few fields that usually decide most with the recipe's preset."""
    domains = {option.name: domain for option, domain in tunable(recipe)}
    return {name: domains[name] for name in _SUGGESTED[recipe.preset] if name in domains}


def space_of(recipe: Recipe, texts: Iterable[str]) -> dict[str, Domain]:
    """The space that lines such as "learning_rate=1e-5..1e-2" or "dropout" (its usual domain) describe; raises `SettingInvalid`."""
    space: dict[str, Domain] = {}
    for text in texts:
        name, _, domain = (part.strip() for part in text.partition("="))
        space[name] = domain_of(recipe, name, domain)
    return space


def domain_of(recipe: Recipe, name: str, text: str = "") -> Domain:
    """The domain of the field `name` that `text` describes, or its usual one; raises `SettingInvalid`."""
    option = _tunable_option(recipe, name)
    if not text:
        return _usual(option, recipe)
    domain = _read(option, text)
    usual = _usual(option, recipe)
    if isinstance(domain, Span) and isinstance(usual, Span):
        domain = replace(domain, log=usual.log)
    return _checked(recipe, option, domain)


def checked_space(recipe: Recipe, space: Space) -> dict[str, Domain]:
    """`space` itself if each of its fields can be tuned and each of its values is allowed; else `SettingInvalid`."""
    if not space:
        raise SettingInvalid(value="", field="--field", reason=translate("errors", "choose at least one field"))
    return {name: _checked(recipe, _tunable_option(recipe, name), domain) for name, domain in space.items()}


def written(space: Space) -> dict[str, str]:
    """`space` as texts that `domain_of` reads again."""
    return {name: str(domain) for name, domain in space.items()}


def _usual(option: Option, recipe: Recipe) -> Domain:
    if option.name in _OWN_CHOICES:
        return Choices((getattr(recipe, option.name),))
    domain = _BY_PRESET.get(recipe.preset, {}).get(option.name, _DOMAINS[option.name])
    return domain or Choices(tuple(value for value in option.choices if value != AUTO))


def _objection(option: Option, recipe: Recipe) -> Sentence | None:
    """Why `option` cannot be tuned, if it cannot."""
    if option.name not in _DOMAINS and option.name not in _OWN_CHOICES:
        return Sentence(translate("errors", "it cannot be tuned"))
    if not has_effect(option, recipe) or (option.name == "batch_size" and recipe.only_head):
        return Sentence(translate("errors", "it has no effect with the preset {preset}"), {"preset": recipe.preset})
    if option.name == "architecture" and recipe.uses_pack:
        return Sentence(translate("errors", "a weights pack is of one architecture"))
    if option.name == "loss" and recipe.monitor == "loss":
        return Sentence(translate("errors", "recipes are compared by their loss: have them compared by accuracy"))
    return None


def _tunable_option(recipe: Recipe, name: str) -> Option:
    option = next((each for each in options(Recipe) if each.name == name), None)
    if option is None:
        fields = ", ".join(each.name for each, _ in tunable(recipe))
        raise _refused(name, Sentence(translate("errors", "the fields that can be tuned are {fields}"), {"fields": fields}))
    objection = _objection(option, recipe)
    if objection is not None:
        raise _refused(name, objection)
    return option


def _read(option: Option, text: str) -> Domain:
    low, sign, high = text.partition(TO)
    if sign and option.kind in (int, float):
        return Span(parsed(option, low.strip()), parsed(option, high.strip()), whole=option.kind is int)
    return Choices(tuple(dict.fromkeys(parsed(option, part.strip()) for part in text.split(OR))))


def _checked(recipe: Recipe, option: Option, domain: Domain) -> Domain:
    for value in (domain.low, domain.high) if isinstance(domain, Span) else domain.values:
        validated(replace(recipe, **{option.name: value}))
    if isinstance(domain, Span) and domain.low > domain.high:
        reason = translate("errors", "the smallest value is larger than the largest")
    elif isinstance(domain, Span) and domain.log and domain.low <= 0:
        reason = translate("errors", "on a logarithmic scale the smallest value must be above 0")
    else:
        return domain
    raise SettingInvalid(value=str(domain), field=option.name, reason=reason)


def _refused(name: str, reason: Sentence) -> SettingInvalid:
    return SettingInvalid(value=name, field="--field", reason=reason)


def _number(value: float) -> str:
    short = f"{value:g}"
    return short if float(short) == value else repr(value)
