"""One of several maps of the same picture: its method, how long it took, and whether it holds up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.classifier.saliency.methods import METHODS
from engine.operations.explaining import Explanation
from gui import theme
from gui.saliency.verdict_line import TONES
from gui.saliency.words import told, told_briefly, tone_of
from gui.text import of_engine
from gui.widgets.elided_label import ElidedLabel
from gui.widgets.glyph import Glyph
from gui.widgets.image_view import ImageView
from gui.widgets.task_bar import duration_text

_GLYPH = 16  # px


class MethodTile(QWidget):
    """`method` "" shows the picture as it is."""

    def __init__(self, method: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.method = method
        self.explanation: Explanation | None = None
        self.waiting = False
        self._image: QImage | None = None
        self._unreadable = ""
        self.name = of_engine("saliency", METHODS[method].label) if method else self.tr("The picture")
        self.view = ImageView(placeholder=self.tr("Opening the picture …"))
        self.view.setAccessibleName(self.name)
        self._title = QLabel(self.name)
        self._title.setFont(theme.scaled_font(self.font(), 1.0, QFont.Weight.DemiBold))
        self._seconds = QLabel()
        self._seconds.setProperty("kind", "muted")
        self._glyph = Glyph("accept", _GLYPH, "success")
        self._glyph.hide()
        self.sentence = ElidedLabel()
        self.sentence.setProperty("kind", "muted")
        self.sentence.setFont(theme.small_font(self.font()))
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.sentence.setFixedHeight(max(_GLYPH, self.sentence.fontMetrics().height()))  # also where there is nothing to say
        self._arrange()
        if method:
            self.wait()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * theme.STEP)
        head.addWidget(self._title)
        head.addWidget(self._seconds)
        head.addStretch()
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(2 * theme.STEP)
        foot.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.STEP)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._foot)

    def wait(self) -> None:
        """Its turn is to come: no picture until then, for one without a map over it would look like one without evidence."""
        self.explanation = None
        self.waiting = True
        self.view.set_image(None)
        self._seconds.clear()
        self._wait_for(self.tr("Waiting …"))

    def begin(self) -> None:
        """It is its turn."""
        self._wait_for(self.tr("Looking for the evidence …"))

    def fail(self, text: str) -> None:
        """There is no map, and why."""
        self.waiting = False
        self.view.set_image(None)
        self.view.set_placeholder(self._unreadable or text)
        self._say(text, "error")

    def show_explanation(self, explanation: Explanation) -> None:
        """The map is there, perhaps with its check; the layer over the picture comes by `view.set_overlay`."""
        is_first, self.explanation, self.waiting = self.explanation is None, explanation, False
        if is_first:
            self.view.set_image(self._image)
        self._seconds.setText(duration_text(explanation.seconds) if explanation.seconds >= 1 else self.tr("under 1 s"))
        if explanation.check is None:
            self._say(self.tr("Checking whether the map holds up …"), "")
        else:
            self._say(told_briefly(explanation.check), tone_of(explanation.check))
            self.sentence.setAccessibleDescription(told(explanation))
            self._foot.setToolTip(told(explanation))

    def set_image(self, image: QImage | None, unreadable: str = "") -> None:
        """The picture as it is to be shown as soon as there is a map; None while it is read, or because it is `unreadable`."""
        self._image, self._unreadable = image, unreadable
        if unreadable or not self.method:
            self.view.set_placeholder(unreadable or self.tr("Opening the picture …"))
        if image is None or not self.method or self.explanation is not None:
            self.view.set_image(image)

    def _wait_for(self, text: str) -> None:
        self.view.set_placeholder(self._unreadable or text)
        self._say(text, "")

    def _say(self, text: str, tone: str) -> None:
        self._foot.setToolTip("")
        self._glyph.setVisible(tone in TONES)
        if tone in TONES:
            self._glyph.set_glyph(*TONES[tone])
        self.sentence.setText(text)
        self.sentence.setAccessibleName(f"{self.name}: {text}")
