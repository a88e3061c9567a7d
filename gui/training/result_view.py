"""What a model without epochs is worth: the figures, and how many pictures of each class it recognized. Curves would be single dots."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.values import ClassScore
from gui import theme
from gui.gallery.bar_row import elided, paint_bar
from gui.text import percent
from gui.training.accuracy_words import right_answers
from gui.training.curves_view import LEAST_HEIGHT
from gui.widgets.parts import Card, MutedLabel, SectionLabel, grouped

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIGURES = 220  # px
_BAR, _GAP, _AIR = 6, 12, 9  # px: thickness, between columns, of a row besides its text
_NAME_SHARE = 0.3
_MOST = 340  # px


class ResultView(Card):
    """Many classes scroll within it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.accuracy, self.balanced = QLabel(), QLabel()
        self.counted = MutedLabel()
        self.recalls = RecallBars()
        figures = QVBoxLayout()
        figures.setSpacing(2)
        for title, figure in ((self.tr("Accuracy"), self.accuracy), (self.tr("Balanced accuracy"), self.balanced)):
            figure.setFont(theme.scaled_font(self.font(), 26 / 13))
            figures.addWidget(SectionLabel(title))
            figures.addWidget(figure)
            if figure is self.accuracy:
                figures.addWidget(self.counted)
            figures.addSpacing(2 * theme.STEP)
        figures.addStretch(1)
        left = QWidget()
        left.setLayout(figures)
        left.setFixedWidth(_FIGURES)
        figures.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(4 * theme.STEP)
        row.addWidget(left)
        row.addLayout(self._bars(), 1)
        self.body.addLayout(row)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setMaximumHeight(_MOST)

    def _bars(self) -> QVBoxLayout:
        holder = QWidget()
        holder.setObjectName("clear")
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 2 * theme.STEP, 0)
        inner.addWidget(self.recalls)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        column = QVBoxLayout()
        column.setSpacing(theme.STEP)
        column.addWidget(SectionLabel(self.tr("Recognized of each class")))
        column.addWidget(area, 1)
        return column

    def show_card(self, card: ModelCard) -> None:
        scores = card.metrics
        self.accuracy.setText(percent(scores.accuracy if scores else None))
        self.balanced.setText(percent(scores.balanced_accuracy if scores else None))
        text = self.tr("{0} of {1} pictures")
        self.counted.setText(text.format(grouped(right_answers(scores)), grouped(scores.count)) if scores else self.tr("No pictures."))
        self.recalls.show_scores(scores.per_class if scores else (), card.class_colours)


class RecallBars(QWidget):
    """A row a class: its name, a bar, the percent and the counts. Classes without validation pictures say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scores: tuple[ClassScore, ...] = ()
        self._colours: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Recognized of each class"))

    def show_scores(self, scores: tuple[ClassScore, ...], colours: tuple[str, ...]) -> None:
        self._scores, self._colours = scores, colours
        self.setAccessibleDescription("; ".join(f"{each.name} {self.words(each)}" for each in scores))
        self.updateGeometry()
        self.update()

    def words(self, score: ClassScore) -> str:
        if not score.support:
            return self.tr("no pictures")
        return self.tr("{0} of {1}").format(grouped(round(score.recall * score.support)), grouped(score.support))

    def _row_height(self) -> int:
        return QFontMetrics(self.font()).height() + _AIR

    def sizeHint(self) -> QSize:
        return QSize(240, len(self._scores) * self._row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        height, metrics = self._row_height(), painter.fontMetrics()
        shares = max((metrics.horizontalAdvance(percent(each.recall)) for each in self._scores), default=0) + 1
        counts = max((metrics.horizontalAdvance(self.words(each)) for each in self._scores), default=0) + 1
        for number, score in enumerate(self._scores):
            colour = self._colours[number] if number < len(self._colours) else theme.current().accent
            self._paint_row(painter, QRect(0, number * height, self.width(), height), score, colour, (shares, counts))
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRect, score: ClassScore, colour: str, widths: tuple[int, int]) -> None:
        tokens, name = theme.current(), int(row.width() * _NAME_SHARE)
        counts = QRect(row.right() + 1 - widths[1], row.y(), widths[1], row.height())
        shares = counts.translated(-_GAP - widths[0], 0)
        shares.setWidth(widths[0])
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRect(row.x(), row.y(), name, row.height()), _LEFT, elided(score.name, name, painter.font().toString()))
        painter.drawText(shares, _RIGHT, percent(score.recall) if score.support else "–")
        painter.setPen(QColor(tokens.muted))
        painter.drawText(counts, _RIGHT, self.words(score))
        left = row.x() + name + _GAP
        bar = QRectF(left, row.center().y() - _BAR / 2 + 0.5, max(0, shares.left() - _GAP - left), _BAR)
        paint_bar(painter, bar, score.recall if score.support else 0.0, colour, tokens)
