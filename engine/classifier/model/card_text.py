"""The model card in Markdown: what a stranger must know before using a model (Mitchell et al. 2019, "Model Cards for Model Reporting").

What no program can know, what it is meant for and where it must not be used, is left for people to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PureWindowsPath
from typing import Any

from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import PRESETS, Recipe
from engine.fields import differences, has_effect

TEXT_FILE = "MODEL_CARD.md"
LARGEST_TEXT = 2**20  # bytes
_FILL_IN = "_To be filled in by whoever hands this model on: {what}_"


def card_text(card: ModelCard) -> str:
    """The whole card as Markdown, in English."""
    sections = (
        ("", _summary(card)),
        ("Intended use", _FILL_IN.format(what="what the model is for, who should use it, and on which kind of pictures.")),
        ("Limits", _limits(card)),
        ("Classes", _classes(card)),
        ("Metrics", _metrics(card)),
        ("How it was trained", _training(card)),
        ("Starting weights and licence", _origin(card)),
        ("What it is shown", _input(card)),
        ("How to use it", _use(card)),
    )
    body = "\n\n".join(f"## {title}\n\n{text}" if title else text for title, text in sections if text)
    return f"# {_plain(card.name)}\n\n{body}\n"


def without_path(text: str) -> str:
    """Of a path only its last name: the rest says things about its owner's machine. Anything else as it is."""
    return PureWindowsPath(text).name if text.startswith(("/", "\\\\")) or PureWindowsPath(text).drive else text


def _summary(card: ModelCard) -> str:
    accuracy = f" Of {card.metrics.count} pictures held back, {card.metrics.accuracy:.1%} were recognized." if card.metrics else ""
    return (
        f"An image classifier that tells {len(card.class_names)} classes apart: {', '.join(map(_plain, card.class_names))}. It was trained "
        f"on {card.training_count} labelled pictures with Fieldmark {card.fieldmark_version} on {card.created[:10]} ({card.architecture})."
        + accuracy
    )


def _limits(card: ModelCard) -> str:
    known = [
        "It gives one of its classes to every picture, also to one that shows none of them"
        + ("; the novelty, 0 to 1, of such a picture is high: it says how unlike the training pictures it is." if card.knows else "."),
        "The figures below hold for pictures like those that it was trained with.",
    ]
    if card.metrics is None:
        known.append("No pictures were held back: how good it is was never measured.")
    few = [name for name, count in zip(card.class_names, card.class_counts, strict=False) if count < 10]
    if few:
        known.append(f"Few pictures (less than 10) taught it: {', '.join(map(_plain, few))}.")
    return "\n".join([*(f"* {each}" for each in known), "", _FILL_IN.format(what="where it must not be used, and what it confuses.")])


def _classes(card: ModelCard) -> str:
    if not card.class_counts:
        return "\n".join(f"* {_plain(name)}" for name in card.class_names)
    held_back = {each.name: each.support for each in card.metrics.per_class} if card.metrics else {}
    rows = zip(card.class_names, card.class_counts, strict=False)
    return _table(
        ("Class", "Training pictures", "Validation pictures"), [(_plain(name), count, held_back.get(name, 0)) for name, count in rows]
    )


def _metrics(card: ModelCard) -> str:
    scores = card.metrics
    if scores is None:
        return "Not measured: there were no validation pictures."
    rows = [(_plain(each.name), f"{each.precision:.1%}", f"{each.recall:.1%}", f"{each.f1:.1%}", each.support) for each in scores.per_class]
    whole = (
        f"On {scores.count} validation pictures: accuracy {scores.accuracy:.1%}, balanced accuracy {scores.balanced_accuracy:.1%}. "
        "They chose the best state of the training, so the figures are a little too good."
    )
    if card.calibration and card.calibration.count:
        whole += (
            f" Its confidence is calibrated on them (temperature {card.calibration.temperature:.2f}): the expected calibration error was "
            f"{card.calibration.ece_before:.1%} before and is {card.calibration.ece_after:.1%} after."
        )
    return f"{whole}\n\n{_table(('Class', 'Precision', 'Recall', 'F1', 'Pictures'), rows)}"


def _training(card: ModelCard) -> str:
    facts = [
        f"Preset: {PRESETS[card.recipe.preset]}",
        f"Pictures: {card.training_count} to learn from, {card.validation_count} held back, {card.unreadable_count} unreadable",
        f"Epochs: {max((report.epoch for report in card.curves), default=0)} ({card.stop_reason}), {card.seconds:.0f} s",
        *(f"{option.name}: {without_path(str(value))}" for option, value in _settings(card.recipe)),
        *(f"Decided by the program: {reason.field} = {reason.value} ({reason.text})" for reason in card.reasons),
        *(f"Note: {note}" for note in card.notes),
        *([f"Fingerprint of pictures, classes and split: `{card.fingerprint}`"] if card.fingerprint else []),
        *(f"{name}: {value}" for name, value in card.made_on.items() if value),
        *([", ".join(f"{name} {version}" for name, version in card.made_with.items())] if card.made_with else []),
    ]
    return "\n".join(f"* {_plain(fact)}" for fact in facts)


def _settings(recipe: Recipe) -> list[tuple[Any, Any]]:
    plain = Recipe(preset=recipe.preset)
    return [(option, value) for option, value, _ in differences(recipe, plain) if has_effect(option, recipe)]


def _origin(card: ModelCard) -> str:
    if card.recipe.from_scratch:
        return "None: it was trained from scratch. Its licence is for its makers to choose."
    if card.origin is None:
        return f"{_plain(without_path(card.recipe.weights))}, of which nothing more is known."
    licence = card.origin.license or "unknown: ask their makers before you hand the model on"
    facts = [f"Weights: {without_path(card.origin.source)}", f"Licence: {licence}"]
    facts += [f"SHA-256: `{card.origin.sha256}`"] if card.origin.sha256 else []
    return "\n".join(f"* {_plain(fact)}" for fact in facts)


def _input(card: ModelCard) -> str:
    config = card.config
    facts = {
        "Size (height × width)": f"{config.size[0]} × {config.size[1]} px",
        "Fit": {"border": "the whole picture, padded", "squash": "the whole picture, distorted", "center": "the centre"}[config.crop_mode],
        "Colour": config.colour,
        "Interpolation": config.interpolation,
        "Mean, standard deviation (RGB, 0..1)": f"{_numbers(config.mean)}; {_numbers(config.std)}",
    }
    return "\n".join(f"* {name}: {_plain(str(value))}" for name, value in facts.items())


def _use(card: ModelCard) -> str:
    return (
        f"With Fieldmark, on any machine: `fieldmark classify {card.name}.fieldmark-model FOLDER --out answers.csv`. The file is a zip of "
        "`model.json` (classes, preprocessing, recipe, metrics), `model.safetensors` (weights by the names of timm), "
        "`known.safetensors` (what it remembers of its training pictures, if it does) and this card."
    )


def _numbers(values: Iterable[float]) -> str:
    return ", ".join(f"{value:g}" for value in values)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _plain(text: str) -> str:
    """Names are the user's: nothing in them may become a table, a link or markup."""
    return "".join(f"\\{letter}" if letter in "|<>[]*_#\\" else " " if letter in "\r\n" else letter for letter in text)
