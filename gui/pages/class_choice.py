"""How a class gets to the pictures in hand other than by its key: a click, a drop, a name that is typed, a new class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from gui.classes.class_panel import ClassPanel
from gui.gallery.gallery import Gallery
from gui.hand import Hand
from gui.labeller import Labeller
from gui.models.sample_model import SampleModel
from gui.session import Session
from gui.widgets.cover import Covers

if TYPE_CHECKING:
    from gui.classes.class_picker import ClassPicker


class ClassChoice(QObject):
    """Joins the list of classes and the class picker with the hand."""

    def __init__(
        self, session: Session, model: SampleModel, panel: ClassPanel, labeller: Labeller, hand: Hand, gallery: Gallery, covers: Covers
    ) -> None:
        super().__init__(panel)
        self._session, self._model, self._panel, self._labeller, self._hand = session, model, panel, labeller, hand
        self._gallery, self._covers = gallery, covers
        self._picker: ClassPicker | None = None
        panel.chosen.connect(hand.assign)
        panel.dropped.connect(hand.assign)
        panel.select_wanted.connect(hand.select_all_of)
        panel.added.connect(self._on_added)

    def pick(self) -> None:
        """Find a class by typing, or make one, and give it to the pictures in hand."""
        if self._hand.samples_or_word():
            self._made_picker().popup_over(self._covers.current or self._gallery)

    def _made_picker(self) -> ClassPicker:
        from gui.classes.class_picker import ClassPicker

        if self._picker is None:
            self._picker = ClassPicker(self._session, lambda class_id: self._model.counts[class_id], self._panel.window())
            self._picker.chosen.connect(self._hand.assign)
            self._picker.new_wanted.connect(self._on_new_wanted)
        return self._picker

    def type_new(self) -> None:
        """Go to where the name of a new class is typed."""
        if self._covers.current is not None:
            self.pick()  # the list of classes is covered, but the picker makes classes too
        else:
            self._panel.new_class.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_new_wanted(self, name: str) -> None:
        self._hand.assign_new(name)

    def _on_added(self, name: str) -> None:
        """A new class goes straight to the selection, as far as it has no label."""
        self._labeller.new_class(name, [sample.id for sample in self._hand.samples() if sample.class_id is None])
        self._panel.show_last()
        self._gallery.setFocus()
