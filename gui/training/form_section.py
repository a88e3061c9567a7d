"""A group of settings that folds: its head says how many of them differ from their defaults."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.fields import Option
from gui import icons, theme
from gui.text import of_engine
from gui.training.field_row import FieldRow


class FormSection(QWidget):
    """Its rows are made when it is first opened: forty editors at once would hold up the window's start."""

    edited = Signal(str)
    rows_made = Signal()

    def __init__(self, title: str, options: Sequence[Option], context: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = options
        self._context = context
        self._rows: dict[str, FieldRow] = {}
        self._top: list[QWidget] = []
        self.head = QPushButton(title.replace("&", "&&"))
        self.head.setProperty("kind", "row")
        self.head.setCheckable(True)
        self.head.toggled.connect(self._on_toggled)
        self._remark = QLabel()
        self._remark.setProperty("kind", "muted")
        self._remark.setFont(theme.small_font(self.font()))
        self._remark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._body = QWidget()
        self._body.hide()
        self._arrange()
        self._on_toggled(False)

    def _arrange(self) -> None:
        inside = QHBoxLayout(self.head)
        inside.setContentsMargins(0, 0, 2 * theme.STEP, 0)
        inside.addStretch(1)
        inside.addWidget(self._remark)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(3 * theme.STEP, theme.STEP, 0, 2 * theme.STEP)
        self._column.setSpacing(2 * theme.STEP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._body)

    def rows(self) -> dict[str, FieldRow]:
        """By the names of their fields; none before it is first opened."""
        return self._rows

    def row(self, name: str) -> FieldRow:
        self._make_rows()
        return self._rows[name]

    def put_on_top(self, widget: QWidget) -> None:
        """Above the rows."""
        self._top.append(widget)
        self._column.insertWidget(0, widget)

    def set_open(self, open_: bool) -> None:
        self.head.setChecked(open_)

    def show_only(self, wanted: Callable[[Option], bool] | None) -> bool:
        """Show the rows that are `wanted`, all with None; whether there is one."""
        found = [option for option in self.options if wanted is None or wanted(option)]
        self.setVisible(bool(found))
        if found and wanted is not None:
            self._make_rows()
        for option in self.options if self._rows else ():
            self._rows[option.name].setVisible(option in found)
        for widget in self._top:
            widget.setVisible(wanted is None)
        self._body.setVisible(bool(found) and (wanted is not None or self.head.isChecked()))
        self._point(wanted is not None or self.head.isChecked())
        return bool(found)

    def set_state(self, changed: int, unused: str) -> None:
        """How many settings with an effect differ from their defaults; `unused`: why none has any, else ""."""
        remark = self.tr("not used") if unused else self.tr("{0} changed").format(changed) if changed else ""
        self._remark.setText(remark)
        self.head.setToolTip(unused)
        self.head.setAccessibleDescription(unused or remark)

    def _on_toggled(self, open_: bool) -> None:
        if open_:
            self._make_rows()
        self._body.setVisible(open_)
        self._point(open_)

    def _point(self, open_: bool) -> None:
        self.head.setIcon(icons.icon("down" if open_ else "right"))

    def _make_rows(self) -> None:
        if self._rows:
            return
        for option in self.options:
            row = FieldRow(option, self._context)
            row.edited.connect(self.edited)
            self._column.addWidget(row)
            self._rows[option.name] = row
        self.rows_made.emit()


def matches(option: Option, context: str, words: Sequence[str]) -> bool:
    """Whether each of `words`, in lower case, stands in the name, the label or the help of the setting, in any language."""
    texts = (option.name, option.label, option.help, of_engine(context, option.label), of_engine(context, option.help), option.section)
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)
