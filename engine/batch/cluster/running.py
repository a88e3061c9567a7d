"""Run a job on Ray and leave its results as partitioned Parquet."""

from __future__ import annotations

import importlib.util
import time
from dataclasses import dataclass
from pathlib import Path

from engine.batch.answers import Answers
from engine.batch.cluster.asking import Cluster, RayAsker
from engine.batch.cluster.parts import PART_SIZE, WRITING, Parts
from engine.batch.job import Asks, JobResult, run
from engine.classifier.model.card import read_card
from engine.errors import ClusterMissing, ModelReplaced
from engine.progress import EarlyEnd, Operation, Progress

_WRITE_EVERY = 2.0  # s


@dataclass(frozen=True)
class RayResult:
    """`job` is what any run of a job leaves. Of the parts in `out`, `written` are new and `kept` were there already."""

    job: JobResult
    out: Path
    written: int
    kept: int


def classify_on_ray(
    answers: Answers,
    out: Path,
    address: str = "",
    workers: int = 0,
    memory: int = 0,
    part_size: int = PART_SIZE,
    finish: EarlyEnd | None = None,
) -> Operation[RayResult]:
    """Run the job `answers` on the Ray cluster at `address`, '' for one of its own on this machine, which ends with it.

    The answers go into the job, as those of a run on this machine do, and into `out` as parts/part-00000.parquet and so on, each written
    once all of its `part_size` pictures have an answer. A second start asks only about what is missing, and takes over parts that another
    machine has finished. `workers` are how many processes hold the model, 0 for one a graphics card or one for four processor cores;
    `memory` in bytes is for the pictures that wait in a cluster of its own, 0: Ray decides.
    Raises `ClusterMissing`, `ClusterUnusable`, `ClusterRunFailed`, `PartsOfAnotherJob`, `PartsDamaged`, `OutputNotWritable` and what
    `engine.batch.job.run` raises.
    """
    if importlib.util.find_spec("ray") is None:
        raise ClusterMissing()
    parts = Parts(out, answers.question, part_size)

    def prepared() -> Operation[Asks]:
        if read_card(answers.question.model).answers_sha256 != answers.question.sha256:
            raise ModelReplaced(folder=answers.question.model)
        yield from parts.taken_over(answers)
        return RayAsker(answers.question.model, answers.question.asking, Cluster(address, workers, memory), out)

    running, written, written_last = run(answers, prepared, finish), 0, time.monotonic()
    try:
        while True:
            try:
                progress = next(running)
            except StopIteration as end:
                result: JobResult = end.value
                break
            if time.monotonic() - written_last > _WRITE_EVERY:
                written, written_last = written + parts.write_finished(answers), time.monotonic()
            yield progress
    finally:
        running.close()
    yield Progress(WRITING)
    written += parts.write_finished(answers, anew=True)
    return RayResult(result, out, written, parts.count - written)
