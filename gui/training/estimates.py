"""About how long a training will take, judged by the models that the project has; nothing is known before the first."""

from __future__ import annotations

from collections.abc import Sequence

from engine.classifier.model.card import ModelCard
from engine.classifier.recipe import Recipe

_WHOLE = ("finished", "early stop")  # how a training ended that tells how long one takes (ModelCard.stop_reason)
_SAME = ("preset", "folds", "unfreeze")  # what time depends on, besides architecture, epochs and pictures


def estimated_seconds(cards: Sequence[ModelCard], recipe: Recipe, pictures: int) -> float | None:
    """Of a training by `recipe` on so many `pictures`: by the first of `cards`, newest first, that is alike; None if none is."""
    alike = [card for card in cards if card.training_count and card.stop_reason in _WHOLE and _alike(card.recipe, recipe)]
    if not alike or pictures <= 0:
        return None
    nearest = min(alike, key=lambda card: card.recipe.epochs != recipe.epochs)
    return nearest.seconds / nearest.training_count * pictures * _epochs(recipe, nearest.recipe)


def _alike(one: Recipe, other: Recipe) -> bool:
    sizes = {one.image_size, other.image_size} - {0}  # 0 is automatic
    return len(sizes) < 2 and _plain(one) == _plain(other) and all(getattr(one, name) == getattr(other, name) for name in _SAME)


def _plain(recipe: Recipe) -> str:
    return recipe.architecture.partition(".")[0]


def _epochs(wanted: Recipe, known: Recipe) -> float:
    return wanted.epochs / known.epochs if wanted.epochs and known.epochs else 1.0
