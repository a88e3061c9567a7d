"""The processes that train together (torchrun), as the trainer sees them; alone it is the first of one.

All of them walk through the same training; what one alone knows is agreed on here, so that they never part.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import torch
from lightning_fabric import Fabric
from torch import distributed

from engine.errors import WorkerLost

T = TypeVar("T")


class Ranks:
    """`rank` of `world`; the first one writes and speaks."""

    def __init__(self, fabric: Fabric) -> None:
        self._fabric = fabric
        self.rank, self.world = fabric.global_rank, fabric.world_size

    @property
    def is_first(self) -> bool:
        return self.rank == 0

    def largest(self, value: int) -> int:
        """The largest of the values that the processes have."""
        if self.world == 1:
            return value
        box = torch.tensor([value], device=self._fabric.device)
        self.together(lambda: distributed.all_reduce(box, distributed.ReduceOp.MAX))
        return int(box.item())

    def gathered(self, rows: list[T]) -> list[T]:
        """The rows of all processes, those of the first one first."""
        if self.world == 1:
            return rows
        found: list[Any] = [None] * self.world
        self.together(lambda: distributed.all_gather_object(found, rows))
        return [row for rows_of_one in found for row in rows_of_one]

    def told(self, value: T) -> T:
        """What the first process says."""
        if self.world == 1:
            return value
        box = [value]
        self.together(lambda: distributed.broadcast_object_list(box, src=0))
        return box[0]

    def together(self, work: Callable[[], T]) -> T:
        """The result of `work`, in which all must take part; raises `WorkerLost` if one of them is gone."""
        try:
            return work()
        except RuntimeError as error:
            if self.world > 1 and is_lost(error):
                raise WorkerLost(count=self.world, reason=str(error).strip().partition("\n")[0]) from error
            raise


_LOST = ("connection closed by peer", "connection reset by peer", "broken pipe", "timed out", "nccl", "gloo", "socket")


def is_lost(error: BaseException) -> bool:
    """Whether an error of torch's says that another process does not answer any more."""
    return isinstance(error, RuntimeError) and any(words in str(error).lower() for words in _LOST)
