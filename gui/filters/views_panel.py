"""The saved views of the project: a click shows one, the bin removes it, and the line below saves the present one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from engine.views.view import SavedView, View
from gui import icons
from gui.filters.popup import Popup
from gui.filters.view_keeper import ViewKeeper, same
from gui.widgets.labels import MutedLabel, SectionLabel
from gui.widgets.parts import button

_WIDTH, _TALLEST, _ROW = 300, 320, 34


class ViewsPanel(Popup):
    chosen = Signal(object)  # View

    def __init__(self, keeper: ViewKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._view = View()
        self.rows: list[_ViewRow] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._scroll = QScrollArea()
        self._nothing = MutedLabel(self.tr("A view is a filter with its order and headers. Save the present one to come back to it."))
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of the present view"))
        self.name.setAccessibleName(self.tr("Name of the present view"))
        self.save_button = button(self.tr("Save"))
        self._arrange()
        self.name.returnPressed.connect(self._save)
        self.name.textChanged.connect(self._show_state)
        self.save_button.clicked.connect(self._save)
        keeper.changed.connect(self._show)
        self._show()

    def _arrange(self) -> None:
        holder = QWidget()
        holder.setObjectName("contents")
        holder.setLayout(self._list)
        self._scroll.setWidget(holder)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        line.addWidget(self.save_button)
        self.body.addWidget(SectionLabel(self.tr("Views")))
        self.body.addWidget(self._scroll)
        self.body.addWidget(self._nothing)
        self.body.addLayout(line)
        self.setFixedWidth(_WIDTH)

    def show_view(self, view: View) -> None:
        """The view in use: its row is marked."""
        self._view = view
        for row in self.rows:
            row.mark(same(row.saved.view, view))

    def open_below(self, button: QWidget) -> None:
        self.name.clear()
        self._show_state()
        super().open_below(button)
        self.name.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [_ViewRow(each) for each in self._keeper.views]
        for row in self.rows:
            self._list.addWidget(row)
            row.chosen.connect(self._on_chosen)
            row.deleted.connect(self._keeper.delete)
        self._nothing.setVisible(not self.rows)
        self._scroll.setVisible(bool(self.rows))
        self._scroll.setFixedHeight(min(_TALLEST, len(self.rows) * (_ROW + 2)))
        self.show_view(self._view)
        self._show_state()
        if self.isVisible():
            self.adjustSize()

    def _show_state(self) -> None:
        writable = self._keeper.writable
        taken = any(each.name.casefold() == self.name.text().strip().casefold() for each in self._keeper.views)
        self.name.setEnabled(writable)
        self.save_button.setText(self.tr("Replace") if taken else self.tr("Save"))
        self.save_button.setEnabled(writable and bool(self.name.text().strip()))
        for row in self.rows:
            row.delete.setEnabled(writable)

    def _save(self) -> None:
        if self._keeper.save(self.name.text()):
            self.close()

    def _on_chosen(self, view: View) -> None:
        self.close()
        self.chosen.emit(view)


class _ViewRow(QWidget):
    chosen = Signal(object)  # View
    deleted = Signal(str)  # its name

    def __init__(self, saved: SavedView) -> None:
        super().__init__()
        self.saved = saved
        self.open = QPushButton()
        self.open.setProperty("kind", "row")
        self.open.setCheckable(True)
        self.open.setIconSize(QSize(20, 16))
        self.open.setIcon(icons.icon("view"))
        self.open.setText(self.open.fontMetrics().elidedText(saved.name.replace("&", "&&"), Qt.TextElideMode.ElideRight, _WIDTH - 120))
        self.open.setToolTip(saved.view.text or saved.name)
        self.open.setAccessibleName(saved.name)
        self.delete = QToolButton()
        self.delete.setIcon(icons.icon("delete"))
        self.delete.setToolTip(self.tr("Delete this view"))
        self.delete.setAccessibleName(self.tr("Delete the view {0}").format(saved.name))
        self.delete.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.open, 1)
        row.addWidget(self.delete)
        self.setFixedHeight(_ROW)
        self.open.clicked.connect(lambda: self.chosen.emit(saved.view))
        self.delete.clicked.connect(lambda: self.deleted.emit(saved.name))

    def mark(self, in_use: bool) -> None:
        self.open.setChecked(in_use)
