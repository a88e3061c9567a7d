"""Several processes, on one machine or more, that train together: started by torchrun, the first one leads and the others follow.

Only the first one opens the project, speaks and writes. What there is to learn goes to the others over torch's own connection.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from engine.errors import WorkerLost, translate
from engine.progress import run

if TYPE_CHECKING:
    from engine.classifier.recipe import Recipe
    from engine.classifier.values import Example

_ENDED = translate("errors", "the others were told to end")

_leads = False


def world_size() -> int:
    """How many processes train together; 1 where torchrun was not used."""
    return int(os.environ.get("WORLD_SIZE", "1")) if "TORCHELASTIC_RUN_ID" in os.environ else 1


def follows() -> bool:
    """Whether this process is one that the first one leads."""
    return world_size() > 1 and int(os.environ.get("RANK", "0")) > 0


def lead(
    recipe: Recipe, class_names: Sequence[str], training: Sequence[Example], validation: Sequence[Example], device: str | None
) -> None:
    """Tell the processes that follow what there is to learn; does nothing where there are none."""
    global _leads
    if world_size() > 1:
        _leads = True
        _join()
        # torchrun ends all processes when one is lost: say so instead of vanishing without a word.
        signal.signal(signal.SIGTERM, _on_terminated)
        _told((recipe, tuple(class_names), tuple(training), tuple(validation), device))


def follow() -> None:
    """Train along with the first process, run after run, and keep nothing of it. Raises what `train` raises."""
    from engine.classifier.learning.training import train

    _join()
    while (task := _told(None)) is not None:
        recipe, class_names, training, validation, device = task
        run(train(recipe, class_names, training, validation, device=device))
    _leave()


@contextmanager
def leading() -> Iterator[None]:
    """At its end the processes that follow are let go. After a failure they are left alone: torchrun ends them with this one."""
    global _leads
    yield
    if _leads:
        _told(None)
        _leave()
        _leads = False


def _join() -> None:
    import torch
    from torch import distributed

    if not distributed.is_initialized():
        if torch.cuda.is_available():
            torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
        distributed.init_process_group("cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo")


def _leave() -> None:
    from torch import distributed

    distributed.destroy_process_group()


def _told(value: Any) -> Any:
    from torch import distributed

    box = [value]
    distributed.broadcast_object_list(box, src=0)
    return box[0]


def _on_terminated(number: int, frame: FrameType | None) -> None:
    raise WorkerLost(count=world_size(), reason=_ENDED)
