"""How forms, boxes and rows of buttons are laid out."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QProxyStyle, QStyle, QStyleOption, QWidget
from pytestqt.qtbot import QtBot

from engine.settings import Settings
from gui.app import make_app
from gui.dialogs.new_project_dialog import NewProjectDialog
from gui.dialogs.settings_dialog import SettingsDialog
from gui.widgets.choice_box import ChoiceBox


class _WithIcons(QProxyStyle):
    """As desktops are that put an icon on each button."""

    def styleHint(self, hint: QStyle.StyleHint, option: QStyleOption, widget: QWidget, data: object) -> int:
        return 1 if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons else super().styleHint(hint, option, widget, data)


def test_buttons_of_dialogs_have_no_icons(qtbot: QtBot) -> None:
    make_app()
    box, style = QDialogButtonBox(), _WithIcons("Fusion")
    qtbot.addWidget(box)
    box.setStyle(style)
    box.setStandardButtons(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    assert [button.icon().isNull() for button in box.buttons()] == [True, True]


@pytest.mark.parametrize("kind", [SettingsDialog, NewProjectDialog])
def test_labels_stand_in_the_middle_of_their_fields(qtbot: QtBot, kind: type) -> None:
    make_app()
    dialog = kind(Settings()) if kind is SettingsDialog else kind("ants")
    qtbot.addWidget(dialog)
    dialog.show()
    form = dialog.findChild(QFormLayout)
    for row in range(form.rowCount()):
        label, field = (form.itemAt(row, role) for role in (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole))
        assert isinstance(label.widget(), QLabel)
        assert abs(label.geometry().center().y() - field.geometry().center().y()) <= 1


def test_the_list_of_a_narrow_box_shows_its_lines_whole(qtbot: QtBot) -> None:
    make_app()
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["x", "A line that is a good deal wider than the box that it is chosen in"])
    box.setFixedWidth(100)
    box.show()
    box.showPopup()
    assert box.view().viewport().width() >= box.view().sizeHintForColumn(0)
    box.hidePopup()
