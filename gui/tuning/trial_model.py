"""The trials of a tuning as a table: number, score, state and time, then a column for each field that is searched."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QWidget

from engine.classifier.learning.trials import LOSS, STATES, TrialReport, TrialState
from engine.classifier.recipe import Recipe
from engine.fields import Option, options
from gui import icons, theme
from gui.recipes.words import value_words
from gui.text import of_engine, percent, sentence
from gui.widgets.task_bar import duration_text

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
SortRole = Role.UserRole + 1
NUMBER, SCORE, STATE, SECONDS, FIELDS = range(5)  # columns; those of the fields come last
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def score_words(score: float | None, metric: str) -> str:
    if score is None:
        return "–"
    return f"{score:.4f}" if metric == LOSS else percent(score)


def written_value(option: Option, value: Any) -> str:
    """As the form shows it, with the digits that matter."""
    return value_words(option, float(f"{value:.3g}") if option.kind is float else value)


class TrialModel(QAbstractTableModel):
    """The best trial is bold, with a star."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._trials: list[TrialReport] = []
        self._rows: dict[int, int] = {}
        self._fields: list[Option] = []
        self._metric = ""
        self._best: int | None = None
        self._bold = theme.scaled_font(parent.font(), 1.0, QFont.Weight.DemiBold)
        self._answers: dict[int, Callable[[TrialReport, int], Any]] = {
            Role.DisplayRole: self._text,
            Role.ToolTipRole: self._hint,
            Role.AccessibleTextRole: self._spoken,
            Role.TextAlignmentRole: lambda trial, column: _LEFT if column == STATE else _RIGHT,
            Role.FontRole: lambda trial, column: self._bold if trial.number == self._best else None,
            Role.ForegroundRole: self._colour,
            Role.DecorationRole: self._star,
            SortRole: self._sorted_by,
        }

    def set_trials(self, trials: Iterable[TrialReport], fields: Iterable[str], metric: str, best: TrialReport | None) -> None:
        self.beginResetModel()
        self._trials = sorted(trials, key=lambda trial: trial.number)
        self._rows = {trial.number: row for row, trial in enumerate(self._trials)}
        known = {option.name: option for option in options(Recipe)}
        self._fields = [known[name] for name in fields]
        self._metric, self._best = metric, best.number if best else None
        self.endResetModel()

    def put(self, trial: TrialReport, best: TrialReport | None) -> None:
        """Show how `trial` is now, which may be a new one."""
        if trial.number not in self._rows:
            row = len(self._trials)
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows[trial.number] = row
            self._trials.append(trial)
            self.endInsertRows()
        self._trials[self._rows[trial.number]] = trial
        changed = {trial.number, self._best, best.number if best else None}
        self._best = best.number if best else None
        for row in (self._rows[number] for number in changed if number in self._rows):
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def trial(self, row: int) -> TrialReport:
        return self._trials[row]

    # ---- QAbstractTableModel -------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._trials)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else FIELDS + len(self._fields)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        answer = self._answers.get(role)
        return answer(self._trials[index.row()], index.column()) if answer and index.isValid() else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            heads = (self.tr("Trial"), self.tr("Score"), self.tr("State"), self.tr("Time"))
            return heads[section] if section < FIELDS else of_engine("recipe", self._fields[section - FIELDS].label)
        if role == Role.TextAlignmentRole:
            return _LEFT if section == STATE else _RIGHT
        return None

    def _text(self, trial: TrialReport, column: int) -> str:
        if column >= FIELDS:
            option = self._fields[column - FIELDS]
            return written_value(option, trial.values[option.name])
        return self._own[column](self, trial)

    _own: tuple[Callable[[TrialModel, TrialReport], str], ...] = (
        lambda self, trial: str(trial.number + 1),
        lambda self, trial: score_words(trial.score, self._metric),
        lambda self, trial: of_engine("operations", STATES[trial.state]),
        lambda self, trial: duration_text(trial.seconds) if trial.seconds else "–",
    )

    def _hint(self, trial: TrialReport, column: int) -> str:
        if trial.message is not None:
            return sentence(trial.message)
        return self.tr("The recipe as it was") if trial.as_is else self._text(trial, column)

    def _spoken(self, trial: TrialReport, column: int) -> str:
        best = column == NUMBER and trial.number == self._best
        return self.tr("{0}, the best").format(self._text(trial, column)) if best else self._text(trial, column)

    def _colour(self, trial: TrialReport, column: int) -> QColor | None:
        if trial.state is TrialState.FAILED and column == STATE:
            return QColor(theme.current().danger)
        return QColor(theme.current().muted) if trial.state in (TrialState.PRUNED, TrialState.CUT, TrialState.FAILED) else None

    def _star(self, trial: TrialReport, column: int) -> Any:
        return icons.icon("example", "accent_text") if column == NUMBER and trial.number == self._best else None

    def _sorted_by(self, trial: TrialReport, column: int) -> Any:
        if column >= FIELDS:
            return trial.values[self._fields[column - FIELDS].name]
        nothing = math.inf if self._metric == LOSS else -math.inf
        return (trial.number, nothing if trial.score is None else trial.score, trial.state.value, trial.seconds)[column]
