"""Selections of a gallery as runs of rows, so that a hundred thousand selected pictures cost as little as one.

Qt compares the ranges of an old and a new selection pair by pair, and splits them: fifty thousand would stop the window for 20 s.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt
from PySide6.QtWidgets import QListView

_Flag = QItemSelectionModel.SelectionFlag
_MOST_RANGES = 300  # that Qt compares within a few milliseconds; beyond, the old selection is cleared first


def merged(runs: Iterable[range]) -> list[range]:
    """The same rows in ascending runs that neither touch nor overlap."""
    result: list[range] = []
    for run in sorted((run for run in runs if run), key=lambda run: run.start):
        if result and run.start <= result[-1].stop:
            result[-1] = range(result[-1].start, max(run.stop, result[-1].stop))
        else:
            result.append(run)
    return result


def inverted(runs: Iterable[range], count: int) -> list[range]:
    """All other rows of `count`."""
    edges = [0, *(edge for run in merged(runs) for edge in (run.start, run.stop)), count]
    gaps = (range(start, min(stop, count)) for start, stop in zip(edges[::2], edges[1::2], strict=True))
    return [gap for gap in gaps if gap]


def selected_runs(view: QListView) -> list[range]:
    """The selected rows in ascending runs."""
    model = view.selectionModel()
    if model is None:
        return []
    selection = model.selection()
    return merged(range(each.top(), each.bottom() + 1) for each in map(selection.at, range(selection.count())))


def select_runs(view: QListView, runs: Iterable[range], command: QItemSelectionModel.SelectionFlag = _Flag.ClearAndSelect) -> None:
    """Apply `command` to all rows of `runs`."""
    model = view.selectionModel()
    if model is None:
        return
    wanted = list(runs)
    if command & _Flag.Clear and model.hasSelection() and max(len(wanted), model.selection().count()) > _MOST_RANGES:
        model.clearSelection()
    model.select(_selection(view, wanted), command)


def select_section(view: QListView, rows: range, modifiers: Qt.KeyboardModifier) -> None:
    """All pictures below a header, without scrolling to the first; with Ctrl or Shift in addition to the selection."""
    if not rows:
        return
    first = view.model().index(rows.start, view.modelColumn(), view.rootIndex())
    adds = modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    view.setAutoScroll(False)
    if adds:
        view.selectionModel().setCurrentIndex(first, _Flag.NoUpdate)
    else:
        view.setCurrentIndex(first)  # from there a later click with Shift selects
    view.setAutoScroll(True)
    select_runs(view, [rows], _Flag.Select if adds else _Flag.ClearAndSelect)


def _selection(view: QListView, runs: Iterable[range]) -> QItemSelection:
    model, column, root = view.model(), view.modelColumn(), view.rootIndex()
    everything = range(model.rowCount(root))
    selection = QItemSelection()
    for run in runs:
        if run and run.start in everything and run.stop - 1 in everything:
            first = model.index(run.start, column, root)
            selection.append(QItemSelectionRange(first, first if len(run) == 1 else model.index(run.stop - 1, column, root)))
    return selection
