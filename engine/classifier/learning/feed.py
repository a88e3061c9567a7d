"""Where a training gets its batches from: pictures on the disk, and in measurements anything else of the same shape."""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

from engine.classifier.learning.material import Material
from engine.classifier.learning.order import epoch_order, epoch_seed
from engine.classifier.learning.ranks import Ranks
from engine.classifier.recipe import Recipe
from engine.classifier.sight.dataset import Batch, batches
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.transforms import evaluation_transform, training_transform

Batches = Generator[Batch, None, None]


class Feed(Protocol):
    """`indices` of a batch count in the examples of its side. Batches are this process's share of those of all processes."""

    def training(self, epoch: int, first: int) -> Batches:
        """What `epoch` shows, without its `first` pictures (of all processes together), which were shown before."""

    def validation(self) -> Batches: ...


class PictureFeed:
    """Pictures from the disk, prepared in threads while the network computes."""

    def __init__(self, material: Material, config: InputConfig, recipe: Recipe, batch_size: int, ranks: Ranks, pin: bool) -> None:
        self._material = material
        self._recipe = recipe
        self._size = batch_size
        self._ranks = ranks
        self._pin = pin
        self._training_view = training_transform(config, recipe)
        self._evaluation_view = evaluation_transform(config)
        self._targets = [example.target for example in material.training]

    def training(self, epoch: int, first: int) -> Batches:
        rank, world = self._ranks.rank, self._ranks.world
        order = epoch_order(self._targets, self._recipe.seed, epoch, self._recipe.balance == "sampler")
        order = order[: len(order) - len(order) % world]  # all processes must take equally many steps
        return batches(
            [example.path for example in self._material.training],
            self._training_view,
            max(1, self._size // world),
            order[first:][rank::world],
            seed=epoch_seed(self._recipe.seed, epoch) * world + rank,
            first=first // world,
            memory=self._material.memory,
            pin=self._pin,
        )

    def validation(self) -> Batches:
        paths = [example.path for example in self._material.validation]
        mine = range(self._ranks.rank, len(paths), self._ranks.world)
        return batches(paths, self._evaluation_view, self._size, mine, memory=self._material.memory, pin=self._pin)
