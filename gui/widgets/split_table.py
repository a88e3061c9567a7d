"""A table of classes by side: counts, and the shares as one thin stacked bar a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from engine.project.sample import Split
from engine.splits.leaks import SplitRow
from gui import theme
from gui.widgets.chips import grouped
from gui.widgets.labels import paint_square

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
CountsRole = Role.UserRole + 1  # the counts of a row, in the order of `SIDES`
SIDES = (Split.TRAIN, Split.VALIDATION, Split.TEST, Split.NONE)
CLASS, SHARES = 0, 1 + len(SIDES)  # columns; the sides are between them
_BAR = QSize(120, 8)
_SQUARE, _ICON = 10, 16  # px; heads of tables enlarge what is smaller than an icon
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def side_colour(side: Split) -> QColor:
    """A tone of the accent for each side, so that none looks like the colour of a class; grey for what is on none."""
    tokens = theme.current()
    return {
        Split.TRAIN: QColor(tokens.accent),
        Split.VALIDATION: theme.mixed(tokens.accent, tokens.surface, 0.55),
        Split.TEST: theme.mixed(tokens.accent, tokens.text, 0.65),
        Split.NONE: QColor(tokens.border_strong),
    }[side]


class _Row(NamedTuple):
    name: str
    colour: str  # "" for the sum of all classes
    counts: tuple[int, ...]


class SplitTableModel(QAbstractTableModel):
    """A row for each class and, below several, one for all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._bold = theme.scaled_font(parent.font(), 1.0, QFont.Weight.DemiBold)
        self._answers: dict[int, Callable[[_Row, int], Any]] = {
            Role.DisplayRole: self._text,
            Role.ToolTipRole: self._hint,
            Role.AccessibleTextRole: self._hint,
            Role.DecorationRole: lambda row, column: _square(QColor(row.colour)) if row.colour and column == CLASS else None,
            Role.TextAlignmentRole: lambda row, column: _alignment(column),
            Role.FontRole: lambda row, column: None if row.colour else self._bold,
            CountsRole: lambda row, column: row.counts,
        }

    def set_rows(self, rows: Sequence[SplitRow]) -> None:
        self.beginResetModel()
        self._rows = [
            _Row(row.sample_class.name, row.sample_class.colour, tuple(row.counts.get(side, 0) for side in SIDES)) for row in rows
        ]
        if len(rows) > 1:
            self._rows.append(_Row(self.tr("All classes"), "", tuple(map(sum, zip(*(row.counts for row in self._rows), strict=True)))))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else SHARES + 1

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        answer = self._answers.get(role)
        return answer(self._rows[index.row()], index.column()) if answer else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if role == Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Class"), *self._names(), self.tr("Shares"))[section]
        if role == Role.DecorationRole and CLASS < section < SHARES:
            return _square(side_colour(SIDES[section - 1]))
        return _alignment(section) if role == Role.TextAlignmentRole else None

    def _text(self, row: _Row, column: int) -> str | None:
        if column == CLASS:
            return row.name
        return None if column == SHARES else grouped(row.counts[column - 1]) if row.counts[column - 1] else "–"

    def _hint(self, row: _Row, column: int) -> str | None:
        if column != SHARES:
            return self._text(row, column)
        whole = sum(row.counts) or 1
        return ", ".join(f"{name} {count / whole:.0%}" for name, count in zip(self._names(), row.counts, strict=True) if count)

    def _names(self) -> tuple[str, ...]:
        return self.tr("Training"), self.tr("Validation"), self.tr("Test"), self.tr("Not yet")


class SharesDelegate(QStyledItemDelegate):
    """Paints the counts of a row as one rounded bar, a piece a side, kept apart by a gap so that colour is not all that tells them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        counts = index.data(CountsRole)
        room = QRectF(option.rect).adjusted(10, 0, -10, 0)
        bar = QRectF(room.x(), room.center().y() - _BAR.height() / 2, room.width(), _BAR.height())
        rounded = QPainterPath()
        rounded.addRoundedRect(bar, _BAR.height() / 2, _BAR.height() / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(rounded)
        painter.fillRect(bar, QColor(theme.current().track))
        left, whole = bar.x(), sum(counts) or 1
        for side, count in zip(SIDES, counts, strict=True):
            width = bar.width() * count / whole
            if count:
                painter.fillRect(QRectF(left, bar.y(), max(1.0, width - 1.5), bar.height()), side_colour(side))
            left += width
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index).expandedTo(QSize(_BAR.width() + 20, 0))


class SplitTable(QTableView):
    """Shows a `SplitTableModel`; the class column takes the room that is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SplitTableModel(self)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(SHARES, SharesDelegate(self))
        self.setProperty("kind", "clear")
        self.setAccessibleName(self.tr("Classes by side"))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heads.setSectionResizeMode(CLASS, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(SHARES, QHeaderView.ResizeMode.Fixed)
        heads.resizeSection(SHARES, _BAR.width() + 20)


def _alignment(column: int) -> Qt.AlignmentFlag:
    return _LEFT if column in (CLASS, SHARES) else _RIGHT


def _square(colour: QColor) -> QPixmap:
    pixmap = QPixmap(_ICON * 2, _ICON * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    margin = (_ICON - _SQUARE) / 2
    paint_square(painter, QRectF(margin, margin, _SQUARE, _SQUARE), colour.name(), False)
    painter.end()
    return pixmap
