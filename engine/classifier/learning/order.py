"""In which order an epoch shows the training pictures.

Nothing here remembers anything: the order of an epoch follows from the seed and its number, so that a run can go on in its middle.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def epoch_seed(seed: int, epoch: int) -> int:
    """A seed of its own for each epoch of each run."""
    return seed + (epoch << 32)


def epoch_order(targets: Sequence[int], seed: int, epoch: int, balanced: bool) -> list[int]:
    """The indices of the pictures (N) in the order of `epoch`.

    `balanced`: N draws with replacement in which each class is as likely as any other. Else each picture once.
    """
    random = np.random.default_rng(epoch_seed(seed, epoch))
    if not balanced:
        return [int(index) for index in random.permutation(len(targets))]
    classes, places, counts = np.unique(np.asarray(targets), return_inverse=True, return_counts=True)
    chances = 1.0 / (len(classes) * counts[places])
    return [int(index) for index in random.choice(len(targets), size=len(targets), p=chances)]
