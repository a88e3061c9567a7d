"""Ask a model on a Ray cluster: tasks read pictures, actors hold the model, Ray Data streams from one to the other.

Nothing is reported to anybody: Ray's usage statistics and its dashboard are off, and a cluster that is started here listens on loopback.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.batch.ahead import ahead
from engine.batch.cluster.stages import Answering, looked_at
from engine.classifier.asking import Asking
from engine.classifier.model.card import read_card
from engine.errors import ClusterRunFailed, ClusterUnusable

if TYPE_CHECKING:
    from engine.classifier.inference import AnswerBatch

_PICTURES_A_BLOCK = 32  # 5 MB of views of 224 px; a lost worker costs as much work
_PICTURES_A_STREAM = 100_000  # handed to Ray at once, or the paths of millions would have to fit into its memory
_CORES_A_WORKER = 4
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1", "RAY_BACKEND_LOG_LEVEL": "fatal"}
_LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}  # what keeps Ray on loopback on these two does so everywhere
_LONGEST_ROOM = 40  # letters; Ray's sockets lie in it, and the path of a socket has 104 at most


@dataclass(frozen=True)
class Cluster:
    """Where to run: `address` of a Ray cluster, '' for one on this machine; `workers` hold the model, 0: as many as there is room for.

    `memory` in bytes is for the pictures that wait in a cluster on this machine, 0: Ray decides.
    """

    address: str = ""
    workers: int = 0
    memory: int = 0


class RayAsker:
    """Answers as `engine.classifier.inference.Asker` does, from elsewhere. `out` is only what a failure names."""

    runtime = "Ray"

    def __init__(self, model: Path, asking: Asking, cluster: Cluster, out: Path) -> None:
        self._model = model
        self._asking = asking
        self._config = read_card(model).config
        self._cluster = cluster
        self._out = out

    def ask(self, paths: Iterable[Path]) -> Generator[AnswerBatch, None, None]:
        """The answers about `paths`, each once, in whatever order they come; an empty batch now and then while there is none.

        `paths` is read in a thread. Closing the generator ends the work. Raises `ClusterUnusable`, `ClusterRunFailed`.
        """
        with closing(ahead(self._tables(paths), _disconnect_own)) as tables:
            for table in tables:
                yield _batch(table)

    def _tables(self, paths: Iterable[Path]) -> Generator[Any, None, None]:
        rest = enumerate(paths)
        with _connected(self._cluster):
            while stream := list(islice(rest, _PICTURES_A_STREAM)):
                yield from self._streamed(stream)

    def _streamed(self, pictures: list[tuple[int, Path]]) -> Generator[Any, None, None]:
        from ray.exceptions import RayError

        try:
            yield from self._pipeline(pictures).iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=1)
        except RayError as error:
            raise ClusterRunFailed(folder=self._out, reason=_told(error)) from error

    def _pipeline(self, pictures: list[tuple[int, Path]]) -> Any:
        import pyarrow
        import ray.data

        blocks = [pictures[start : start + _PICTURES_A_BLOCK] for start in range(0, len(pictures), _PICTURES_A_BLOCK)]
        names = ("place", "path")
        tables = [pyarrow.table([[place for place, _ in block], [str(path) for _, path in block]], names) for block in blocks]
        room = _room(self._cluster.workers)
        look = partial(looked_at, config=self._config, asking=self._asking)
        return (
            ray.data.from_arrow(tables)
            .map_batches(look, batch_size=None, batch_format="pyarrow", num_cpus=1)
            .map_batches(
                Answering,
                fn_constructor_args=(str(self._model), self._asking, max(1, int(room.cores))),
                batch_size=None,
                batch_format="pyarrow",
                compute=ray.data.ActorPoolStrategy(size=room.workers),
                num_cpus=room.cores,
                num_gpus=room.cards,
            )
        )


@dataclass(frozen=True)
class _Room:
    """How many processes hold the model, and how many cores and graphics cards each has."""

    workers: int
    cores: float
    cards: int


def _room(wanted: int) -> _Room:
    """One worker a graphics card; without any, one for a few cores, of which some are left for reading."""
    import ray

    resources = ray.cluster_resources()
    cores, cards = int(resources.get("CPU", 1)), int(resources.get("GPU", 0))
    if cards:
        return _Room(min(wanted or cards, cards), 1, 1)
    workers = wanted or max(1, cores // _CORES_A_WORKER)
    each = max(0.5, min(_CORES_A_WORKER / 2, (cores - 1) / workers))
    return _Room(workers, each if each < 1 else int(each), 0)


_own = threading.Event()  # set while a cluster runs that was started here: Ray knows one for the whole process


@contextmanager
def _connected(cluster: Cluster) -> Iterator[None]:
    """Within the body Ray is there; a cluster that was started here, and only such a one, ends with it."""
    with TemporaryDirectory(prefix="fm-", ignore_cleanup_errors=True) as room:
        os.environ.update(_QUIET if cluster.address else {**_QUIET, **_LOOPBACK})  # before the import, which reads them
        import ray
        from ray.data import DataContext

        try:
            if not ray.is_initialized():
                ray.init(**_options(cluster, room))
                _own.set()
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise ClusterUnusable(address=cluster.address, reason=_told(error)) from error
        try:
            _quieten(DataContext.get_current())
            yield
        finally:
            _disconnect_own()


def _disconnect_own() -> None:
    if _own.is_set():
        import ray

        _own.clear()
        ray.shutdown()


def _options(cluster: Cluster, room: str) -> dict[str, Any]:
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if cluster.address:
        return {**options, "address": cluster.address}
    options |= {"num_cpus": max(2, os.cpu_count() or 1), "include_dashboard": False}  # one to read and one to answer, at least
    if cluster.memory:
        options["object_store_memory"] = cluster.memory
    if len(room) < _LONGEST_ROOM:
        options["_temp_dir"] = room
    return options


def _quieten(context: Any) -> None:
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what fails is told once, by whoever asked


def _batch(table: Any | None) -> AnswerBatch:
    from engine.classifier.inference import AnswerBatch

    if table is None or not len(table):
        none = np.zeros((0, 0), np.float32)
        return AnswerBatch([], none, none, np.zeros(0, np.float32))
    places, failures = table["place"].to_pylist(), table["failure"].to_pylist()
    answered = [row for row, failure in enumerate(failures) if not failure]
    return AnswerBatch(
        [places[row] for row in answered],
        _rows(table["probabilities"], answered),
        _rows(table["features"], answered),
        table["novelty"].to_numpy()[answered].astype(np.float32),
        tuple((place, failure) for place, failure in zip(places, failures, strict=True) if failure),
    )


def _rows(column: Any, rows: list[int]) -> np.ndarray:
    """Lists of one length as float32 (B, N)."""
    values = column.combine_chunks()
    return np.stack([values[row].values.to_numpy() for row in rows]) if rows else np.zeros((0, 0), np.float32)


def _told(error: BaseException) -> str:
    """The last line of what Ray tells over several: the error itself stands below the places where it came by."""
    cause = getattr(error, "cause", None) or error
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    return lines[-1] if lines else type(cause).__name__
