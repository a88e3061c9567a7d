"""One picture large, and the evidence for a class by several methods side by side, all looked at through the same window.

The maps come one after the other, the quick methods first; Space and Escape go back, Left and Right to the pictures beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from engine.classifier.model.card import ModelCard
from engine.classifier.saliency.methods import METHODS, SLOW, methods_for
from engine.operations.explaining import Explanation, Unexplained, side_by_side
from engine.progress import Progress
from gui import theme
from gui.dialogs.dialog_work import DialogWork
from gui.jobs import Jobs
from gui.models.picture_loader import PictureLoader
from gui.saliency.class_choice import ClassChoice
from gui.saliency.display_row import DisplayRow
from gui.saliency.large_head import LargeHead
from gui.saliency.layers import OFF, layered
from gui.saliency.method_row import MethodRow
from gui.saliency.method_tile import MethodTile
from gui.saliency.saving_all import SaveAll
from gui.text import reason, sentences
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import MessageBar, button

_LANE, _LAYERS = "saliency-large", "saliency-large-layers"
_SHARE = 0.92  # of the window
_COLUMNS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}  # by the number of tiles; more: four
_CONTROLS = 620  # px of the display row
_SETTLE_MS = 120  # whoever holds an arrow key down asks for nothing
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class LargeSaliency(QDialog):
    """`target` is the class to begin with (None: the model's answer).

    Whoever opened it and knows of pictures before and after says so by `head.set_place` and answers `moved` by `show_picture`.
    """

    moved = Signal(int)  # -1, 1: the picture before or after is wanted
    key_pressed = Signal(object)  # QKeyEvent: a key that means nothing here

    def __init__(self, jobs: Jobs, card: ModelCard, path: Path, parent: QWidget | None = None, target: int | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(path.name)
        self._work, self._card, self._path = DialogWork(jobs), card, path
        self._image: QImage | None = None
        self._unreadable = ""
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self.methods = MethodRow(several=True)
        self.methods.suit(card)
        for chip in self.methods.chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the arrow keys to the pictures
        self.methods.choose(*(key for key, against in methods_for(card).items() if not against and METHODS[key].speed != SLOW))
        self.classes = ClassChoice()
        self.classes.offer(card.class_names, card.class_colours, (), target)
        self.display = DisplayRow(wide=True)
        self.message = MessageBar()
        self.tiles: list[MethodTile] = []
        self.save_button = button(self.tr("Save all …"), icon="export")
        self.close_button = button(self.tr("Close"))
        evidence = MutedLabel(self.tr("Evidence for"))
        evidence.setWordWrap(False)
        self.classes.setMinimumWidth(200)
        for each in (self.save_button, self.close_button):
            each.setAutoDefault(False)
        self.head = LargeHead(path.name, evidence, self.classes, self.save_button, self.close_button)
        self._saving = SaveAll(self._work, self.save_button, self.message)
        self._arrange()
        self._pictures = PictureLoader(self, longest=2400)
        self._connect()
        self._build_tiles()
        self._pictures.ask(path)
        self._look(self.methods.methods())

    def _arrange(self) -> None:
        self.display.setFixedWidth(_CONTROLS)
        controls = QHBoxLayout()
        controls.setSpacing(4 * theme.STEP)
        controls.addWidget(self.methods, 1)
        controls.addWidget(self.display, 0, Qt.AlignmentFlag.AlignTop)
        self._grid = QGridLayout()
        self._grid.setSpacing(3 * theme.STEP)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(3 * theme.STEP)
        column.addWidget(self.head)
        column.addLayout(controls)
        column.addWidget(self.message)
        column.addLayout(self._grid, 1)
        parent = self.parentWidget()
        self.resize((parent.window().size() if parent is not None else self.screen().availableSize()) * _SHARE)

    def _connect(self) -> None:
        self._pictures.loaded.connect(self._on_picture)
        self._pictures.failed.connect(self._on_unreadable)
        self._settle.timeout.connect(lambda: self._look(self.methods.methods()))
        self.head.moved.connect(self.moved)
        self.methods.chosen.connect(self._on_method)
        self.classes.picked.connect(self._on_class)
        self.display.mode_changed.connect(lambda _: self._show_layers())
        self.display.opacity_changed.connect(self._on_opacity)
        self.close_button.clicked.connect(self.close)

    # ---- what it shows ---------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        return self._path

    def show_picture(self, path: Path, target: int | None = None) -> None:
        """Another picture, by the methods that are chosen."""
        self._path, self._image, self._unreadable = path, None, ""
        self.setWindowTitle(path.name)
        self.head.title.setText(path.name)
        self.message.hide()
        self._work.cancel()
        self._saving.set_explanations(())
        self.classes.offer(self._card.class_names, self._card.class_colours, (), target)
        for each in self.tiles:
            each.set_image(None)
        for each in self.tiles[1:]:
            each.wait()
        self._pictures.ask(path)
        self._settle.start()

    # ---- tiles -----------------------------------------------------------------------------------------------

    def tile(self, method: str) -> MethodTile | None:
        return next((each for each in self.tiles if each.method == method), None)

    def _build_tiles(self) -> None:
        """One for the picture and one a method, those that are there already kept."""
        wanted = ("", *self.methods.methods())
        for each in [each for each in self.tiles if each.method not in wanted]:
            self.tiles.remove(each)
            each.deleteLater()
        self.tiles = [self.tile(method) or self._new_tile(method) for method in wanted]
        columns = _COLUMNS.get(len(self.tiles), 4)
        for number, each in enumerate(self.tiles):
            self._grid.addWidget(each, number // columns, number % columns)
        for line in range(max(self._grid.columnCount(), self._grid.rowCount())):
            self._grid.setColumnStretch(line, 1 if line < columns else 0)
            self._grid.setRowStretch(line, 1 if line * columns < len(self.tiles) else 0)
        if self.focusWidget() is None:
            self.tiles[0].view.setFocus()

    def _new_tile(self, method: str) -> MethodTile:
        tile = MethodTile(method)
        tile.view.set_overlay_opacity(self.display.opacity)
        tile.view.view_changed.connect(lambda zoom, middle: self._on_view(tile, zoom, middle))
        tile.set_image(self._image, self._unreadable)
        return tile

    def _on_view(self, tile: MethodTile, zoom: float, middle: QPointF) -> None:
        for each in self.tiles:
            if each is not tile:
                each.view.set_view(zoom, middle)

    def _on_picture(self, path: Path, image: QImage) -> None:
        self._image = image
        for each in self.tiles:
            each.set_image(image)
        self._show_layers()

    def _on_unreadable(self, path: Path, why: str) -> None:
        self._unreadable = self.tr("It cannot be read: {0}").format(why)
        for each in self.tiles:
            each.set_image(None, self._unreadable)

    # ---- maps ------------------------------------------------------------------------------------------------

    def _on_method(self, method: str) -> None:
        known = self.tile(method) is not None
        self._build_tiles()
        if not known and self.tile(method) is not None:
            self._look((method,), in_turn=True)

    def _on_class(self) -> None:
        for each in self.tiles[1:]:
            each.wait()
        self._look(self.methods.methods())

    def _look(self, methods: Sequence[str], in_turn: bool = False) -> None:
        folder, path, target = self._card.folder, self._path, self.classes.target
        self._settle.stop()
        self.message.hide()
        self._work.begin(
            _LANE,
            lambda: side_by_side(folder, path, target, methods, checked=True),
            lambda _: None,
            lambda progress: self._on_progress((path, target), methods, progress),
            on_failure=lambda error: self._on_failed(path, methods, error),
            in_turn=in_turn,
        )

    def _on_progress(self, asked: tuple[Path, int | None], methods: Sequence[str], progress: Progress) -> None:
        if asked != (self._path, self.classes.target):
            return
        if isinstance(progress.detail, Explanation):
            self._on_explanation(progress.detail)
        elif isinstance(progress.detail, Unexplained):
            tile = self.tile(progress.detail.method)
            if tile is not None:
                tile.fail(" ".join(each.told(reason) for each in progress.detail.reasons))
        waiting = next((tile for tile in map(self.tile, methods) if tile is not None and tile.waiting), None)
        if waiting is not None:
            waiting.begin()

    def _on_explanation(self, explanation: Explanation) -> None:
        tile = self.tile(explanation.saliency.method)
        if tile is None:  # it was taken away meanwhile
            return
        self.classes.offer(self._card.class_names, self._card.class_colours, explanation.prediction.probabilities, self.classes.target)
        is_new = tile.explanation is None or tile.explanation.saliency is not explanation.saliency
        tile.show_explanation(explanation)
        tile.view.set_view(self.tiles[0].view.zoom, self.tiles[0].view.middle)
        self.display.light_legend()
        self._saving.set_explanations([each.explanation for each in self.tiles if each.explanation is not None])
        if is_new:
            self._show_layer(tile, in_turn=True)

    def _on_failed(self, path: Path, methods: Sequence[str], error: BaseException) -> None:
        if path != self._path:
            return
        for tile in map(self.tile, methods):
            if tile is not None and tile.explanation is None:
                tile.fail(self.tr("There is no map."))
        self.message.show_message(sentences(error), "error")

    # ---- layers ----------------------------------------------------------------------------------------------

    def _show_layers(self) -> None:
        self._saving.mode = self.display.mode
        for number, each in enumerate(self.tiles[1:]):
            self._show_layer(each, in_turn=number > 0)

    def _show_layer(self, tile: MethodTile, in_turn: bool) -> None:
        explanation, mode = tile.explanation, self.display.mode
        if mode == OFF:
            tile.view.set_overlay(None)
        if explanation is None or mode == OFF or self._image is None:
            return
        heatmap = explanation.saliency.heatmap

        def show(layer: QImage) -> None:
            if mode == self.display.mode and tile.explanation is not None and tile.explanation.saliency is explanation.saliency:
                tile.view.set_overlay(layer)

        self._work.begin(_LAYERS, lambda: layered(heatmap, mode), show, on_failure=self._on_layer_failed, in_turn=in_turn)

    def _on_layer_failed(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")

    def _on_opacity(self, opacity: float) -> None:
        self._saving.opacity = opacity
        for each in self.tiles:
            each.view.set_overlay_opacity(opacity)

    # ---- leaving ---------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Escape):
            self.close()
        elif step is None:
            event.ignore()
            self.key_pressed.emit(event)
        else:
            self.head.move_by(step)

    def done(self, result: int) -> None:
        self._settle.stop()
        self._work.end()
        self._pictures.shutdown()
        super().done(result)
