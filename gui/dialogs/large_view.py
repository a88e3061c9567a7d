"""The picture in hand as large as the page: zoom, pan, the next and the previous one, and labelling as in the grid.

It shows the gallery's current row and moves it; so whatever moves on there by itself moves on here, and the grid is where one left off.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolButton, QWidget

from engine.project.sample import Sample
from gui import icons
from gui.gallery.gallery import Gallery
from gui.hand import Hand
from gui.models.cell import PictureKey
from gui.models.picture_loader import PictureLoader
from gui.models.sample_model import SampleModel
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.session import Session
from gui.widgets.chips import grouped
from gui.widgets.cover import Cover
from gui.widgets.image_view import ImageView

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 1,
}
_SIDE_BUTTONS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
_ZOOM_KEYS = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 1 / 1.25}
_LEAVERS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LEAST_DETAIL, _MOST_DETAIL = 1200, 3200  # px of the longest side that is read at first


class LargeView(Cover):
    """`open` it on the gallery's current picture. What it shows is what the hand holds."""

    def __init__(
        self, session: Session, model: SampleModel, gallery: Gallery, hand: Hand, thumbnails: ThumbnailLoader, page: QWidget
    ) -> None:
        super().__init__(page)
        self.setAccessibleName(self.tr("Large view"))
        self._session, self._model, self._gallery, self._hand, self._thumbnails = session, model, gallery, hand, thumbnails
        self._sample: Sample | None = None
        self._detailed = False
        self._forward = True
        self.picture = ImageView()
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # digits are for classes, also 0
        self.middle.addWidget(self.picture)
        self._loader = PictureLoader(self)
        self._add_steps()
        self._connect()

    def _add_steps(self) -> None:
        for step, icon, name in ((-1, "left", self.tr("Previous picture (←)")), (1, "right", self.tr("Next picture (→)"))):
            button = QToolButton()
            button.setIcon(icons.icon(icon))
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, by=step: self.step(by))
            self.bar.insertWidget(self.bar.count() - 1, button)

    def _connect(self) -> None:
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        self._loader.detailed.connect(self._on_detailed)
        self.picture.view_changed.connect(self._on_view_changed)
        self.strip.chosen.connect(self._hand.assign)
        self.strip.unsure_chosen.connect(self._hand.mark_unsure)
        self._gallery.selectionModel().currentChanged.connect(self._on_current_changed)
        self._session.samples_changed.connect(self._on_samples_changed)
        self._session.classes_changed.connect(self._show_marks)
        self._model.modelReset.connect(self._on_rows_changed)

    def open(self) -> None:
        """Show the gallery's current picture."""
        longest = max(self.page.width(), self.page.height()) * self.devicePixelRatioF()
        self._loader.longest = round(min(_MOST_DETAIL, max(_LEAST_DETAIL, longest)))
        self.show()
        self.setFocus()
        self._show_row(self._gallery.currentIndex().row())

    def leave(self) -> None:
        self._loader.forget()
        self._sample = None
        self._hand.hold(None)
        self.picture.set_image(None)
        super().leave()

    def shutdown(self) -> None:
        self._loader.shutdown()

    # ---- stepping --------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """To the next or previous picture of the grid's order; at its ends nothing happens."""
        row = self._gallery.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self._hand.go(row)

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self._sample is None or not current.isValid():
            return
        if self._model.sample_at(current.row()).id != self._sample.id:  # else it only has another row now
            self._forward = current.row() >= previous.row()
            self._show_row(current.row())

    def _show_row(self, row: int) -> None:
        sample = self._sample = self._model.sample_at(row)
        self._detailed = False
        self._hand.hold(sample.id)
        thumbnail = self._thumbnails.pixmap(PictureKey(sample.path, sample.digest))
        self.picture.set_placeholder(self.tr("Opening the picture …"))
        self.picture.set_image(thumbnail)  # at once, if a little blurred
        self._show_marks()
        self._loader.ask(sample.path, self._neighbours(row))

    def _neighbours(self, row: int) -> list[Path]:
        """The pictures that a key would lead to, the likelier ones first."""
        way = 1 if self._forward else -1
        rows = (row + way, row + 2 * way, row - way)
        return [self._model.sample_at(each).path for each in rows if 0 <= each < self._model.rowCount()]

    # ---- what it shows ---------------------------------------------------------------------------------------

    def _show_marks(self) -> None:
        if self._sample is None:
            return
        place = self.tr("{0} of {1}").format(grouped(self._gallery.currentIndex().row() + 1), grouped(self._model.rowCount()))
        named = self._model.class_of(self._sample)
        marked = self.tr("not sure") if self._sample.unsure else named[0] if named else self.tr("unlabelled")
        self.title.setText(self._sample.name)
        self.place.setText(f"{place} · {marked}")
        self.strip.set_classes(self._session.classes)
        self.strip.set_current(self._sample.class_id, self._sample.unsure)

    def _on_loaded(self, path: Path, image: QImage) -> None:
        if self.picture.zoom > 1 and self._sample is not None and path == self._sample.path:
            self.picture.refine(image)
        else:
            self.picture.set_image(image)

    def _on_failed(self, path: Path, reason: str) -> None:
        self.picture.set_image(None)
        self.picture.set_placeholder(self.tr("{0} cannot be read: {1}").format(path.name, reason))

    def _on_detailed(self, path: Path, image: QImage) -> None:
        if self._sample is not None and path == self._sample.path and not image.isNull():
            self.picture.refine(image)

    def _on_view_changed(self, zoom: float, middle: QPointF) -> None:
        sample = self._sample
        if zoom > 1 and sample is not None and not self._detailed and max(sample.width, sample.height) > self._loader.longest:
            self._detailed = True
            self._loader.ask_detail(sample.path)

    def _on_samples_changed(self, ids: frozenset[int]) -> None:
        if self._sample is not None and self._sample.id in ids:
            self._sample = self._model.sample_at(self._gallery.currentIndex().row())
            self._show_marks()

    def _on_rows_changed(self) -> None:
        """Another filter or other samples: stay with the picture if it is still there."""
        if self._sample is None:
            return
        row = self._model.row_of(self._sample.id)
        if row < 0:
            self.leave()
        else:
            self._sample = self._model.sample_at(row)
            self._hand.go(row)
            self._show_marks()

    # ---- keyboard and mouse ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = Qt.Key(event.key()), event.text()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
        elif key in _STEPS:
            self.step(_STEPS[key])
        elif key in _LEAVERS:
            self.leave()
        elif key in _ZOOM_KEYS:
            self.picture.zoom_by(_ZOOM_KEYS[key])
        elif typed == "0" and all(each.shortcut != typed for each in self._session.classes):
            self.picture.show_whole()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in _SIDE_BUTTONS:
            self.step(_SIDE_BUTTONS[event.button()])

    def sizeHint(self) -> QSize:
        return QSize(800, 600)
