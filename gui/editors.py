"""The widget that edits one declared field (`engine.fields.Option`), with its way to read and write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QLineEdit, QWidget

from engine.fields import Option
from gui.text import of_engine
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.spin_boxes import DoubleSpinBox, SpinBox

_LARGEST = 2**31 - 1
_DECIMALS = 6
_SHARE_STEP = 0.05  # for what lies between 0 and about 1
_ROUGHLY_ONE = (0.5, 2.0)


@dataclass(frozen=True)
class Editor:
    """`changed` is the signal of the widget that says that something else was entered."""

    widget: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]
    changed: Any


def editor_of(option: Option, context: str) -> Editor:
    """The texts of `option` are translated in `context`."""
    editor = _choice(option, context) if option.choices else _EDITORS[option.kind](option)
    if isinstance(editor.widget, QAbstractSpinBox) and option.lowest:
        editor.widget.setSpecialValueText(of_engine(context, option.lowest))
    help_ = of_engine(context, option.help)
    editor.widget.setToolTip(help_)
    editor.widget.setAccessibleName(of_engine(context, option.label))
    editor.widget.setAccessibleDescription(help_)
    return editor


class _NumberBox(DoubleSpinBox):
    """Steps by a tenth of what it shows, since rates and strengths differ by orders of magnitude; shares step by 0.05."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__()
        self.setDecimals(_DECIMALS)
        self.setRange(low, high)
        self.setSingleStep(_SHARE_STEP)
        self._first = min(1.0, high / 1000)
        if not _ROUGHLY_ONE[0] <= high <= _ROUGHLY_ONE[1]:
            self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)

    def stepBy(self, steps: int) -> None:
        adaptive = self.stepType() == QAbstractSpinBox.StepType.AdaptiveDecimalStepType
        if adaptive and steps > 0 and self.value() < self._first:
            self.setValue(self._first)
        elif adaptive and steps < 0 and self.value() <= self._first:
            self.setValue(self.minimum())
        else:
            super().stepBy(steps)

    def textFromValue(self, value: float) -> str:
        return f"{value:.6g}"


def _choice(option: Option, context: str) -> Editor:
    box = ChoiceBox()
    for value, name in option.choices.items():
        box.addItem(of_engine(context, name), value)
    return Editor(box, box.currentData, lambda value: box.setCurrentIndex(box.findData(value)), box.currentIndexChanged)


def _switch(option: Option) -> Editor:
    box = QCheckBox()
    return Editor(box, box.isChecked, box.setChecked, box.toggled)


def _whole_number(option: Option) -> Editor:
    box = SpinBox()
    box.setRange(int(option.low or 0), int(_LARGEST if option.high is None else option.high))
    return Editor(box, box.value, box.setValue, box.valueChanged)


def _number(option: Option) -> Editor:
    box = _NumberBox(option.low or 0.0, _LARGEST if option.high is None else option.high)
    return Editor(box, box.value, box.setValue, box.valueChanged)


def _text(option: Option) -> Editor:
    line = QLineEdit()
    return Editor(line, line.text, line.setText, line.textChanged)


_EDITORS: dict[type, Callable[[Option], Editor]] = {bool: _switch, int: _whole_number, float: _number, str: _text}
