"""Train layers of a network: epochs, early stop, the best state kept, checkpoints from which a killed run goes on as if never stopped.

Everything random follows from the seed and the place in the run, so that going on needs no state of any generator.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from engine.classifier.learning.best import Best
from engine.classifier.learning.checkpoint import FILE, read_checkpoint, write_checkpoint
from engine.classifier.learning.feed import Feed
from engine.classifier.learning.judging import glimpse, judge
from engine.classifier.learning.layers import Stage, stage_at
from engine.classifier.learning.learner import Learner
from engine.classifier.learning.machine import memory_in_use
from engine.classifier.learning.material import (
    DIVERGED,
    EARLY_STOP,
    FINISHED,
    OUT_OF_TIME,
    STOPPED,
    Evaluation,
    Material,
    Outcome,
)
from engine.classifier.learning.order import epoch_seed
from engine.classifier.learning.pace import Pace
from engine.classifier.learning.planning import plan_to_json
from engine.classifier.learning.ranks import Ranks
from engine.classifier.learning.schedule import rate_share
from engine.classifier.learning.stopwatch import Stopwatch, timed
from engine.classifier.sight.dataset import Batch
from engine.classifier.values import EpochReport, Notice, Plan, StepReport
from engine.errors import Sentence, TrainingDiverged, translate
from engine.progress import EarlyEnd, Operation, Progress

STAGE = translate("operations", "Training")

_CHECKPOINT_SECONDS = 180.0
_WRITING_SHARE = 0.05  # of the time that may go into checkpoints within an epoch
_STEPS_AT_ONCE = 10  # between two looks at the loss, for which a graphics card must finish its work


@dataclass
class _Tally:
    """Sums over the pictures of one epoch."""

    loss: float = 0.0
    right: int = 0
    seen: int = 0
    done: int = 0  # pictures shown by all processes together, unreadable ones included
    seconds: float = 0.0


class Trainer:
    """One training. `start` is the outcome of the linear head that the network begins with, if it does."""

    def __init__(
        self,
        learner: Learner,
        feed: Feed,
        plan: Plan,
        material: Material,
        ranks: Ranks,
        start: Outcome | None = None,
        folder: Path | None = None,
        identity: str = "",
        finish: EarlyEnd | None = None,
    ) -> None:
        self._learner = learner
        self._feed = feed
        self._plan, self._recipe = plan, plan.recipe
        self._material = material
        self._ranks = ranks
        self._file = folder / FILE if folder is not None else None
        self._identity = identity
        self._finish = finish or EarlyEnd()
        self._watch = Stopwatch()
        self._best = Best(plan.recipe.monitor)
        self._reports: list[EpochReport] = list(start.reports) if start else []
        self._epoch, self._tally, self._settled = 1, _Tally(), _Tally()  # settled: as of the last step of the optimizer
        self._pace = Pace(0.0, 1)
        self._total = plan.recipe.epochs * len(material.training)
        self._written_at = self._writing_seconds = 0.0
        self._warned = self._resumed = False
        if start is not None and start.evaluation.targets:
            self._best.offer(learner.module, start.evaluation, 0)

    # ---- the whole -----------------------------------------------------------------------------------------

    def run(self) -> Operation[Outcome]:
        """Train to the end, the early stop or the wish to end, and leave the best state in the network.

        Without validation pictures that is the last state. Raises `TrainingDiverged` if there is no good state to go back to,
        `OutOfMemory`, `DeviceFailed`, `WorkerLost`. Closed in its middle it writes a checkpoint first.
        """
        try:
            reason = yield from timed(self._epochs(), self._watch)
        except GeneratorExit:
            with suppress(OSError):  # nobody is left to be told that the disk is full: the checkpoint before this one stays
                self._write()
            raise
        self._best.restore(self._learner.module)
        return Outcome(self._best.evaluation, tuple(self._reports), reason)

    def resume(self, state: dict[str, Any]) -> None:
        """Go on where `state` was written; the epochs before are told once more."""
        self._learner.restore(state["learner"])
        self._epoch, self._tally, self._settled = state["epoch"], _Tally(**state["tally"]), _Tally(**state["tally"])
        self._watch.seconds = state["seconds"]
        self._reports = [EpochReport(**row) for row in state["reports"]]
        best = state["best"]
        self._best.state, self._best.epoch, self._best.epochs_since = best["state"], best["epoch"], best["epochs_since"]
        self._best.evaluation = _evaluation_from(best["evaluation"])
        self._material.unreadable.update((Path(path), reason) for path, reason in state["unreadable"])
        self._written_at = self._watch.seconds
        self._resumed = True

    def _epochs(self) -> Operation[str]:
        for report in self._reports if self._resumed else ():
            yield self._progress(report)
        while self._epoch <= self._recipe.epochs:
            if 0 < self._recipe.patience <= self._best.epochs_since:
                return EARLY_STOP
            ended = self._wished() if self._best.state is not None else ""
            if ended:
                return ended
            ended = yield from self._train(self._epoch)
            if ended == DIVERGED and self._best.state is None:
                raise TrainingDiverged(epoch=self._epoch, rate=f"{self._recipe.learning_rate:g}")
            if ended and self._best.state is not None:
                return ended
            yield from self._judge()
            if ended:
                return ended
            yield from self._checkpoint(always=True)
        return FINISHED

    # ---- one epoch -----------------------------------------------------------------------------------------

    def _train(self, epoch: int) -> Operation[str]:
        """Show the rest of the epoch's pictures; a reason if the training ends in its middle."""
        self._learner.begin_epoch(self._stage(epoch))
        self._pace = Pace(self._watch.seconds, 1 if self._learner.device == "cpu" else _STEPS_AT_ONCE)
        began = self._watch.seconds - self._tally.seconds
        with closing(self._feed.training(epoch, self._tally.done)) as source:
            for batch in source:
                self._learn(epoch, batch)
                self._tally.seconds = self._watch.seconds - began
                if self._pace.is_due and not self._take():
                    return DIVERGED
                if self._learner.settled:
                    self._settled = replace(self._tally)
                yield self._progress(self._step_report(epoch))
                yield from self._notices()
                yield from self._checkpoint()
                ended = self._wished()
                if ended:
                    return ended
        return "" if self._take() else DIVERGED

    def _learn(self, epoch: int, batch: Batch) -> None:
        examples, world = self._material.training, self._ranks.world
        self._material.note(examples, batch.failures)
        place, planned = self._tally.done, (len(batch.indices) + len(batch.failures)) * world
        self._tally.done += planned
        self._learner.set_rate(self._rate(epoch, self._tally.done))
        if len(batch.indices) <= int(self._learner.needs_pairs):
            return
        targets = [examples[index].target for index in batch.indices]
        whole = len(batch.indices) if world == 1 else planned
        seed = epoch_seed(self._recipe.seed, epoch), place + self._ranks.rank
        self._pace.add(self._learner.learn(batch.pixels, targets, whole, seed, self._tally.done + world > len(examples)))

    def _take(self) -> bool:
        """Add what was learned to the tally; False if the loss is no number any more."""
        loss, right, seen = self._pace.taken()
        self._tally.loss += loss
        self._tally.right += right
        self._tally.seen += seen
        return not self._ranks.largest(int(not math.isfinite(loss)))

    def _judge(self) -> Operation[None]:
        evaluation, shown = yield from _quietly(judge(self._learner, self._feed, self._material, self._ranks), self._progress)
        report = self._epoch_report(evaluation)
        self._best.offer(self._learner.judged, evaluation, report.epoch)
        self._reports.append(report)
        done = self._progress(report)
        self._epoch, self._tally = report.epoch + 1, _Tally()  # before it is told: who is closed while telling goes on after it
        self._settled = _Tally()
        yield done
        if shown:
            yield self._progress(glimpse(report.epoch, shown, self._material))

    def _epoch_report(self, evaluation: Evaluation) -> EpochReport:
        seen, seconds = max(1, self._tally.seen), max(self._tally.seconds, 1e-9)
        return EpochReport(
            self._epoch,
            self._tally.loss / seen,
            self._tally.right / seen,
            evaluation.loss,
            evaluation.accuracy,
            self._rate(self._epoch, len(self._material.training)),
            self._tally.seen * self._ranks.world / seconds,
            evaluation.balanced_accuracy,
            self._watch.seconds,
            self._stage(self._epoch).label,
        )

    # ---- parts ---------------------------------------------------------------------------------------------

    def _stage(self, epoch: int) -> Stage:
        return stage_at(self._recipe.unfreeze, (epoch - 1) / self._recipe.epochs)

    def _rate(self, epoch: int, done: int) -> float:
        epochs_done = epoch - 1 + done / max(1, len(self._material.training))
        if self._recipe.time_budget:
            epochs_done = max(epochs_done, self._recipe.epochs * self._watch.seconds / (60 * self._recipe.time_budget))
        share = rate_share(self._recipe.schedule, epochs_done, self._recipe.epochs, self._recipe.warmup_epochs)
        return self._recipe.learning_rate * share

    def _wished(self) -> str:
        late = self._recipe.time_budget > 0 and self._watch.seconds > 60 * self._recipe.time_budget
        return ("", OUT_OF_TIME, STOPPED)[self._ranks.largest(2 if self._finish.wished else int(late))]

    def _progress(self, detail: object | None = None) -> Progress:
        return Progress(STAGE, (self._epoch - 1) * len(self._material.training) + self._tally.done, self._total, detail)

    def _step_report(self, epoch: int) -> StepReport | None:
        speed = self._pace.told(self._watch.seconds)
        if speed is None:
            return None
        done = epoch - 1 + self._tally.done / max(1, len(self._material.training))
        rate = self._rate(epoch, self._tally.done)
        return StepReport(done, self._pace.loss, rate, speed * self._ranks.world, memory_in_use(self._learner.device))

    def _notices(self) -> Operation[None]:
        if self._learner.micro and not self._warned:
            self._warned = True
            text = translate("operations", "The memory was not enough for {batch} pictures at once: going on with {micro}, the same way.")
            yield self._progress(Notice(Sentence(text, {"batch": self._recipe.batch_size, "micro": self._learner.micro})))

    # ---- checkpoints ---------------------------------------------------------------------------------------

    def _checkpoint(self, always: bool = False) -> Operation[None]:
        """Write one after an epoch, and within it every few minutes; a full disk is told and does not end the training.

        Clocks differ between processes that train together: nothing here may wait for the others.
        """
        since = self._watch.seconds - self._written_at
        if not self._learner.settled or not self._pace.is_read:
            return
        if not always and (since < _CHECKPOINT_SECONDS or self._writing_seconds > _WRITING_SHARE * since):
            return
        try:
            self._write()
        except OSError as error:
            text = translate("operations", "The checkpoint could not be written ({reason}): the training goes on without it.")
            yield self._progress(Notice(Sentence(text, {"reason": error.strerror or str(error)})))

    def _write(self) -> None:
        if self._file is None or not self._ranks.is_first:
            return
        began = self._watch.seconds
        write_checkpoint(self._file, self._state(), self._identity)
        self._written_at = self._watch.seconds
        self._writing_seconds = self._written_at - began

    def _state(self) -> dict[str, Any]:
        return {
            "plan": plan_to_json(self._plan),
            "learner": self._learner.state(),
            "epoch": self._epoch,
            "tally": asdict(self._settled),
            "seconds": self._watch.seconds,
            "reports": [asdict(report) for report in self._reports],
            "best": {
                "state": self._best.state,
                "epoch": self._best.epoch,
                "epochs_since": self._best.epochs_since,
                "evaluation": asdict(self._best.evaluation),
            },
            "unreadable": [[str(path), reason] for path, reason in self._material.unreadable.items()],
        }


def _quietly(steps: Generator[None, None, Any], progress: Any) -> Operation[Any]:
    """The result of `steps`, each of which is told without a detail."""
    try:
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value
            yield progress()
    finally:
        steps.close()


def _evaluation_from(row: dict[str, Any]) -> Evaluation:
    return Evaluation(row["loss"], tuple(row["targets"]), tuple(row["predicted"]))


def checkpoint_of(folder: Path | None, identity: str) -> dict[str, Any] | None:
    """Where the training `identity` stands in `folder`; None if it has not begun. Raises `CheckpointUnusable`."""
    return read_checkpoint(folder / FILE, identity) if folder is not None else None
