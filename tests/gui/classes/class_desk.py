"""A session with classes for the tests of what the window does to classes; no picture is read unless a test makes some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.errors import Sentence
from engine.project.project import Project
from engine.project.sample import NewSample, SampleClass, Source
from gui.classes.class_model import ClassModel
from gui.labeller import Labeller
from gui.models.sample_model import SampleModel
from gui.session import Session


@dataclass
class Desk:
    session: Session
    samples: SampleModel
    model: ClassModel
    labeller: Labeller
    errors: list[object] = field(default_factory=list)

    def named(self, name: str) -> SampleClass:
        return next(each for each in self.session.classes if each.name == name)

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.session.classes]


def make_project(folder: Path, counts: Mapping[str, int], picture: Callable[[Path, int], object] | None = None) -> Path:
    """A project whose classes have so many samples each; `picture` draws the file of the sample of that number."""
    with Project.create(folder / "desk") as project:
        new = []
        for name, count in counts.items():
            for number in range(count):
                file = folder / f"{name}-{number}.png"
                if picture is not None:
                    picture(file, number)
                new.append(NewSample(file, 10, 20, file.name, 30, 40, name))
        project.add(new, Source.FOLDER, Sentence("Import"), "first")
    return project.folder


def make_desk(folder: Path) -> Desk:
    """Everything between a project and the widgets that show its classes."""
    session = Session(keeps_recent=False)
    assert session.open(folder)
    samples = SampleModel(session)
    desk = Desk(session, samples, ClassModel(session, samples), Labeller(session))
    desk.labeller.refused.connect(desk.errors.append)
    session.failed.connect(desk.errors.append)
    return desk


def show(qtbot: QtBot, widget: QWidget) -> None:
    """Show it as the active window: only there do widgets have the focus."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
