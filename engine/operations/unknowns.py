"""Put the unknown pictures of a job together, so that a person can make new classes of them."""

from __future__ import annotations

from collections.abc import Sequence

from engine.batch.answers import Answers
from engine.classifier.background import waited
from engine.errors import translate
from engine.progress import Operation, Progress

_READ_AT_ONCE = 2000


def group_unknown(answers: Answers, ids: Sequence[int]) -> Operation[tuple[tuple[int, ...], ...]]:
    """Groups of those pictures of `ids` that look alike, as ids in their order, the largest group first.

    Pictures that are like no others, or of which no features were kept, are in none. Raises `AnswersDamaged`.
    """
    stage = translate("operations", "Putting pictures together that look alike")
    found = {}
    yield Progress(stage, 0, len(ids))
    for start in range(0, len(ids), _READ_AT_ONCE):
        found.update(answers.features(ids[start : start + _READ_AT_ONCE]))
        yield Progress(stage, min(start + _READ_AT_ONCE, len(ids)), len(ids))
    kept = [id_ for id_ in dict.fromkeys(ids) if id_ in found]
    if not kept:
        return ()

    def work() -> list[int]:
        import numpy as np

        from engine.classifier.grouping import grouped

        return [int(group) for group in grouped(np.stack([found[id_] for id_ in kept]))]

    groups = yield from waited(work, lambda: Progress(stage))
    rows: list[list[int]] = [[] for _ in range(max(groups) + 1)]
    for id_, group in zip(kept, groups, strict=True):
        if group >= 0:
            rows[group].append(id_)
    return tuple(map(tuple, rows))
