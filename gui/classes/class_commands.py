"""What can be done to a class besides labelling with it: the dialogs that ask, and the change that follows through the labeller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QWidget

from engine.project.sample import SampleClass
from gui.classes.class_menu import Entry
from gui.classes.class_model import ClassModel
from gui.classes.class_rows import pictures
from gui.classes.class_search import by_name
from gui.labeller import Labeller
from gui.models.thumbnail_loader import ThumbnailLoader

if TYPE_CHECKING:
    from gui.classes.class_dialog import ClassDialog


class ClassCommands(QObject):
    """Dialogs stand over the window of `host`. A class may have been renamed or deleted while one was open: it is looked up again."""

    def __init__(self, model: ClassModel, labeller: Labeller, thumbnails: ThumbnailLoader | None, host: QWidget) -> None:
        super().__init__(host)
        self._model, self._labeller, self._thumbnails, self._host = model, labeller, thumbnails, host
        self._open_notes: dict[int, ClassDialog] = {}
        model.reordered.connect(labeller.reorder_classes)

    def sections(self, target: SampleClass, place: QPoint, editable: bool) -> list[list[Entry]]:
        """What the menu of `target`, which opens at `place` on the screen, offers beside the name."""
        row, rows, move = self._model.row_of(target.id), self._model.rowCount(), self._model.move
        movable = editable and not self._model.narrowed
        count = self._model.count(target.id)
        delete = self.tr("Delete: {0} become unlabelled, Ctrl+Z brings them back").format(pictures(count)) if count else self.tr("Delete")
        return [
            [
                Entry(self.tr("Colour …"), "colour", lambda: self.choose_colour(target, place), editable),
                Entry(self.tr("Key …"), "label", lambda: self.choose_key(target), editable),
                Entry(self.tr("Notes and examples …"), "example", lambda: self.show_notes(target), self._thumbnails is not None),
                Entry(self.tr("Merge into …"), "accept", lambda: self.merge(target), editable and len(self._model.classes()) > 1),
            ],
            [
                Entry(self.tr("Move to the top"), "up", lambda: move(row, 0), movable and row > 0),
                Entry(self.tr("Move up"), "up", lambda: move(row, row - 1), movable and row > 0),
                Entry(self.tr("Move down"), "down", lambda: move(row, row + 2), movable and row < rows - 1),
                Entry(self.tr("Sort all classes by name"), "sort", self.sort_by_name, editable),
                Entry(self.tr("Sort all classes by number of pictures"), "sort", self.sort_by_count, editable),
            ],
            [Entry(delete, "delete", lambda: self.delete(target), editable)],
        ]

    def rename(self, target: SampleClass, name: str) -> None:
        self._labeller.rename_class(target, name)

    def delete(self, target: SampleClass) -> None:
        self._labeller.delete_class(target)

    # ---- colour --------------------------------------------------------------------------------------------

    def choose_colour(self, target: SampleClass, place: QPoint) -> None:
        """Offer the colours in a popup at `place` on the screen."""
        from gui.classes.colour_palette import ColourPalette

        palette = ColourPalette(target.colour, self._used_colours(), self._host)
        palette.chosen.connect(lambda colour: self._recolour(target, colour))
        palette.other_wanted.connect(lambda: self._choose_any_colour(target))
        palette.popup(place)

    def _choose_any_colour(self, target: SampleClass) -> None:
        dialog = QColorDialog(QColor(target.colour), self._host)
        dialog.setWindowTitle(self.tr("Colour of ‘{0}’").format(target.name))
        dialog.colorSelected.connect(lambda colour: self._recolour(target, colour.name().upper()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _recolour(self, target: SampleClass, colour: str) -> None:
        current = self._model.by_id(target.id)
        if current is not None:
            self._labeller.recolour_class(current, colour)

    def _used_colours(self) -> dict[str, str]:
        used: dict[str, list[str]] = {}
        for each in self._model.classes():
            used.setdefault(each.colour, []).append(each.name)
        return {colour: ", ".join(names[:3]) + (", …" if len(names) > 3 else "") for colour, names in used.items()}

    # ---- key, notes, merging -------------------------------------------------------------------------------

    def choose_key(self, target: SampleClass) -> None:
        from gui.classes.key_dialog import KeyDialog

        dialog = KeyDialog(target, self._model.classes(), self._host.window())
        dialog.chosen.connect(lambda key: self._labeller.set_shortcut(target, key))
        dialog.open()

    def show_notes(self, target: SampleClass) -> None:
        """Open the field guide of the class, or bring it to the front."""
        from gui.classes.class_dialog import ClassDialog

        if self._thumbnails is None:
            return
        dialog = self._open_notes.get(target.id)
        if dialog is None:
            dialog = ClassDialog(target, self._model, self._labeller, self._thumbnails, self._host.window())
            dialog.finished.connect(lambda _: self._open_notes.pop(target.id, None))
            self._open_notes[target.id] = dialog
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def merge(self, source: SampleClass | None = None) -> None:
        from gui.classes.merge_dialog import MergeDialog

        MergeDialog(self._model, self._labeller, source, self._host.window()).open()

    # ---- order ---------------------------------------------------------------------------------------------

    def sort_by_name(self) -> None:
        self._labeller.reorder_classes([each.id for each in by_name(self._model.classes())])

    def sort_by_count(self) -> None:
        """Those with most pictures first."""
        ids = [each.id for each in self._model.classes()]
        self._labeller.reorder_classes(sorted(ids, key=self._model.count, reverse=True))
