"""Which answers, in which form and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from engine.batch.outputs import FORMS
from engine.batch.outputs.forms import ORIGINALS
from gui import theme
from gui.dialogs.scope_box import ScopeBox, Scopes
from gui.text import of_engine
from gui.widgets.labels import MutedLabel
from gui.widgets.parts import button
from gui.widgets.spin_boxes import SpinBox

_MOST_CHOICES = 20


class AnswersForm(QWidget):
    """`edited` tells of every change, `typed` of the place alone. `remark` and what is put into `below` stand at its foot."""

    edited = Signal()
    typed = Signal()

    def __init__(self, file: Path, classes: int, scopes: Scopes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Form"))
        for key, form in FORMS.items():
            self.form.addItem(of_engine("batch", form.label), key)
        self.meaning = MutedLabel()
        self.agree = QCheckBox(self.tr("Yes, write into my picture files"))
        self.scope = ScopeBox(scopes)
        self.top = SpinBox()
        self.top.setRange(1, max(1, min(_MOST_CHOICES, classes)))
        self.top.setValue(3)
        self.top.setAccessibleName(self.tr("Most probable classes that are named"))
        self.target = QLineEdit(str(file))
        self.target.setAccessibleName(self.tr("Where to"))
        self.choose_button = button(self.tr("Choose …"))
        self.choose_button.setAutoDefault(False)
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.below = QHBoxLayout()
        self._arrange()
        self._connect()
        self._on_form()

    def _arrange(self) -> None:
        self._where = _row(self.target, self.choose_button)
        self._choices = _row(self.top, MutedLabel(self.tr("most probable classes of each picture")))
        rows = self._rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(4 * theme.STEP)
        rows.setVerticalSpacing(3 * theme.STEP)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("Form"), self.form),
            ("", self.meaning),
            ("", self.agree),
            (self.tr("Which"), self.scope),
            (self.tr("Name the"), self._choices),
            (self.tr("Where to"), self._where),
            ("", self.remark),
        ):
            rows.addRow(name, field)
            label = rows.labelForField(field)
            if name and isinstance(label, QLabel):
                label.setMinimumHeight(self.form.sizeHint().height())  # so that it stands at the middle of its field
        rows.addRow("", self.below)
        rows.setRowVisible(self.scope, self.scope.is_needed)

    def _connect(self) -> None:
        self.form.currentIndexChanged.connect(self._on_form)
        self.target.textChanged.connect(self.typed)
        self.scope.currentIndexChanged.connect(self.edited)
        self.agree.toggled.connect(self.edited)
        self.top.valueChanged.connect(self.edited)
        self.choose_button.clicked.connect(self._on_choose)

    # ---- what was chosen -----------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """Of `FORMS`."""
        return str(self.form.currentData())

    @property
    def file(self) -> Path | None:
        """Where it goes; None for the forms that write beside or into the pictures."""
        return None if FORMS[self.key].beside_pictures else Path(self.target.text().strip()).expanduser()

    @property
    def agreed(self) -> bool:
        """Whether files may be changed, where that is what the form does."""
        return self.key != ORIGINALS or self.agree.isChecked()

    def choose(self, key: str) -> None:
        self.form.setCurrentIndex(self.form.findData(key))

    def say(self, text: str, forbids: bool) -> None:
        self.remark.setText(text)
        self.remark.setProperty("kind", "danger" if forbids else "muted")
        self.remark.style().unpolish(self.remark)
        self.remark.style().polish(self.remark)

    def _on_form(self) -> None:
        """The name follows the form."""
        form, target = FORMS[self.key], Path(self.target.text().strip())
        if form.ending and target.name:
            known = target.suffix.lower() in {each.ending for each in FORMS.values()}
            self.target.setText(str(target.with_suffix(form.ending) if known else target.with_name(target.name + form.ending)))
        self.meaning.setText(of_engine("batch", form.help))
        for field in (self._where, self._choices):
            self._rows.setRowVisible(field, not form.beside_pictures)
        self._rows.setRowVisible(self.agree, self.key == ORIGINALS)
        self.agree.setChecked(False)
        self.edited.emit()

    def _on_choose(self) -> None:
        form = FORMS[self.key]
        kinds = f"{of_engine('batch', form.label)} (*{form.ending})"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Where should the file go?"), self.target.text(), kinds)
        if name:
            self.target.setText(name)


def _row(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2 * theme.STEP)
    row.addWidget(first, 1 if isinstance(first, QLineEdit) else 0)
    row.addWidget(second, 0 if isinstance(first, QLineEdit) else 1)
    return holder
