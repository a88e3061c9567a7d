"""The saved recipes: use one, keep the present one under a name, hand them on as files, and see in what two of them differ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.classifier.recipe import Recipe
from engine.errors import FieldmarkError
from engine.operations.recipe_files import SUFFIX, read_recipe_and_notes, write_recipe
from engine.operations.recipes import delete_recipe, rename_recipe, save_recipe, saved_recipes, unusable_recipes
from gui import theme
from gui.dialogs.confirm_dialog import confirmed
from gui.recipes.comparison import RecipeComparison
from gui.recipes.rows import row_of
from gui.recipes.words import recipe_words
from gui.text import sentence, sentences
from gui.widgets.framed import framed
from gui.widgets.labels import MutedLabel, SectionLabel
from gui.widgets.parts import MessageBar, button
from gui.widgets.table import TextTable

_SIZE = QSize(1000, 540)
_NAME, _WORDS = range(2)
_LONGEST_NAME = 60
_NAME_WIDTH = 168  # px


class RecipesDialog(QDialog):
    """`chosen` is the recipe to go on with once it is accepted, None until then. What is saved or deleted here holds at once."""

    def __init__(self, current: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recipes"))
        self.chosen: Recipe | None = None
        self._current = current
        self._recipes: dict[str, Recipe] = {}
        self._names: list[str] = []
        self._showing = False
        self._build()
        self._arrange()
        self._connect()
        self._show()

    # ---- building ------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.table = TextTable(self.tr("Saved recipes"), [self.tr("Name"), self.tr("In words")], right=(), wide=_WORDS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)  # a double click uses the recipe
        self.table.setWordWrap(False)
        self.table.horizontalHeader().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        self.table.setColumnWidth(_NAME, _NAME_WIDTH)
        self.table.setMinimumHeight(96)
        self.nothing = MutedLabel(self.tr("No recipe is saved yet. Give the present one a name below to find it here in every project."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name for the present recipe"))
        self.name.setAccessibleName(self.tr("Name for the present recipe"))
        self.name.setMaxLength(_LONGEST_NAME)
        self.save_button = button(self.tr("Save"))
        self.rename_button = button(self.tr("Rename"), "quiet", "rename")
        self.delete_button = button(self.tr("Delete"), "quiet", "delete")
        self.import_button = button(self.tr("Import …"), "quiet", "import")
        self.export_button = button(self.tr("Export …"), "quiet", "export")
        self.comparison = RecipeComparison(self._current)
        self.message = MessageBar()
        self.close_button = button(self.tr("Close"))
        self.use_button = button(self.tr("Use this recipe"), "primary")

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(2 * theme.STEP)
        head = SectionLabel(self.tr("Saved"))
        head.setFixedHeight(self.comparison.other.sizeHint().height())
        self._card = framed(self.table)
        left.addWidget(head)
        left.addWidget(self._card, 1)
        left.addWidget(self.nothing, 1)
        left.addLayout(row_of(self.rename_button, self.delete_button, None, self.import_button, self.export_button))
        left.addLayout(row_of(self.name, self.save_button, stretch=self.name))
        sides = QHBoxLayout()
        sides.setSpacing(5 * theme.STEP)
        sides.addLayout(left, 1)
        sides.addWidget(self.comparison, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(3 * theme.STEP)
        layout.addWidget(self.message)
        layout.addLayout(sides, 1)
        layout.addLayout(row_of(None, self.close_button, self.use_button))
        self.resize(_SIZE)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._show_selected)
        self.table.cellDoubleClicked.connect(lambda *_: self._use())
        self.table.itemChanged.connect(self._on_renamed)
        self.name.textChanged.connect(self._show_state)
        self.name.returnPressed.connect(self._save)
        actions = {
            self.save_button: self._save,
            self.rename_button: self._rename,
            self.delete_button: self._delete,
            self.import_button: self._import,
            self.export_button: self._export,
            self.close_button: self.reject,
            self.use_button: self._use,
        }
        for pressed, action in actions.items():
            pressed.clicked.connect(lambda _=False, action=action: action())
            pressed.setAutoDefault(False)  # Enter in the name saves; it must not press another button as well
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self._delete, context=Qt.ShortcutContext.WidgetShortcut)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(key, self.table, self._use, context=Qt.ShortcutContext.WidgetShortcut)

    # ---- what is shown -------------------------------------------------------------------------------------

    def selected(self) -> str:
        """The name of the recipe that is chosen in the list, "" for none."""
        row = self.table.currentRow()
        return self._names[row] if self.table.selectedItems() and 0 <= row < len(self._names) else ""

    def _show(self, select: str = "") -> None:
        """Read the recipes anew; `select` is chosen, else the one that was."""
        select = select or self.selected()
        self._recipes, unusable = saved_recipes(), unusable_recipes()
        self._names = sorted(self._recipes, key=str.casefold)
        if unusable:
            self._tell(next(iter(unusable.values())))
        self._showing = True
        self.table.set_rows([(name, recipe_words(self._recipes[name])) for name in self._names])
        for row in range(len(self._names)):
            self._item(row, _WORDS).setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self._showing = False
        if self._names:
            self.table.selectRow(self._names.index(select) if select in self._names else 0)
        self.nothing.setVisible(not self._names)
        self._card.setVisible(bool(self._names))
        self._show_selected()

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None
        return item

    def _show_selected(self) -> None:
        self.comparison.show_recipe(self.selected(), self._recipes)
        self._show_state()

    def _show_state(self) -> None:
        for pressed in (self.rename_button, self.delete_button, self.export_button, self.use_button):
            pressed.setEnabled(bool(self.selected()))
        name = self.name.text().strip()
        self.save_button.setEnabled(bool(name))
        self.save_button.setText(self.tr("Replace") if name in self._recipes else self.tr("Save"))

    def _tell(self, error: BaseException) -> None:
        self.message.show_message(sentences(error), "error")

    # ---- what is done --------------------------------------------------------------------------------------

    def _save(self) -> None:
        name = self.name.text().strip()
        if name and self._tried(lambda: save_recipe(name, self._current)):
            self.name.clear()
            self._show(name)

    def _tried(self, act: Callable[[], object]) -> bool:
        """Do it; False if it failed, which is told."""
        self.message.hide()
        try:
            act()
        except FieldmarkError as error:
            self._tell(error)
            return False
        return True

    def _rename(self) -> None:
        if self.selected():
            self.table.setFocus()
            self.table.editItem(self._item(self.table.currentRow(), _NAME))

    def _on_renamed(self, item: QTableWidgetItem) -> None:
        if self._showing or item.column() != _NAME:
            return
        old, new = self._names[item.row()], item.text().strip()[:_LONGEST_NAME]
        renamed = bool(new) and new != old and self._tried(lambda: rename_recipe(old, new))
        self._show(new if renamed else old)

    def _delete(self) -> None:
        name = self.selected()
        if name and confirmed(
            self.windowTitle(),
            self.tr("Delete the recipe “{0}”?").format(name),
            self.tr("Models that were trained with it are kept, and each of them remembers its own recipe."),
            self.tr("Delete"),
            self,
        ):
            self._tried(lambda: delete_recipe(name))
            self._show()

    def _import(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Import recipes"), "", self.tr("Recipes (*.json)"))
        for file in map(Path, files):
            self.take_in(file)

    def take_in(self, file: Path) -> None:
        """Keep the recipe in `file` under the file's name, or the next free one."""
        try:
            recipe, notes = read_recipe_and_notes(file)
        except FieldmarkError as error:
            self._tell(error)
            return
        name = self._free_name(file.name.removesuffix(".json").removesuffix(".recipe")[:_LONGEST_NAME])
        if self._tried(lambda: save_recipe(name, recipe)):
            self._show(name)
            if notes:
                self.message.show_message([sentence(note) for note in notes], "warning")

    def _free_name(self, wanted: str) -> str:
        taken = {each.casefold() for each in self._names}
        names = (wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 3)))
        return next(each for each in names if each.casefold() not in taken)

    def _export(self) -> None:
        name = self.selected()
        file, _ = QFileDialog.getSaveFileName(self, self.tr("Export the recipe"), name + SUFFIX, self.tr("Recipes (*.json)"))
        if not file:
            return
        path = Path(file) if Path(file).suffix else Path(file + SUFFIX)
        if self._tried(lambda: write_recipe(path, self._recipes[name])):
            self.message.show_message([self.tr("The recipe is in {0}").format(path)], "success")

    def _use(self) -> None:
        if self.selected():
            self.chosen = self._recipes[self.selected()]
            self.accept()
