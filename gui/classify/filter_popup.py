"""The filter of the answers: how sure, how close the contest, how unusual, where, when, looked at or not, and a part of the name."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from gui import theme
from gui.classify.arranger import Arranger
from gui.filters.popup import Popup
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.parts import MutedLabel, button, grouped
from gui.widgets.spin_boxes import SpinBox

if TYPE_CHECKING:
    from engine.batch.table import Arrangement

_TYPED_MS = 250
_MOST_FOLDERS = 500
_DAY = 24 * 3600.0
_ROUNDING = 0.005  # the ends of a range are whole percents: 50 means what is shown as 50 %


class Percents(QWidget):
    """From so much to so much, in percent. `None` is the whole range."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.low, self.high = SpinBox(), SpinBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.STEP)
        for box, value, told in ((self.low, 0, self.tr("{0} from")), (self.high, 100, self.tr("{0} to"))):
            box.setRange(0, 100)
            box.setValue(value)
            box.setSuffix(" %")
            box.setFixedWidth(92)
            box.setAccessibleName(told.format(name))
            box.setKeyboardTracking(False)
            box.valueChanged.connect(lambda _: self.edited.emit())
        row.addWidget(self.low)
        row.addWidget(QLabel("–"))
        row.addWidget(self.high)

    def value(self) -> tuple[float, float] | None:
        low, high = sorted((self.low.value(), self.high.value()))
        if (low, high) == (0, 100):
            return None
        return (0.0 if low == 0 else low / 100 - _ROUNDING, 1.0 if high == 100 else high / 100 + _ROUNDING)

    def set_value(self, value: tuple[float, float] | None) -> None:
        low, high = value or (0.0, 1.0)
        shown = 0 if low <= 0 else round((low + _ROUNDING) * 100), 100 if high >= 1 else round((high - _ROUNDING) * 100)
        for box, percent in zip((self.low, self.high), shown, strict=True):
            with QSignalBlocker(box):
                box.setValue(percent)


class AnswerFilter(Popup):
    """Each change filters at once."""

    def __init__(self, arranger: Arranger, parent: QWidget) -> None:
        super().__init__(parent)
        self._arranger = arranger
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("A part of name or folder"))
        self.text.setAccessibleName(self.tr("Search"))
        self.text.setClearButtonEnabled(True)
        self.ranges = {
            "confidence": Percents(self.tr("Confidence")),
            "margin": Percents(self.tr("Lead over the second")),
            "novelty": Percents(self.tr("Unknown score")),
        }
        self.reviewed, self.folder, self.time = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._folders = 0
        self.clear_button = button(self.tr("Clear all"), "quiet")
        self._said = MutedLabel()
        self._said.setWordWrap(False)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._fill()
        self._arrange()
        self._connect()

    def _fill(self) -> None:
        for text, judged in ((self.tr("All"), None), (self.tr("Looked at"), True), (self.tr("Not looked at"), False)):
            self.reviewed.addItem(text, judged)
        spans = ((self.tr("At any time"), 0), (self.tr("Today"), 1), (self.tr("Within 7 days"), 7), (self.tr("Within 30 days"), 30))
        for text, days in (*spans, (self.tr("Within a year"), 365)):
            self.time.addItem(text, days)

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * theme.STEP)
        grid.setVerticalSpacing(2 * theme.STEP)
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Search"), self.text),
            (self.tr("Confidence"), self.ranges["confidence"]),
            (self.tr("Lead over the second"), self.ranges["margin"]),
            (self.tr("Unknown score"), self.ranges["novelty"]),
            (self.tr("By a person"), self.reviewed),
            (self.tr("Folder"), self.folder),
            (self.tr("File changed"), self.time),
        ]
        for number, (name, field) in enumerate(rows):
            label = MutedLabel(name)
            label.setWordWrap(False)
            label.setBuddy(field)
            field.setAccessibleName(name)
            grid.addWidget(label, number, 0)
            grid.addWidget(field, number, 1)
        self.folder.setMaximumWidth(216)
        foot = QHBoxLayout()
        foot.addWidget(self._said)
        foot.addStretch(1)
        foot.addWidget(self.clear_button)
        self.body.addLayout(grid)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        for box in self.ranges.values():
            box.edited.connect(self._on_edited)
        for choice in (self.reviewed, self.folder, self.time):
            choice.activated.connect(lambda _: self._on_edited())
        self.text.textEdited.connect(lambda _: self._typed.start())
        self._typed.timeout.connect(lambda: self._arranger.wish_for(text=self.text.text()))
        self.clear_button.clicked.connect(self._arranger.show_everything)
        self._arranger.changed.connect(self._show)
        self.opened.connect(self._on_opened)

    # ---- showing and asking --------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._show_folders()
        self._show()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show_folders(self) -> None:
        sheet = self._arranger.sheet
        folders = list(sheet.table.folders) if sheet else []
        self.folder.clear()
        self.folder.addItem(self.tr("All folders"), None)
        numbered = sorted(enumerate(folders), key=lambda each: each[1])[:_MOST_FOLDERS]
        for number, folder in numbered:
            self.folder.addItem(str(Path(*Path(folder).parts[-2:])), number)
            self.folder.setItemData(self.folder.count() - 1, folder, Qt.ItemDataRole.ToolTipRole)

    def _show(self) -> None:
        wish = self._arranger.wish
        if wish is None or not self.isVisible():
            return
        wanted = wish.wanted
        for name, box in self.ranges.items():
            box.set_value(getattr(wanted, name))
        self.reviewed.setCurrentIndex(self.reviewed.findData(wanted.judged))
        self.folder.setCurrentIndex(max(0, self.folder.findData(wanted.folders[0]) if wanted.folders else 0))
        if wanted.modified is None:
            self.time.setCurrentIndex(0)
        if not self._typed.isActive() and wish.text != self.text.text():
            self.text.setText(wish.text)
        self._said.setText(self.tr("{0} of {1}").format(grouped(self._arranger.shown), grouped(self._arranger.total)))

    def _on_edited(self) -> None:
        wanted: Arrangement | None = self._arranger.wanted
        if wanted is None:
            return
        parts: dict[str, Any] = {name: box.value() for name, box in self.ranges.items()}
        days = self.time.currentData()
        parts["judged"] = self.reviewed.currentData()
        parts["folders"] = None if self.folder.currentData() is None else (self.folder.currentData(),)
        parts["modified"] = (time.time() - days * _DAY, time.time() + _DAY) if days else None
        self._arranger.want(**parts)
