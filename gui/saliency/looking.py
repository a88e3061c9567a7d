"""Looks for the evidence in the picture in hand: one at a time, the latest wish wins, and what was found lately is at hand again."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from engine.classifier.model.card import ModelCard
from engine.classifier.saliency.methods import GRAD_CAM, METHODS, QUICK
from engine.classifier.saliency.verdict import Check
from engine.operations.explaining import Explanation, check_map, explain
from gui.jobs import Jobs
from gui.tasks import Task

_SETTLE_MS = 120  # whoever holds an arrow key down asks for nothing
_CHECK_MS, _SLOW_CHECK_MS = 300, 1500  # after the map: who steps on meanwhile did not want it checked
_QUICK_CHECK = 3.0  # s; before checks that take longer the picture must have been looked at for a while
_KEPT = 32  # explanations, about a megabyte each
_LANE = "saliency"


@dataclass(frozen=True)
class Wish:
    """Evidence for class `target` (None: the model's answer) in the picture."""

    card: ModelCard
    path: Path
    target: int | None = None
    method: str = GRAD_CAM


class Looking(QObject):
    """`wish` for a map; `found`, `checked` or `failed` follow, unless something else is wished for meanwhile."""

    begun = Signal()
    progressed = Signal(object)  # Progress
    found = Signal(object)  # Explanation
    checking = Signal()
    checked = Signal(object)  # Explanation with its check
    check_offered = Signal()  # the method is a slow one, and so would its check be
    failed = Signal(object)  # exception
    stopped = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._wish: Wish | None = None
        self._task: Task | None = None
        self._found: Explanation | None = None
        self._kept: OrderedDict[tuple[object, ...], Explanation] = OrderedDict()
        self._check_seconds: dict[Path, float] = {}  # by the model's folder, of the last check
        self._check_began = 0.0
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._look)
        self._before_check = QTimer(self, singleShot=True)
        self._before_check.timeout.connect(self.check)

    @property
    def explanation(self) -> Explanation | None:
        """What was found for the present wish."""
        return self._found

    def wish(self, wish: Wish) -> None:
        self._leave()
        self._wish = wish
        kept = self._kept.get(_key(wish))
        if kept is None:
            self._settle.start()
        else:
            self._on_found(kept)

    def forget(self) -> None:
        """Nothing is wished for any more."""
        self._leave()
        self._wish = None

    def stop(self) -> None:
        """End what runs, by hand."""
        if self._task is not None:
            self._leave(keeps_map=True)
            self.stopped.emit()

    def check(self) -> None:
        """Check the map that was found."""
        wish, found = self._wish, self._found
        if wish is None or found is None or found.check is not None:
            return
        self._before_check.stop()
        self._check_began = time.monotonic()
        self.checking.emit()
        self._task = self._jobs.beside(
            _LANE,
            lambda: check_map(wish.card.folder, wish.path, found.saliency),
            lambda check: self._on_checked(wish, check),
            lambda progress: self._tell_progress(wish, progress),
            on_failure=lambda error: self._on_failed(wish, error),
        )

    # ---- inside ----------------------------------------------------------------------------------------------

    def _look(self) -> None:
        wish = self._wish
        if wish is None:
            return
        self.begun.emit()
        self._task = self._jobs.beside(
            _LANE,
            lambda: explain(wish.card.folder, wish.path, wish.target, wish.method),
            lambda explanation: self._on_explained(wish, explanation),
            lambda progress: self._tell_progress(wish, progress),
            on_failure=lambda error: self._on_failed(wish, error),
        )

    def _on_explained(self, wish: Wish, explanation: Explanation) -> None:
        self._keep(wish, explanation)
        if wish is self._wish:
            self._on_found(explanation)

    def _on_found(self, explanation: Explanation) -> None:
        self._task, self._found = None, explanation
        self.found.emit(explanation)
        if explanation.check is not None:
            self.checked.emit(explanation)
        elif METHODS[explanation.saliency.method].speed == QUICK:
            seconds = self._check_seconds.get(explanation.card.folder, 0.0)
            self._before_check.start(_CHECK_MS if seconds <= _QUICK_CHECK else _SLOW_CHECK_MS)
        else:
            self.check_offered.emit()

    def _on_checked(self, wish: Wish, check: Check) -> None:
        self._check_seconds[wish.card.folder] = time.monotonic() - self._check_began
        if wish is not self._wish or self._found is None:
            return
        self._task, self._found = None, replace(self._found, check=check)
        self._keep(wish, self._found)
        self.checked.emit(self._found)

    def _on_failed(self, wish: Wish, error: BaseException) -> None:
        if wish is self._wish:
            self._task = None
            self.failed.emit(error)

    def _tell_progress(self, wish: Wish, progress: object) -> None:
        if wish is self._wish:
            self.progressed.emit(progress)

    def _keep(self, wish: Wish, explanation: Explanation) -> None:
        self._kept[_key(wish)] = explanation
        self._kept.move_to_end(_key(wish))
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _leave(self, keeps_map: bool = False) -> None:
        self._settle.stop()
        self._before_check.stop()
        if self._task is not None:
            self._task.cancel()
        self._task = None
        if not keeps_map:
            self._found = None


def _key(wish: Wish) -> tuple[object, ...]:
    return wish.card.folder, wish.card.answers_sha256, wish.path, wish.target, wish.method
