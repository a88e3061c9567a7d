"""The picture in hand with the evidence for a class over it: by which method, how it is shown, and whether the map holds up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.operations.explaining import Explanation
from gui import icons, theme
from gui.jobs import Jobs
from gui.models.picture_loader import PictureLoader
from gui.saliency.class_choice import ClassChoice
from gui.saliency.display_row import DisplayRow
from gui.saliency.layers import OFF, layered
from gui.saliency.looking import Looking, Wish
from gui.saliency.method_row import MethodRow
from gui.saliency.saving import SaveMenu
from gui.saliency.verdict_line import VerdictLine
from gui.saliency.words import curves_of, told, tone_of
from gui.text import sentences
from gui.widgets.image_view import ImageView
from gui.widgets.labels import MutedLabel

_LOWEST, _HIGHEST = 120, 240  # px of the picture
_BESIDES = 668  # px of a window that everything above and below the picture needs
_TOOL = QSize(32, 28)
_PATIENCE_MS = 200  # for which the picture before stays while the next one is read
_LAYER_LANE = "saliency-layer"


class SaliencyPanel(QWidget):
    """`show_picture` and `clear` say what is in hand. Whatever fails is told in its place."""

    large_wanted = Signal(object)  # Path

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._card: ModelCard | None = None
        self._path: Path | None = None
        self._first: int | None = None  # the class that the page asked for
        self._stale = False  # the picture that is shown is the one before
        self._pictures = PictureLoader(self)
        self._looking = Looking(jobs, self)
        self._late = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._late.timeout.connect(self._on_late)
        self.picture = _Picture(placeholder=self.tr("Click a picture"))
        self.suit(_BESIDES + _HIGHEST)
        self.methods = MethodRow()
        self.classes = ClassChoice()
        self.display = DisplayRow()
        self.verdict = VerdictLine()
        self.large_button = self._tool("compare", self.tr("Methods side by side"))
        self.save_button = self._tool("export", self.tr("Save"))
        self._saving = SaveMenu(jobs, self.save_button)
        self._arrange()
        self._connect()
        self.clear()

    def _tool(self, icon: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon))
        made.setIconSize(QSize(16, 16))
        made.setFixedSize(_TOOL)
        made.setToolTip(name)
        made.setAccessibleName(name)
        return made

    def _arrange(self) -> None:
        evidence = MutedLabel(self.tr("Evidence for"))
        evidence.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.STEP)
        row.addWidget(evidence)
        row.addWidget(self.classes, 1)
        for tool in (self.large_button, self.save_button):
            self.display.beside_legend.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.STEP)
        column.addWidget(self.picture)
        column.addWidget(self.methods)
        column.addLayout(row)
        column.addWidget(self.display)
        column.addWidget(self.verdict)

    def _connect(self) -> None:
        self._pictures.loaded.connect(self._on_picture)
        self._pictures.failed.connect(self._on_unreadable)
        looking, verdict = self._looking, self.verdict
        looking.begun.connect(lambda: verdict.say_busy(self.tr("Looking for the evidence …")))
        looking.progressed.connect(verdict.show_progress)
        looking.found.connect(self._on_found)
        looking.checking.connect(lambda: verdict.say_busy(self.tr("Checking whether the map holds up …")))
        looking.checked.connect(self._on_checked)
        looking.check_offered.connect(verdict.offer_check)
        looking.failed.connect(lambda error: verdict.say_failed(" ".join(sentences(error))))
        looking.stopped.connect(self._on_stopped)
        verdict.check_wanted.connect(looking.check)
        verdict.stop_wanted.connect(looking.stop)
        self.methods.chosen.connect(lambda _: self._look())
        self.classes.picked.connect(self._look)
        self.display.mode_changed.connect(self._on_mode)
        self.display.opacity_changed.connect(self._on_opacity)
        self._on_opacity(self.display.opacity)
        self._saving.told.connect(lambda text, failed: (verdict.say_failed if failed else verdict.say_stopped)(text))
        self.large_button.clicked.connect(self._on_large)
        self.picture.opened.connect(self._on_large)

    def suit(self, height: int) -> None:
        """Leave room for what stands below the picture in a window of `height` px."""
        self.picture.setFixedHeight(max(_LOWEST, min(_HIGHEST, height - _BESIDES)))

    # ---- what is in hand -------------------------------------------------------------------------------------

    def show_picture(self, card: ModelCard, path: Path, target: int | None = None) -> None:
        """Show `path`, and soon the evidence for class `target` (None: the most probable)."""
        if self._path == path and self._card == card and self._first == target:
            return
        self._card, self._path, self._first = card, path, target
        self.methods.suit(card)
        self.classes.offer(card.class_names, card.class_colours, (), target)
        for part in (self.methods, self.display, self.large_button):
            part.setEnabled(True)
        self._stale = True
        self._late.start()
        self._forget_map()
        self._pictures.ask(path)
        self._look()

    def clear(self) -> None:
        """Nothing is in hand."""
        self._card = self._path = self._first = None
        self._late.stop()
        self._pictures.forget()
        self._looking.forget()
        self._forget_map()
        self.picture.set_placeholder(self.tr("Click a picture"))
        self.picture.set_image(None)
        self.classes.offer((), (), (), None)
        for part in (self.methods, self.display, self.large_button):
            part.setEnabled(False)

    def shutdown(self) -> None:
        """No thread of it is left afterwards."""
        self._looking.forget()
        self._pictures.shutdown()

    @property
    def explanation(self) -> Explanation | None:
        """The evidence that is shown."""
        return self._looking.explanation

    # ---- the picture -----------------------------------------------------------------------------------------

    def _on_picture(self, path: Path, image: QImage) -> None:
        self._late.stop()
        self._stale = False
        self.picture.set_image(image)
        self._show_layer()

    def _on_unreadable(self, path: Path, reason: str) -> None:
        self._late.stop()
        self._stale = False
        self._looking.forget()
        self.picture.set_placeholder(self.tr("{0} cannot be read: {1}").format(path.name, reason))
        self.picture.set_image(None)
        self.verdict.say_nothing()

    def _on_late(self) -> None:
        self.picture.set_placeholder(self.tr("Opening the picture …"))
        self.picture.set_image(None)

    # ---- the evidence ----------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look for what is chosen now."""
        self._forget_map()
        if self._card is None or self._path is None:
            return
        if self.display.mode == OFF:
            self._looking.forget()
        else:
            self._looking.wish(Wish(self._card, self._path, self.classes.target, self.methods.method()))

    def _forget_map(self) -> None:
        self.picture.set_overlay(None)
        self.verdict.say_nothing()
        self._saving.set_explanation(None)

    def _on_found(self, explanation: Explanation) -> None:
        card, prediction = explanation.card, explanation.prediction
        self.classes.offer(card.class_names, card.class_colours, prediction.probabilities, self.classes.target)
        self.display.light_legend()
        self.verdict.say_nothing()
        self._saving.set_explanation(explanation)
        self._show_layer()

    def _show_layer(self) -> None:
        explanation, mode = self._looking.explanation, self.display.mode
        if explanation is None or mode == OFF or self._stale:
            return
        heatmap = explanation.saliency.heatmap
        self._jobs.beside(_LAYER_LANE, lambda: layered(heatmap, mode), lambda image: self._on_layer(explanation, mode, image))

    def _on_layer(self, explanation: Explanation, mode: str, image: QImage) -> None:
        now = self._looking.explanation
        if now is not None and now.saliency is explanation.saliency and mode == self.display.mode and not self._stale:
            self.picture.set_overlay(image)

    def _on_mode(self, mode: str) -> None:
        self._saving.set_mode(mode)
        if mode == OFF:
            self.picture.set_overlay(None)
        elif self._looking.explanation is None:
            self._look()
        else:
            self._show_layer()

    def _on_opacity(self, opacity: float) -> None:
        self.picture.set_overlay_opacity(opacity)
        self._saving.opacity = opacity

    def _on_checked(self, explanation: Explanation) -> None:
        check = explanation.check
        assert check is not None
        self._saving.set_explanation(explanation)
        self.verdict.say_checked(told(explanation), tone_of(check), curves_of(check))

    def _on_stopped(self) -> None:
        if self._looking.explanation is not None:
            self.verdict.offer_check()
        else:
            self.verdict.say_stopped(self.tr("Stopped. Choose a method to look again."))

    def _on_large(self) -> None:
        if self._path is not None:
            self.large_wanted.emit(self._path)


class _Picture(ImageView):
    """A double click opens it large, unless it is zoomed: then it shows the whole picture again."""

    opened = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.zoom > 1:
            super().mouseDoubleClickEvent(event)
        else:
            self.opened.emit()
