"""What runs on the machines of a cluster: reading pictures in tasks, answering in actors. Tables of Arrow go from one to the other.

The code is that of a run on one machine: `AskedViews` looks at files, `Asker` computes, so that the answers are the same.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from engine.classifier.asking import Asking
from engine.classifier.sight.input import InputConfig

_AHEAD = 8


def looked_at(table: Any, config: InputConfig, asking: Asking) -> Any:
    """(place, path) to (place, failure, count, height, width, views): `views` are the bytes of `count` views uint8 (count, H, W, 3).

    One thread reads; another takes over where a drive does not answer.
    """
    import pyarrow
    import torch

    from engine.classifier.sight.asked import AskedViews
    from engine.classifier.sight.crew import seen

    torch.set_num_threads(1)  # the cluster gives a task one processor
    places, paths = table["place"].to_pylist(), [Path(path) for path in table["path"].to_pylist()]
    columns: dict[str, list[Any]] = {name: [] for name in ("place", "failure", "count", "views")}
    with closing(seen(paths, AskedViews(config, asking), 1, _AHEAD)) as source:
        for each in source:
            columns["place"].append(places[each.place])
            columns["failure"].append(each.failure)
            columns["count"].append(0 if each.views is None else len(each.views))
            columns["views"].append(b"" if each.views is None else each.views.tobytes())
    kinds = (pyarrow.int64(), pyarrow.string(), pyarrow.int32(), pyarrow.large_binary())
    return pyarrow.table([pyarrow.array(values, kind) for values, kind in zip(columns.values(), kinds, strict=True)], list(columns))


class Answering:
    """The model, loaded once in an actor, and asked about table after table."""

    def __init__(self, model: str, asking: Asking, threads: int) -> None:
        import torch

        from engine.classifier.inference import Asker
        from engine.classifier.model.files import load

        torch.set_num_threads(threads)
        loaded = load(Path(model))
        self._size = loaded.config.size
        self._asker = Asker(loaded, asking)

    def __call__(self, table: Any) -> Any:
        """The table of `looked_at` to (place, failure, novelty, probabilities, features), each row as `AnswerBatch` has it."""
        import pyarrow

        from engine.classifier.sight.crew import Seen

        rows = zip(table["place"].to_pylist(), table["failure"].to_pylist(), table["count"].to_pylist(), table["views"], strict=True)
        answers = self._asker.answered([Seen(place, self._views(count, views), failure) for place, failure, count, views in rows])
        unread = len(answers.failures)
        columns = {
            "place": pyarrow.array([*answers.places, *(place for place, _ in answers.failures)], pyarrow.int64()),
            "failure": pyarrow.array([""] * len(answers.places) + [reason for _, reason in answers.failures], pyarrow.string()),
            "novelty": pyarrow.array([*answers.novelty.tolist(), *[float("nan")] * unread], pyarrow.float32()),
            "probabilities": _lists(answers.probabilities, unread),
            "features": _lists(answers.features, unread),
        }
        return pyarrow.table(columns)

    def _views(self, count: int, views: Any) -> np.ndarray | None:
        """The pixels where they lie, without a copy."""
        return np.frombuffer(views.as_buffer(), np.uint8).reshape(count, *self._size, 3) if count else None


def _lists(rows: np.ndarray, empty: int) -> Any:
    """Float32 (B, N) and then `empty` empty lists."""
    import pyarrow

    ends = np.concatenate([np.arange(len(rows) + 1) * (rows.shape[1] if rows.ndim == 2 else 0), np.full(empty, rows.size)])
    return pyarrow.LargeListArray.from_arrays(ends.astype(np.int64), pyarrow.array(rows.reshape(-1), pyarrow.float32()))
