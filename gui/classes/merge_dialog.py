"""Several classes become one: which, into which, and what that would change; names that are nearly the same are proposed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from engine.project.class_names import likely_twins
from engine.project.sample import SampleClass
from gui.classes.class_model import ClassModel
from gui.classes.class_row import class_list
from gui.classes.class_rows import ClassRole, ClassRows, pictures
from gui.classes.find_line import FindLine
from gui.classes.ticked_rows import TickedRows
from gui.labeller import Labeller
from gui.widgets.framed import framed
from gui.widgets.parts import MutedLabel, SectionLabel, button, grouped

_MOST_PROPOSALS, _MOST_NAMES, _MOST_LETTERS = 3, 4, 28


class MergeDialog(QDialog):
    """Ticked classes on the left become the one that is chosen on the right; `source` is ticked from the start."""

    def __init__(self, model: ClassModel, labeller: Labeller, source: SampleClass | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge classes"))
        self.resize(660, 580)
        self._model, self._labeller = model, labeller
        self._target: int | None = None
        self.sources, self.targets = TickedRows(model.count, self), ClassRows(model.count, self)
        self.source_view, self.target_view = class_list(self.sources), class_list(self.targets)
        self.source_line = FindLine(self.source_view, self.tr("Find classes to merge"))
        self.target_line = FindLine(self.target_view, self.tr("Find the class that stays"))
        self.source_view.setAccessibleName(self.tr("Classes to merge"))
        self.target_view.setAccessibleName(self.tr("Class that stays"))
        self.outcome = MutedLabel()
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)  # names must not be taken for markup
        twins = sorted(likely_twins(model.classes()), key=self._pictures_of, reverse=True)
        self.proposals = [self._proposal(group) for group in twins[:_MOST_PROPOSALS]]
        self._build(len(twins))
        self._connect()
        for rows in (self.sources, self.targets):
            rows.set_classes(model.classes())
        if source is not None:
            self.sources.tick([source.id])
        (self.source_line if source is None else self.target_line).setFocus()

    # ---- building ------------------------------------------------------------------------------------------

    def _build(self, twins: int) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        if self.proposals:
            layout.addWidget(SectionLabel(self.tr("Perhaps the same")))
            rows = QVBoxLayout()
            rows.setSpacing(0)
            for proposal in self.proposals:
                rows.addWidget(proposal)
            layout.addLayout(rows)
            if twins > len(self.proposals):
                layout.addWidget(MutedLabel(self.tr("and {0} more of the kind").format(grouped(twins - len(self.proposals)))))
            layout.addSpacing(4)
        lists = QGridLayout()
        lists.setHorizontalSpacing(16)
        lists.setVerticalSpacing(6)
        columns = ((self.tr("These classes"), self.source_line, self.source_view), (self.tr("become"), self.target_line, self.target_view))
        for column, (head, line, view) in enumerate(columns):
            lists.addWidget(SectionLabel(head), 0, column)
            lists.addWidget(line, 1, column)
            lists.addWidget(framed(view), 2, column)
            lists.setColumnStretch(column, 1)
        layout.addLayout(lists, 1)
        layout.addWidget(self.outcome)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.merge = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.merge.setText(self.tr("Merge"))
        self.merge.setProperty("kind", "primary")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self.source_line.textChanged.connect(self._on_source_text)
        self.target_line.textChanged.connect(self._on_target_text)
        self.source_line.entered.connect(self._on_source_entered)
        self.target_line.entered.connect(lambda _: self.merge.setFocus() if self.merge.isEnabled() else self.source_line.setFocus())
        self.sources.ticked_changed.connect(self._tell)
        self.target_view.selectionModel().selectionChanged.connect(self._on_target_selected)
        self.targets.modelReset.connect(self._show_target)

    def _proposal(self, twins: Sequence[SampleClass]) -> QWidget:
        ordered = sorted(twins, key=lambda each: self._model.count(each.id), reverse=True)
        text = ", ".join(f"{_short(each.name)} ({grouped(self._model.count(each.id))})" for each in ordered)
        made = button(text.replace("&", "&&"), "row", "accept")
        made.setAutoDefault(False)
        made.clicked.connect(lambda: self._take(ordered))
        return made

    # ---- choosing ------------------------------------------------------------------------------------------

    def _take(self, twins: Sequence[SampleClass]) -> None:
        """A proposal: all become the one with most pictures."""
        self.source_line.clear()
        self.target_line.clear()
        self._target = twins[0].id
        self.sources.tick([each.id for each in twins[1:]], alone=True)
        self._show_target()
        self.merge.setFocus()

    def _on_source_text(self, text: str) -> None:
        self.sources.find(text)
        self.source_line.go_to_first()

    def _on_source_entered(self, _: bool) -> None:
        """Enter ticks the best match and waits for the next name."""
        index = self.source_view.currentIndex()
        if self.source_line.text() and index.isValid():
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            self.sources.setData(index, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
            self.source_line.clear()

    def _on_target_text(self, text: str) -> None:
        self.targets.find(text)
        if text.strip():
            self.target_line.go_to_first()

    def _on_target_selected(self, selected: QItemSelection) -> None:
        if not selected.isEmpty():
            self._target = selected.at(0).topLeft().data(ClassRole).id
        self._tell()

    def _show_target(self) -> None:
        row = self.targets.row_of(self._target)
        if row >= 0:
            self.target_view.setCurrentIndex(self.targets.index(row))
        self._tell()

    # ---- telling and doing ---------------------------------------------------------------------------------

    def choice(self) -> tuple[list[SampleClass], SampleClass | None]:
        """The classes that go, and the one that stays."""
        target = None if self._target is None else self._model.by_id(self._target)
        found = [self._model.by_id(id_) for id_ in self.sources.ticked if id_ != self._target]
        return [each for each in found if each is not None], target

    def accept(self) -> None:
        sources, target = self.choice()
        super().accept()
        if sources and target is not None:
            self._labeller.merge_classes(sources, target)

    def _tell(self) -> None:
        sources, target = self.choice()
        self.merge.setEnabled(bool(sources) and target is not None)
        if not sources:
            text = self.tr("Tick the classes that go.")
        elif target is None:
            text = self.tr("Choose the class that they become.")
        else:
            names = ", ".join(f"“{each.name}”" for each in sources[:_MOST_NAMES])
            if len(sources) > _MOST_NAMES:
                names = self.tr("{0} and {1} more classes").format(names, grouped(len(sources) - _MOST_NAMES))
            text = self.tr("{0} of {1} become “{2}”. Ctrl+Z brings the classes back.").format(
                pictures(self._pictures_of(sources)), names, target.name
            )
        self.outcome.setText(text)

    def _pictures_of(self, classes: Sequence[SampleClass]) -> int:
        return sum(self._model.count(each.id) for each in classes)


def _short(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1].rstrip()}…"
