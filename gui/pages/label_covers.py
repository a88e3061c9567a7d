"""What lies over the label page for a while: the large view and the comparison, and the way back to the grid."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.dialogs.compare_dialog import CompareView
from gui.dialogs.large_view import LargeView
from gui.gallery.gallery import Gallery
from gui.hand import Hand
from gui.models.sample_model import SampleModel
from gui.models.thumbnail_loader import ThumbnailLoader
from gui.session import Session
from gui.widgets.cover import Covers


class LabelCovers(Covers):
    """The gallery goes on where the large view was left."""

    told = Signal(str)

    def __init__(
        self, session: Session, model: SampleModel, gallery: Gallery, hand: Hand, thumbnails: ThumbnailLoader, page: QWidget
    ) -> None:
        self.large = LargeView(session, model, gallery, hand, thumbnails, page)
        self.compared = CompareView(session, model, hand, page)
        super().__init__(page, self.large, self.compared)
        self._gallery, self._hand = gallery, hand

    def shutdown(self) -> None:
        self.large.shutdown()
        self.compared.shutdown()

    def show_large(self) -> None:
        """The current picture, or the first of the selection, as large as the page; a second time goes back."""
        runs, current = self._gallery.selected_runs(), self._gallery.currentIndex()
        if self.current is not None:
            self.leave()
        elif current.isValid() or runs:
            if not current.isValid():
                self._hand.go(runs[0].start)
            self.make_way(self.large)
            self.large.open()
        else:
            self._hand.samples_or_word()

    def compare(self) -> None:
        """The first two of the selection side by side."""
        if self.current is not None:
            self.current.leave()
        ids = [sample.id for sample in self._hand.samples()]
        if len(ids) < 2:
            self.told.emit(self.tr("Select two or more pictures to compare them."))
        else:
            self.make_way(self.compared)
            self.compared.open(ids)

    def leave(self) -> None:
        """Back to the grid, and in the grid back to its pictures."""
        if self.current is not None:
            self.current.leave()
        else:
            self._gallery.setFocus()

    def _on_closed(self) -> None:
        super()._on_closed()
        index = self._gallery.currentIndex()
        if index.isValid() and not self._gallery.selectionModel().isSelected(index):
            self._hand.go(index.row())
        self._gallery.scrollTo(index)
