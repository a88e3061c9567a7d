"""One picture, as large as fits: wheel to zoom at the cursor, drag to move, a heatmap over it if there is one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.gallery.scaled_pixmaps import fitted_rect, is_tiny

_MOST_ZOOM = 40.0
_KEY_STEP = 1.25


class ImageView(QWidget):
    """Shows the whole picture until someone zooms; double click and 0 go back to that."""

    view_changed = Signal(float, QPointF)  # zoom and middle, whenever a hand changed them
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None, placeholder: str = "") -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._overlay = QPixmap()
        self._opacity = 0.6
        self._placeholder = placeholder
        self._zoom = 1.0
        self._middle = QPointF(0.5, 0.5)  # the point of the picture (0..1) in the middle of the widget
        self._active = False
        self._grabbed: QPointF | None = None
        self._fit: QPixmap | None = None  # the picture scaled well to the widget, for zoom 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture"))

    # ---- what it shows ---------------------------------------------------------------------------------------

    def set_image(self, image: QImage | QPixmap | None) -> None:
        """Show `image` whole, without overlay; None shows the placeholder."""
        self._picture = _as_pixmap(image)
        self._overlay = QPixmap()
        self.reset()

    def refine(self, image: QImage) -> None:
        """Show the same picture with more detail, at the place where it is being looked at."""
        self._picture, self._fit = _as_pixmap(image), None
        self.update()

    def set_active(self, active: bool) -> None:
        """Frame it as the one of several that keys mean."""
        self._active = active
        self.update()

    def set_overlay(self, overlay: QImage | QPixmap | None) -> None:
        """Lay `overlay` (RGBA, any size) over the whole picture."""
        self._overlay = _as_pixmap(overlay)
        self.update()

    def set_overlay_opacity(self, opacity: float) -> None:
        self._opacity = min(1.0, max(0.0, opacity))
        self.update()

    def pixels(self) -> QSize:
        """The size of what is shown in its own pixels."""
        return self._picture.size()

    def placeholder(self) -> str:
        return self._placeholder

    def set_placeholder(self, text: str) -> None:
        self._placeholder = text
        self.update()

    @property
    def zoom(self) -> float:
        """1 shows the whole picture."""
        return self._zoom

    @property
    def middle(self) -> QPointF:
        """The point of the picture (0..1) that lies in the middle of the widget."""
        return QPointF(self._middle)

    def set_view(self, zoom: float, middle: QPointF) -> None:
        """Look at the same place as another view, as far as this picture reaches."""
        self._zoom, self._middle = min(_MOST_ZOOM, max(1.0, zoom)), QPointF(middle)
        self._move_by(QPointF())
        self._update_cursor()

    def reset(self) -> None:
        self._zoom, self._middle, self._fit = 1.0, QPointF(0.5, 0.5), None
        self._update_cursor()
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that what lies under `at` (the middle by default) stays there."""
        if self._picture.isNull():
            return
        at = at or QRectF(self.rect()).center()
        before = self._picture_rect()
        place = QPointF((at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height())
        self._zoom = min(_MOST_ZOOM, max(1.0, self._zoom * factor))
        after = self._picture_rect()
        now = QPointF(after.x() + place.x() * after.width(), after.y() + place.y() * after.height())
        self._move_by(at - now)
        self._update_cursor()
        self._tell()

    def show_whole(self) -> None:
        """What a double click and 0 do."""
        self.reset()
        self._tell()

    def _tell(self) -> None:
        self.view_changed.emit(self._zoom, QPointF(self._middle))

    def sizeHint(self) -> QSize:
        return QSize(288, 216)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 72)

    # ---- geometry --------------------------------------------------------------------------------------------

    def _picture_rect(self) -> QRectF:
        """Where the whole picture lies, parts outside of the widget included."""
        whole = fitted_rect(self._picture.size(), QRectF(self.rect()))
        width, height = whole.width() * self._zoom, whole.height() * self._zoom
        centre = QRectF(self.rect()).center()
        return QRectF(centre.x() - self._middle.x() * width, centre.y() - self._middle.y() * height, width, height)

    def _move_by(self, delta: QPointF) -> None:
        rect = self._picture_rect()
        x = self._kept(self._middle.x() - delta.x() / max(1.0, rect.width()), self.width() / max(1.0, rect.width()))
        y = self._kept(self._middle.y() - delta.y() / max(1.0, rect.height()), self.height() / max(1.0, rect.height()))
        self._middle = QPointF(x, y)
        self.update()

    @staticmethod
    def _kept(middle: float, seen: float) -> float:
        """`middle` so that the picture never leaves a gap it need not leave; `seen` is the visible share of the picture."""
        return 0.5 if seen >= 1 else min(1 - seen / 2, max(seen / 2, middle))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit = None
        self._move_by(QPointF())

    # ---- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        outline = QPainterPath()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline.addRoundedRect(rect, theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.fillPath(outline, QColor(tokens.backdrop))
        if self._picture.isNull():
            self._paint_placeholder(painter)
        else:
            painter.setClipPath(outline)
            self._paint_picture(painter)
            painter.setClipping(False)
        focus = self.hasFocus() or self._active
        painter.setPen(QPen(QColor(tokens.accent if focus else tokens.border), 2 if focus else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.end()

    def _paint_placeholder(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.current().muted))
        area = self.rect().adjusted(16, 16, -16, -16)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._placeholder)

    def _paint_picture(self, painter: QPainter) -> None:
        target = self._picture_rect()
        enlarged = is_tiny(self._picture.size()) or target.width() > 4 * self._picture.width()
        if self._zoom == 1.0 and not enlarged:
            painter.drawPixmap(target.topLeft(), self._fitted(target))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not enlarged)
            painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))
        if not self._overlay.isNull() and self._opacity > 0:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(self._opacity)
            painter.drawPixmap(target, self._overlay, QRectF(self._overlay.rect()))
            painter.setOpacity(1.0)

    def _fitted(self, target: QRectF) -> QPixmap:
        if self._fit is None:
            ratio = self.devicePixelRatioF()
            size = QSize(max(1, round(target.width() * ratio)), max(1, round(target.height() * ratio)))
            self._fit = self._picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            self._fit.setDevicePixelRatio(ratio)
        return self._fit

    # ---- mouse and keyboard ----------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._picture.isNull():
            event.ignore()
            return
        self.zoom_by(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.pressed.emit()
        if self._zoom > 1:
            self._grabbed = event.position()
            self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self._move_by(event.position() - self._grabbed)
            self._grabbed = event.position()
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.show_whole()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(_KEY_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / _KEY_STEP)
        elif key == Qt.Key.Key_0 and self._zoom > 1:
            self.show_whole()
        else:
            event.ignore()

    def _update_cursor(self) -> None:
        if self._zoom <= 1:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.ClosedHandCursor if self._grabbed is not None else Qt.CursorShape.OpenHandCursor)


def _as_pixmap(image: QImage | QPixmap | None) -> QPixmap:
    if image is None:
        return QPixmap()
    return QPixmap.fromImage(image) if isinstance(image, QImage) else image
