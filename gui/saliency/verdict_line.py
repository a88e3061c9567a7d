"""What there is to say of a map: that it is being made, that it cannot be, and whether it holds up when it is checked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.progress import Progress
from gui import theme
from gui.saliency.check_plot import CheckPlot, Curves
from gui.text import of_engine
from gui.widgets.glyph import Glyph
from gui.widgets.parts import button, grouped

_GLYPH, _GAP = 16, 8  # px
_INDENT = _GLYPH + _GAP - 9  # px: so that the words of a quiet button stand below those of the sentence
_LINES = 3  # of text that have their place whether they are there or not, so that nothing below jumps from picture to picture
TONES = {"success": ("accept", "success"), "warning": ("warning", "warning"), "error": ("error", "danger"), "info": ("info", "muted")}


class VerdictLine(QWidget):
    """One of these at a time; `say_nothing` to begin with."""

    check_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.glyph = Glyph("accept", _GLYPH, "success")
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Looking for the evidence"))
        self.stop_button = self._quiet(self.tr("Stop"))
        self.check_button = button(self.tr("Check this map"))
        self.check_button.setAutoDefault(False)
        self.check_button.setToolTip(self.tr("Hides what the map points at and looks whether the model becomes less sure."))
        self.curves_button = self._quiet(self.tr("Show the curves"))
        self.curves_button.setCheckable(True)
        self.plot = CheckPlot()
        self._arrange()
        self.check_button.clicked.connect(self.check_wanted)
        self.stop_button.clicked.connect(self.stop_wanted)
        self.curves_button.toggled.connect(self._on_curves)
        self.say_nothing()

    def _quiet(self, text: str) -> QPushButton:
        made = button(text, "quiet")
        made.setAutoDefault(False)
        return made

    def _arrange(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(_GAP)
        words.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.text, 1)
        running = QHBoxLayout()
        running.setSpacing(_GAP)
        running.addWidget(self.bar, 1)
        running.addWidget(self.stop_button)
        below = QHBoxLayout()
        below.setContentsMargins(_INDENT, 0, 0, 0)
        below.addWidget(self.curves_button)
        below.addStretch()
        offered = QHBoxLayout()
        offered.setContentsMargins(_GLYPH + _GAP, 0, 0, 0)
        offered.addWidget(self.check_button)
        offered.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addLayout(words)
        column.addLayout(running)
        column.addLayout(offered)
        column.addLayout(below)
        column.addWidget(self.plot)
        self.text.setMinimumHeight(_LINES * self.text.fontMetrics().lineSpacing())

    # ---- what it says ----------------------------------------------------------------------------------------

    def say_nothing(self) -> None:
        self._show("", "")

    def say_busy(self, text: str) -> None:
        """It is being worked on; a bar follows with the first `show_progress` that counts."""
        self._show(text, "muted")
        self.bar.setRange(0, 0)

    def show_progress(self, progress: Progress) -> None:
        """How far it is, where that can be told."""
        if not progress.total:
            return
        stage = of_engine("operations", progress.stage)
        self._say(self.tr("{0}: {1} of {2}").format(stage, grouped(progress.done), grouped(progress.total)), "muted")
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.bar.show()
        self.stop_button.show()

    def say_failed(self, text: str) -> None:
        self._show(text, "error")

    def say_stopped(self, text: str) -> None:
        self._show(text, "muted")

    def offer_check(self) -> None:
        """There is a map that nobody has checked."""
        self._show(self.tr("Nobody has checked yet whether this map holds up."), "info")
        self.check_button.show()

    def say_checked(self, text: str, tone: str, curves: tuple[Curves, ...]) -> None:
        opened = self.curves_button.isChecked()
        self._show(text, tone)
        self.plot.set_curves(curves)
        self.curves_button.setVisible(bool(curves))
        self.plot.setVisible(opened and bool(curves))

    # ---- inside ----------------------------------------------------------------------------------------------

    def _show(self, text: str, tone: str) -> None:
        for part in (self.bar, self.stop_button, self.check_button, self.curves_button, self.plot):
            part.hide()
        self._say(text, tone)

    def _say(self, text: str, tone: str) -> None:
        self.glyph.setVisible(tone in TONES)
        if tone in TONES:
            self.glyph.set_glyph(*TONES[tone])
        self.text.setText(text)
        self.text.setProperty("kind", "muted" if tone in ("muted", "info") else "")
        self.text.style().unpolish(self.text)
        self.text.style().polish(self.text)

    def _on_curves(self, shown: bool) -> None:
        self.curves_button.setText(self.tr("Hide the curves") if shown else self.tr("Show the curves"))
        self.plot.setVisible(shown)
