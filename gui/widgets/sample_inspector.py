"""The picture in hand: how many are selected, what it looks like, and what is known about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.project.annotation import annotation_of
from engine.project.duplicates import copies_of
from engine.project.sample import Sample
from engine.views.query import Query, Term
from gui.models.picture_loader import PictureLoader
from gui.sample_facts import SampleFacts
from gui.session import Session
from gui.widgets.facts_table import FactsTable
from gui.widgets.image_view import ImageView
from gui.widgets.parts import MutedLabel, SectionLabel, button, grouped

_DELAY_MS = 40  # a key that labels and moves on must not wait for what only follows it with the eyes
_WARM_MS = 700  # after a project was opened: by then the first thumbnails are there


class SampleInspector(QWidget):
    """Follows the selection a moment later: of pictures that one steps through quickly, only the last is read."""

    search_wanted = Signal(str)  # the filter that shows the duplicates of the picture in hand

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sample: Sample | None = None
        self._words = SampleFacts(self)
        self.head = SectionLabel()
        self.picture = ImageView()
        self.picture.setFixedHeight(200)
        self.hint = MutedLabel(self.tr("Click a picture; Ctrl and Shift or a dragged frame select more."))
        self.facts = FactsTable()
        self.duplicates = button("", "quiet", "copies")
        self._pictures = PictureLoader(self)
        self._later = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._warm = QTimer(self, singleShot=True, interval=_WARM_MS)
        self._arrange()
        self._connect()
        self.show_selection(0, None)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.head, self.picture, self.hint, self.facts):
            column.addWidget(part)
        column.addWidget(self.duplicates, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._later.timeout.connect(self._follow)
        self._warm.timeout.connect(self._pictures.warm_up)
        self._session.project_opened.connect(self._warm.start)
        self._pictures.loaded.connect(lambda path, image: self.picture.set_image(image))
        self._pictures.failed.connect(self._on_failed)
        self.duplicates.clicked.connect(self._on_duplicates_clicked)

    def show_selection(self, count: int, sample: Sample | None) -> None:
        """`count` pictures are selected, `sample` is the one in hand."""
        self.head.setText(self.tr("{0} selected").format(grouped(count)) if count else self.tr("Selection"))
        self.hint.setVisible(sample is None)
        self._sample = sample
        if sample is None:
            self._pictures.forget()
            self._clear()
        self._later.start()

    def shutdown(self) -> None:
        self._later.stop()
        self._warm.stop()
        self._pictures.shutdown()

    # ---- inside ----------------------------------------------------------------------------------------------

    def _clear(self) -> None:
        self.picture.set_image(None)
        self.picture.set_placeholder("")
        self.facts.set_facts(())
        self.duplicates.hide()

    def _follow(self) -> None:
        sample, project = self._sample, self._session.project
        if sample is None or project is None:
            return
        self.facts.set_facts(self._words.of(sample, annotation_of(project, sample.id)))
        self._show_duplicates(*copies_of(project, sample))
        self._pictures.ask(sample.path)

    def _show_duplicates(self, same: int, alike: int) -> None:
        if alike:
            text = self.tr("{0} others look nearly the same") if alike > 1 else self.tr("1 other looks nearly the same")
        else:
            text = self.tr("{0} others are the same") if same > 1 else self.tr("1 other is the same")
        self.duplicates.setText(text.format(grouped(alike or same)))
        self.duplicates.setVisible(bool(alike or same))

    def _on_failed(self, path: Path, reason: str) -> None:
        self.picture.set_image(None)
        self.picture.set_placeholder(self.tr("It cannot be read: {0}").format(reason))

    def _on_duplicates_clicked(self) -> None:
        if self._sample is not None:
            self.search_wanted.emit(Query((Term("like", (str(self._sample.id),)),)).text())
