"""How a class looks in a list: colour square, name, number of pictures and the key that labels, with a box to tick where there is one."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from engine.project.sample import SampleClass
from gui import icons, theme
from gui.classes.class_rows import ClassRole, ClassRows, CountRole
from gui.widgets.chips import grouped

ROW_HEIGHT = 32  # at least; a large text needs more
SWATCH = 10
_BOX = 16
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_ENOUGH = 3.0  # contrast at which a square stands out by itself (WCAG 2.2, 1.4.11)

_Index = QModelIndex | QPersistentModelIndex


def row_height(font: QFont) -> int:
    """The height of a row whose text has this font."""
    return max(ROW_HEIGHT, QFontMetrics(font).height() + 14)


class ClassRowDelegate(QStyledItemDelegate):
    """Paints rows of `ClassRows`. A row of which `ClassRole` gives None is an offer: its text with a plus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drop_row = -1  # the row onto which something is being dragged

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        _paint_ground(painter, option, index.row() == self.drop_row)
        rect = option.rect.adjusted(8, 0, -6, 0)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            _paint_box(painter, QRect(rect.left(), rect.center().y() - _BOX // 2, _BOX, _BOX), ticked)
            rect.setLeft(rect.left() + _BOX + 10)
        each = index.data(ClassRole)
        if isinstance(each, SampleClass):
            _paint_class(painter, rect, each, index.data(CountRole))
        else:
            _paint_offer(painter, rect, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index) -> bool:
        """A click anywhere on a row that can be ticked ticks it, and so does Space."""
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable or not _means_tick(event):
            return False
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)


def class_list(rows: ClassRows) -> QListView:
    """A list that shows `rows` and scrolls; the panel has one of its own."""
    view = QListView()
    view.setModel(rows)
    view.setItemDelegate(ClassRowDelegate(view))
    view.setProperty("kind", "clear")
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    return view


def _means_tick(event: QEvent) -> bool:
    if isinstance(event, QMouseEvent):
        return event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, dropping: bool) -> None:
    tokens, state, flag = theme.current(), option.state, QStyle.StateFlag
    selected = bool(state & flag.State_Selected)
    framed = dropping or (state & flag.State_HasFocus and state & flag.State_Selected)
    if not (selected or dropping or state & flag.State_MouseOver):
        return
    painter.setPen(QPen(QColor(tokens.accent), 2 if dropping else 1) if framed else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_soft if selected or dropping else tokens.hover))
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1.5, -1, -1.5), theme.RADIUS_SMALL, theme.RADIUS_SMALL)


def _paint_class(painter: QPainter, rect: QRect, each: SampleClass, count: int) -> None:
    tokens, metrics = theme.current(), painter.fontMetrics()
    paint_swatch(painter, QRectF(rect.left(), rect.center().y() - SWATCH / 2 + 0.5, SWATCH, SWATCH), each.colour)
    key_width = key_size(painter.font(), each.shortcut or "0").width()
    text = rect.adjusted(SWATCH + 8, 0, -key_width - 10, 0)
    number = grouped(count)
    name = metrics.elidedText(each.name, Qt.TextElideMode.ElideMiddle, text.width() - metrics.horizontalAdvance(number) - 10)
    painter.setPen(QColor(tokens.text))
    painter.drawText(text, _LEFT, name)
    painter.setPen(QColor(tokens.muted))
    painter.drawText(text.adjusted(metrics.horizontalAdvance(name) + 10, 0, 0, 0), _LEFT, number)
    if each.shortcut:
        paint_key(painter, rect, each.shortcut)


def _paint_offer(painter: QPainter, rect: QRect, text: str) -> None:
    plus = icons.pixmap("add", 14, "accent_text", painter.device().devicePixelRatio())
    painter.drawPixmap(rect.left() - 2, rect.center().y() - 6, plus)
    painter.setPen(QColor(theme.current().accent_text))
    line = rect.adjusted(SWATCH + 8, 0, 0, 0)
    painter.drawText(line, _LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, line.width()))


def _paint_box(painter: QPainter, box: QRect, state: Qt.CheckState | int) -> None:
    tokens, ticked = theme.current(), Qt.CheckState(state) == Qt.CheckState.Checked
    painter.setPen(QPen(QColor(tokens.accent if ticked else tokens.border_strong), 1))
    painter.setBrush(QColor(tokens.accent if ticked else tokens.surface))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if ticked:
        painter.drawPixmap(box.left() + 2, box.top() + 2, icons.pixmap("check", 12, "on_accent", painter.device().devicePixelRatio()))


# ---- parts that dialogs paint as well ------------------------------------------------------------------------


def paint_swatch(painter: QPainter, rect: QRectF, colour: str, radius: float = 2.5) -> None:
    """The square of a class; a colour that would fade into the ground gets an edge."""
    edge = _edge(colour, theme.current().scheme)
    painter.setBrush(QColor(colour))
    painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
    if edge:  # its stroke rounds the corners further
        rect, radius = rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 1
    painter.drawRoundedRect(rect, radius, radius)


@lru_cache(maxsize=4096)
def _edge(colour: str, scheme: str) -> str:
    """The colour itself, mixed with that of the text until it stands out; empty if it does so already."""
    tokens = theme.current()
    if theme.contrast(colour, tokens.surface) >= _ENOUGH:
        return ""
    shares = (0.3, 0.45, 0.6, 0.8)
    mixed = (theme.mixed(colour, tokens.text, share) for share in shares)
    return next((each.name() for each in mixed if theme.contrast(each, tokens.surface) >= _ENOUGH), tokens.text)


def key_size(font: QFont, key: str) -> QSize:
    """The room that a painted key takes."""
    metrics = QFontMetrics(theme.small_font(font))
    return QSize(max(20, metrics.horizontalAdvance(key.upper()) + 10), metrics.height() + 4)


def paint_key(painter: QPainter, rect: QRect, key: str) -> None:
    """A key in its cap at the right of `rect`, in the small font of the painter's."""
    tokens, size = theme.current(), key_size(painter.font(), key)
    cap = QRect(rect.right() - size.width(), rect.center().y() - size.height() // 2, size.width(), size.height())
    painter.setPen(QPen(QColor(tokens.border_strong), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.small_font(painter.font()))
    painter.setPen(QColor(tokens.muted))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key.upper())
