"""Two pictures side by side, looked at through the same window: zooming or moving one does the same to the other.

Keys label the framed one alone; Tab or a click frames the other, the arrows put the next of the selection on the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine.project.annotation import annotation_of
from engine.project.sample import Sample
from gui import theme
from gui.classes.class_mark import ClassMark
from gui.hand import Hand
from gui.models.picture_loader import PictureLoader
from gui.models.sample_model import SampleModel
from gui.sample_facts import Fact, SampleFacts, compared
from gui.session import Session
from gui.widgets.chips import grouped
from gui.widgets.cover import Cover
from gui.widgets.facts_table import FactsTable
from gui.widgets.image_view import ImageView

_LEAVERS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_C}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1}
_ZOOM_KEYS = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 1 / 1.25}
LEFT, RIGHT = 0, 1


class CompareView(Cover):
    """`open` it on at least two samples."""

    def __init__(self, session: Session, model: SampleModel, hand: Hand, page: QWidget) -> None:
        super().__init__(page)
        self.setAccessibleName(self.tr("Compare"))
        self._session, self._model, self._hand = session, model, hand
        self._ids: Sequence[int] = ()
        self._shown = [0, 1]  # places in `_ids`
        self.active = LEFT
        self._words = SampleFacts(self)
        self.sides = (_Side(self), _Side(self))
        for number, side in enumerate(self.sides):
            self.middle.addWidget(side, 1)
            side.pressed.connect(lambda chosen=number: self.activate(chosen))
            side.picture.view_changed.connect(lambda zoom, middle, other=self.sides[1 - number]: other.picture.set_view(zoom, middle))
        self.title.setText(self.tr("Compare"))
        self.strip.chosen.connect(hand.assign)
        self.strip.unsure_chosen.connect(hand.mark_unsure)
        session.samples_changed.connect(self._show_marks)
        session.classes_changed.connect(self._show_marks)
        model.modelReset.connect(self._on_rows_changed)

    def open(self, ids: Sequence[int]) -> None:
        """Compare the first two of `ids`; the arrows lead through the rest."""
        self._ids, self._shown = ids, [0, 1]
        self.show()
        self.setFocus()
        self._show_side(LEFT)
        self._show_side(RIGHT)
        self.activate(LEFT)

    def leave(self) -> None:
        self._hand.hold(None)
        self._ids = ()
        for side in self.sides:
            side.clear()
        super().leave()

    def shutdown(self) -> None:
        for side in self.sides:
            side.shutdown()

    # ---- choosing --------------------------------------------------------------------------------------------

    def activate(self, number: int) -> None:
        """From now on keys mean this side."""
        self.active = number
        for each, side in enumerate(self.sides):
            side.picture.set_active(each == number)
        self._hand.hold(self._ids[self._shown[number]], still=True)
        self._show_marks()

    def step(self, by: int) -> None:
        """Put the next or previous one of the selection on the right; the left one is passed over."""
        place = (self._shown[RIGHT] + by) % len(self._ids)
        if place == self._shown[LEFT]:
            place = (place + by) % len(self._ids)
        self._shown[RIGHT] = place
        self.sides[RIGHT].keep_view(self.sides[LEFT].picture.zoom, self.sides[LEFT].picture.middle)
        self._show_side(RIGHT)
        self.activate(RIGHT)

    # ---- what it shows ---------------------------------------------------------------------------------------

    def _sample(self, number: int) -> Sample | None:
        return self._sample_at(self._shown[number])

    def _sample_at(self, place: int) -> Sample | None:
        row = self._model.row_of(self._ids[place % len(self._ids)]) if self._ids else -1
        return self._model.sample_at(row) if row >= 0 else None

    def _show_side(self, number: int) -> None:
        sample, place = self._sample(number), self._shown[number]
        ahead = [self._sample_at(place + by) for by in (1, -1)] if number == RIGHT else []
        if sample is not None:
            self.sides[number].show_picture(sample.path, [each.path for each in ahead if each is not None])

    def _show_marks(self) -> None:
        left, right = self._sample(LEFT), self._sample(RIGHT)
        if left is None or right is None:
            return
        for side, sample, facts in zip(self.sides, (left, right), compared(self._facts(left), self._facts(right)), strict=True):
            side.show_facts(sample, self._model.class_of(sample), facts)
        shown = self.tr("{0} and {1} of {2} selected").format(self._shown[LEFT] + 1, self._shown[RIGHT] + 1, grouped(len(self._ids)))
        hint = self.tr("← → step the right one · Tab changes sides") if len(self._ids) > 2 else self.tr("Tab changes sides")
        self.place.setText(f"{shown} · {hint}")
        active = (left, right)[self.active]
        self.strip.set_classes(self._session.classes)
        self.strip.set_current(active.class_id, active.unsure)

    def _facts(self, sample: Sample) -> list[Fact]:
        project = self._session.project
        return self._words.of(sample, annotation_of(project, sample.id) if project else None)[1:]  # the name stands above already

    def _on_rows_changed(self) -> None:
        if self._ids and (self._sample(LEFT) is None or self._sample(RIGHT) is None):
            self.leave()

    # ---- keyboard --------------------------------------------------------------------------------------------

    def tabbed(self) -> None:
        self.activate(1 - self.active)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = Qt.Key(event.key()), event.text()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        elif key in _STEPS:
            self.step(_STEPS[key])
        elif key in _LEAVERS:
            self.leave()
        elif key in _ZOOM_KEYS:
            self.sides[self.active].picture.zoom_by(_ZOOM_KEYS[key])
        elif typed == "0" and all(each.shortcut != typed for each in self._session.classes):
            self.sides[self.active].picture.show_whole()
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(800, 600)


class _Side(QWidget):
    """One of the two pictures with its name, its class and what is known about it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view: tuple[float, QPointF] | None = None
        self.name, self.mark = QLabel(), ClassMark()
        self.name.setFont(theme.scaled_font(self.font(), 1.0, QFont.Weight.DemiBold))
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setMinimumWidth(1)
        self.picture = ImageView()
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture.pressed.connect(self.pressed)
        self.facts = FactsTable()
        self._loader = PictureLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.name, self.mark):
            column.addWidget(part)
        column.addWidget(self.picture, 1)
        column.addWidget(self.facts)

    def show_picture(self, path: Path, ahead: Sequence[Path]) -> None:
        self.name.setText(path.name)
        self.picture.set_placeholder(self.tr("Opening the picture …"))
        self.picture.set_image(None)
        self._loader.ask(path, ahead)

    def show_facts(self, sample: Sample, named: tuple[str, str] | None, facts: Sequence[Fact]) -> None:
        self.mark.show_class(named, sample.unsure)
        self.facts.set_facts(facts)

    def keep_view(self, zoom: float, middle: QPointF) -> None:
        """Look at the same place once the picture is there."""
        self._view = (zoom, middle)

    def clear(self) -> None:
        self._loader.forget()
        self.picture.set_image(None)

    def shutdown(self) -> None:
        self._loader.shutdown()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def _on_loaded(self, path: Path, image: QImage) -> None:
        self.picture.set_image(image)
        if self._view is not None:
            self.picture.set_view(*self._view)
            self._view = None

    def _on_failed(self, path: Path, reason: str) -> None:
        self.picture.set_placeholder(self.tr("{0} cannot be read: {1}").format(path.name, reason))
