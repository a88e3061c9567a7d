"""Saying which class pictures are of: by typing a few letters of its name, or a new name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from engine.project.sample import SampleClass
from gui.classify.arranger import Arranger
from gui.session import Session

if TYPE_CHECKING:
    from gui.classes.class_picker import ClassPicker


class Choices(QObject):
    """What the class picker asks of a session: the classes of the model, then those that only the project has. Any name can be new."""

    project_closed = Signal()
    writable = True

    def __init__(self, session: Session, arranger: Arranger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._arranger = session, arranger
        session.project_closed.connect(self.project_closed)

    @property
    def classes(self) -> list[SampleClass]:
        sheet = self._arranger.sheet
        ours = {each.name: each for each in self._session.classes}
        names = list(sheet.question.class_names) if sheet else []
        colours = dict(zip(names, sheet.question.class_colours, strict=False)) if sheet else {}
        known = [
            SampleClass(place, name, colours.get(name, ""), ours[name].shortcut if name in ours else "", place)
            for place, name in enumerate(names)
        ]
        more = enumerate((each for each in ours.values() if each.name not in colours), len(known))
        return known + [SampleClass(place, each.name, each.colour, each.shortcut, place) for place, each in more]


class Naming(QObject):
    """Opens the picker over `page`."""

    named = Signal(str)

    def __init__(self, session: Session, arranger: Arranger, page: QWidget) -> None:
        super().__init__(page)
        self._page, self._arranger = page, arranger
        self.choices = Choices(session, arranger, self)
        self._picker: ClassPicker | None = None

    def pick(self, over: QWidget, near: QRect | None = None) -> None:
        self._made().popup_over(over, near)

    def _made(self) -> ClassPicker:
        from gui.classes.class_picker import ClassPicker

        if self._picker is None:
            counts = self._arranger
            self._picker = ClassPicker(cast(Session, self.choices), lambda class_id: counts.counts[class_id], self._page.window())
            self._picker.chosen.connect(lambda target: self.named.emit(target.name))
            self._picker.new_wanted.connect(self.named)
        return self._picker
