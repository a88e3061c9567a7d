"""The first rows of a table of labels, with a box above each column that says what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from engine.errors import translate
from engine.transfer.columns import Columns
from gui import theme
from gui.text import of_engine
from gui.widgets.choice_box import ChoiceBox

IGNORED = ""
# What a column can hold: the fields of `Columns`, the usual ones first.
ROLES = {
    IGNORED: translate("ColumnTable", "not used"),
    "path": translate("ColumnTable", "Picture"),
    "class_name": translate("ColumnTable", "Class"),
    "split": translate("ColumnTable", "Split"),
    "group": translate("ColumnTable", "Group"),
    "folder": translate("ColumnTable", "Folder"),
    "unsure": translate("ColumnTable", "Not sure"),
    "source": translate("ColumnTable", "Labelled by"),
    "confidence": translate("ColumnTable", "Confidence"),
    "time": translate("ColumnTable", "Labelled on"),
}
_USUAL = 5  # the roles above the line
_MOST = 100  # columns with a box; what lies right of them is not used
_NARROWEST, _WIDEST = 132, 280
_GAP = 4
_HEIGHT = 242  # px that it would like: a few rows, with a bar to see more


class ColumnTable(QTableWidget):
    """Each role but "not used" stands above one column at most: choosing it elsewhere moves it.

    It goes back if that column becomes something else, so that arrow keys which pass by a role on their way do no harm.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Sequence[str]] = ()
        self._has_header = False
        self._claims: dict[int, str] = {}  # what was chosen for each column, the latest choice last
        self.heads = _Boxes(self)
        self.heads.chosen.connect(self._on_chosen)
        self.setHorizontalHeader(self.heads)
        self.setProperty("kind", "clear")
        self.setAccessibleName(self.tr("First rows of the label file"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)

    def show_rows(self, rows: Sequence[Sequence[str]], columns: Columns) -> None:
        """Show `rows`, the header among them if there is one, with the boxes set to `columns`."""
        self._rows = rows
        self.setColumnCount(min(_MOST, max(map(len, rows), default=0)))
        self._claims = {getattr(columns, role): role for role in ROLES if role and getattr(columns, role) is not None}
        self.heads.set_roles(self._claims)
        self.set_header(columns.has_header)
        for column in range(self.columnCount()):
            widest = max((self.fontMetrics().horizontalAdvance(row[column]) for row in rows if column < len(row)), default=0)
            self.setColumnWidth(column, max(_NARROWEST, min(_WIDEST, widest + 28)))

    def set_header(self, has_header: bool) -> None:
        """Whether the first row holds names."""
        self._has_header = has_header
        named = self._rows[0] if has_header and self._rows else ()
        self.heads.set_names([named[column] if column < len(named) else "" for column in range(self.columnCount())])
        body = self._rows[1:] if has_header else self._rows
        self.setRowCount(len(body))
        for number, row in enumerate(body):
            for column in range(self.columnCount()):
                self.setItem(number, column, _cell(row[column] if column < len(row) else ""))

    def columns(self) -> Columns | None:
        """What the boxes say; None while none of them says where the path of the picture is."""
        places = {role: column for column, role in enumerate(self.heads.roles()) if role}
        if "path" not in places:
            return None
        known = {field.name for field in fields(Columns)}
        return Columns(has_header=self._has_header, **{role: column for role, column in places.items() if role in known})

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEIGHT)

    def _on_chosen(self, column: int) -> None:
        self._claims.pop(column, None)
        self._claims[column] = self.heads.roles()[column]
        holders = {role: claimant for claimant, role in self._claims.items() if role}
        for other in range(self.columnCount()):
            role = self._claims.get(other, IGNORED)
            self.heads.set_role(other, role if holders.get(role) == other else IGNORED)
        self.edited.emit()


class _Boxes(QHeaderView):
    """A header with a box in each section, and below it the name that the column has in the file."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._boxes: list[QComboBox] = []
        self._names: Sequence[str] = ()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.sectionResized.connect(self._place)
        self.geometriesChanged.connect(self._place)

    def set_roles(self, roles: dict[int, str]) -> None:
        """One box a column, {column: role}."""
        for box in self._boxes:
            box.deleteLater()
        self._boxes = [self._box(column, roles.get(column, IGNORED)) for column in range(self.count())]
        self.setFixedHeight(self.sizeHint().height())
        self._place()

    def set_role(self, column: int, role: str) -> None:
        box = self._boxes[column]
        box.blockSignals(True)
        box.setCurrentIndex(box.findData(role))
        box.blockSignals(False)
        self._dress(box)

    def roles(self) -> list[str]:
        return [str(box.currentData()) for box in self._boxes]

    def boxes(self) -> Sequence[QComboBox]:
        return self._boxes

    def set_names(self, names: Sequence[str]) -> None:
        self._names = names
        for number, (box, name) in enumerate(zip(self._boxes, names, strict=True), 1):
            box.setAccessibleName(self.tr("Column {0}: {1}").format(number, name) if name else self.tr("Column {0}").format(number))
        self.viewport().update()

    def _box(self, column: int, role: str) -> QComboBox:
        box = ChoiceBox(self.viewport())
        for key, name in ROLES.items():
            box.addItem(of_engine("ColumnTable", name), key)
        box.insertSeparator(_USUAL)
        box.setCurrentIndex(box.findData(role))
        box.currentIndexChanged.connect(lambda _: self._on_changed(column))
        box.installEventFilter(self)
        box.show()
        self._dress(box)
        return box

    def _on_changed(self, column: int) -> None:
        self._dress(self._boxes[column])
        self.chosen.emit(column)

    def _dress(self, box: QComboBox) -> None:
        """A column that is used stands out."""
        box.setProperty("kind", "" if box.currentData() else "muted")
        font = box.font()
        font.setBold(bool(box.currentData()))
        box.setFont(font)

    def _place(self, *_: int) -> None:
        for column, box in enumerate(self._boxes):
            x = self.sectionViewportPosition(column)
            box.setGeometry(x + _GAP, _GAP, self.sectionSize(column) - 2 * _GAP, box.sizeHint().height())

    # ---- QHeaderView ---------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        box = self._boxes[0].sizeHint().height() if self._boxes else 0
        return QSize(hint.width(), box + self.fontMetrics().height() + 4 * _GAP)

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        tokens = theme.current()
        painter.save()
        painter.setPen(tokens.border)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        named = bool(self._names) and column < len(self._names) and bool(self._names[column])
        font = painter.font()
        font.setBold(named)
        painter.setFont(font)
        painter.setPen(tokens.muted if named else tokens.disabled)
        text = self._names[column] if named else self.tr("column {0}").format(column + 1)
        below = rect.adjusted(13, rect.height() - self.fontMetrics().height() - 2 * _GAP, -_GAP, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """A box that gets the keyboard is scrolled into view."""
        if event.type() == QEvent.Type.FocusIn and watched in self._boxes:
            table = self.parent()
            if isinstance(table, QTableWidget):
                table.scrollTo(table.model().index(0, self._boxes.index(watched)))
        return False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place()


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    return item
