"""The panel of classes under real clicks, keys and drags; every change is in the project and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QColorDialog, QLineEdit, QMenu, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.project.project import Project
from gui import theme
from gui.classes.class_model import ClassRole
from gui.classes.class_panel import ClassPanel
from gui.classes.class_rows import CountRole
from gui.classes.colour_palette import COLOURS, ColourPalette
from gui.models.cell import SAMPLES_MIME
from tests.gui.classes.class_desk import Desk, make_desk, make_project, show

LEFT = Qt.MouseButton.LeftButton
FEW = {"crack": 3, "break": 2, "fray": 1}
MANY = {f"species {number:02}": 1 for number in range(13)} | {"red fox": 2}


class Host(QWidget):
    """Stands for the page: holds the panel, and gets the keys that the panel leaves alone."""

    def __init__(self, desk: Desk, height: int = 700) -> None:
        super().__init__()
        self.desk = desk
        self.panel = ClassPanel(desk.model, desk.labeller)
        self.keys: list[int] = []
        self.chosen: list[str] = []
        self.dropped: list[str] = []
        self.panel.chosen.connect(lambda each: self.chosen.append(each.name))
        self.panel.dropped.connect(lambda each: self.dropped.append(each.name))
        layout = QVBoxLayout(self)
        layout.addWidget(self.panel)
        layout.addStretch(1)
        self.resize(320, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())

    def at(self, name: str) -> QPoint:
        view = self.panel.view
        index = view.model().index(view.model().row_of(self.desk.named(name).id))
        view.scrollTo(index)
        return view.visualRect(index).center()

    def click(self, qtbot: QtBot, name: str) -> None:
        qtbot.mouseClick(self.panel.view.viewport(), LEFT, pos=self.at(name))

    def marked(self) -> str | None:
        indexes = self.panel.view.selectedIndexes()
        return indexes[0].data(ClassRole).name if indexes else None


def shown(qtbot: QtBot, desk: Desk, height: int = 700) -> Host:
    host = Host(desk, height)
    show(qtbot, host)
    return host


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    made = make_desk(make_project(tmp_path, getattr(request, "param", FEW)))
    yield made
    made.session.close()


@pytest.fixture
def host(qtbot: QtBot, desk: Desk) -> Host:
    return shown(qtbot, desk)


# ---- clicks and keys -------------------------------------------------------------------------------------------


def test_a_double_click_labels_once_and_does_not_rename(qtbot: QtBot, host: Host) -> None:
    place, viewport = host.at("break"), host.panel.view.viewport()
    qtbot.mouseClick(viewport, LEFT, pos=place)
    qtbot.mouseDClick(viewport, LEFT, pos=place)
    qtbot.mouseRelease(viewport, LEFT, pos=place)
    assert host.chosen == ["break"]
    assert host.panel.view.findChild(QLineEdit) is None


def test_f2_renames_in_place_and_escape_does_not(qtbot: QtBot, host: Host) -> None:
    host.click(qtbot, "crack")
    for last, names in ((Qt.Key.Key_Escape, ["crack", "break", "fray"]), (Qt.Key.Key_Return, ["hairline crack", "break", "fray"])):
        qtbot.keyClick(host.panel.view, Qt.Key.Key_F2)
        line = host.panel.view.findChild(QLineEdit)
        line.selectAll()
        qtbot.keyClicks(line, "hairline crack")
        qtbot.keyClick(line, last)
        qtbot.waitUntil(lambda: host.panel.view.findChild(QLineEdit) is None)
        assert host.desk.names == names
    assert host.chosen == ["crack"]  # Enter in the line is not Enter in the list
    host.desk.session.undo()
    assert host.desk.names[0] == "crack"


def test_f2_renames_the_marked_class_while_the_keys_belong_to_the_pictures(qtbot: QtBot, host: Host) -> None:
    pictures = QLineEdit()
    host.layout().addWidget(pictures)
    pictures.show()
    pictures.setFocus()
    host.click(qtbot, "break")
    assert pictures.hasFocus()
    qtbot.keyClick(pictures, Qt.Key.Key_F2)
    line = host.panel.view.findChild(QLineEdit)
    assert line.text() == "break" and line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    host.panel.select(None)
    qtbot.waitUntil(lambda: host.panel.view.findChild(QLineEdit) is None)
    qtbot.keyClick(pictures, Qt.Key.Key_F2)
    assert host.panel.view.findChild(QLineEdit) is None


def test_delete_digits_and_letters_are_left_to_the_page(qtbot: QtBot, host: Host) -> None:
    """Delete takes the label off pictures; it must not delete the class that was clicked last."""
    host.click(qtbot, "crack")
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_2, Qt.Key.Key_L):
        qtbot.keyClick(host.panel.view, key)
    assert host.keys == [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_2, Qt.Key.Key_L]
    assert host.desk.names == ["crack", "break", "fray"]
    qtbot.keyClick(host.panel.view, Qt.Key.Key_Down)
    qtbot.keyClick(host.panel.view, Qt.Key.Key_Return)
    assert host.chosen == ["crack", "break"]


def test_the_class_of_the_picture_stays_marked_while_classes_change(qtbot: QtBot, host: Host) -> None:
    host.panel.select(host.desk.named("break").id)
    host.desk.labeller.new_class("dent")
    assert host.marked() == "break"
    host.desk.labeller.rename_class(host.desk.named("break"), "broken")
    assert host.marked() == "broken" and host.panel.view.model().index(1).data() == "broken"
    host.panel.select(None)
    assert host.marked() is None
    host.panel.select(10_000)
    assert host.marked() is None and host.chosen == []


def test_counts_follow_the_labels(qtbot: QtBot, host: Host) -> None:
    counts = [host.desk.model.index(row).data(CountRole) for row in range(3)]
    assert counts == [3, 2, 1]
    host.desk.labeller.assign([sample.id for sample in host.desk.session.samples()], host.desk.named("fray"))
    assert [host.desk.model.index(row).data(CountRole) for row in range(3)] == [0, 0, 6]
    assert host.desk.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "fray, 6 pictures, key 3"
    host.desk.labeller.set_shortcut(host.desk.named("fray"), "")
    assert host.desk.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "fray, 6 pictures"


def test_a_tooltip_tells_the_notes(qtbot: QtBot, host: Host) -> None:
    host.desk.labeller.set_notes(host.desk.named("fray"), "threads <b>hang</b>\nout " + "x" * 2000)
    place, view = host.at("fray"), host.panel.view
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place)))
    text = QToolTip.text()
    assert "fray" in text and "1 picture" in text and "&lt;b&gt;hang&lt;/b&gt;<br>out" in text and len(text) < 1000
    QToolTip.hideText()


# ---- finding ---------------------------------------------------------------------------------------------------


def test_few_classes_need_no_line_to_find_them(qtbot: QtBot, host: Host) -> None:
    assert not host.panel.search.isVisible()
    for number in range(10):
        host.desk.labeller.new_class(f"more {number}")
    assert host.panel.search.isVisible()
    qtbot.keyClicks(host.panel.search, "more 7")
    assert host.desk.model.rowCount() == 1
    host.desk.session.undo()  # 12 are left: the line goes, and with it what it hid
    assert not host.panel.search.isVisible() and host.desk.model.rowCount() == 12


@pytest.mark.parametrize("desk", [MANY], indirect=True)
def test_type_to_find_and_enter_chooses_the_best(qtbot: QtBot, host: Host) -> None:
    panel = host.panel
    left: list[int] = []
    panel.left.connect(lambda: left.append(1))
    panel.select(host.desk.named("species 03").id)
    qtbot.keyClicks(panel.search, "rfo")
    assert [each.name for each in host.desk.model.shown()] == ["red fox"]
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert host.chosen == ["red fox"] and panel.search.text() == "" and host.marked() == "red fox"
    assert left == [1]
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)  # nothing is looked for: Enter means nothing
    assert host.chosen == ["red fox"] and left == [1]
    qtbot.keyClicks(panel.search, "species 1")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert host.chosen == ["red fox", "species 11"]
    qtbot.keyClicks(panel.search, "no such class")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert host.desk.model.rowCount() == 0 and len(host.chosen) == 2
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert host.desk.model.rowCount() == len(MANY) and left == [1, 1]
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    qtbot.keyClick(panel.new_class, Qt.Key.Key_Escape)
    assert left == [1, 1, 1, 1] and host.keys == [Qt.Key.Key_Escape] * 2  # the page may leave what covers the pictures


@pytest.mark.parametrize("desk", [MANY], indirect=True)
def test_while_a_search_is_on_nothing_is_reordered(qtbot: QtBot, host: Host) -> None:
    before = host.desk.names
    qtbot.keyClicks(host.panel.search, "species")
    host.desk.model.move(3, 0)
    assert not host.desk.model.flags(host.desk.model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert host.desk.names == before
    host.panel.show_last()
    assert host.panel.search.text() == "" and host.desk.model.rowCount() == len(MANY)


def test_five_thousand_classes_stay_usable(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = make_desk(make_project(tmp_path, {f"species {number:04}": 1 for number in range(5000)}))
    host = shown(qtbot, desk)
    view = host.panel.view
    rows_seen = view.height() / view.visualRect(desk.model.index(0)).height()
    assert 15 < rows_seen <= 16 and host.panel.search.isVisible()
    host.panel.select(desk.named("species 3210").id)
    assert view.visualRect(view.currentIndex()).intersects(view.viewport().rect())
    samples = [sample.id for sample in desk.session.samples()]
    asked: list[int] = []
    count = desk.model.count
    desk.model.count = lambda class_id: asked.append(class_id) or count(class_id)
    desk.labeller.assign(samples[:3], desk.named("species 3210"))
    view.repaint()
    assert set(asked) <= {each.id for each in desk.session.classes[3180:3240]}  # only what is on the screen is looked at
    assert desk.model.index(3210).data(CountRole) == 4 and host.marked() == "species 3210"
    offset = view.verticalScrollBar().value()
    desk.labeller.rename_class(desk.named("species 3200"), "wolf")
    assert view.verticalScrollBar().value() == offset and desk.model.index(3200).data() == "wolf"
    qtbot.keyClicks(host.panel.search, "4999")
    assert [each.name for each in desk.model.shown()] == ["species 4999"]
    qtbot.keyClick(host.panel.search, Qt.Key.Key_Return)
    assert host.chosen == ["species 4999"] and host.marked() == "species 4999"
    desk.session.close()
    assert desk.model.rowCount() == 0 and not view.isVisible()


def test_a_low_window_leaves_a_few_rows_that_scroll(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(make_project(tmp_path, MANY))
    host = shown(qtbot, desk, height=330)
    row = host.panel.view.visualRect(desk.model.index(0)).height()
    assert 5 * row <= host.panel.view.height() < 9 * row
    host.click(qtbot, "red fox")
    assert host.chosen == ["red fox"]
    desk.session.close()


# ---- dragging --------------------------------------------------------------------------------------------------


def samples_data() -> QMimeData:
    data = QMimeData()
    data.setData(SAMPLES_MIME, b"5")
    return data


def drag(host: Host, data: QMimeData, place: QPoint, drop: bool = True, action: Qt.DropAction = Qt.DropAction.CopyAction) -> bool:
    """Send what a real drag sends; True if the last step was accepted."""
    viewport = host.panel.view.viewport()
    rest = (action, data, LEFT, Qt.KeyboardModifier.NoModifier)
    step: QDropEvent = QDragEnterEvent(place, *rest)
    QApplication.sendEvent(viewport, step)
    for nearer in (place - QPoint(0, 3), place):
        step = QDragMoveEvent(nearer, *rest)
        QApplication.sendEvent(viewport, step)
    if drop:
        step = QDropEvent(QPointF(place), *rest)
        QApplication.sendEvent(viewport, step)
    return step.isAccepted()


def test_pictures_dropped_onto_a_class_are_told(qtbot: QtBot, host: Host) -> None:
    row = host.desk.model.row_of(host.desk.named("break").id)
    assert drag(host, samples_data(), host.at("break"), drop=False)
    assert host.panel.view.itemDelegate().drop_row == row
    before = host.panel.view.viewport().grab(host.panel.view.visualRect(host.desk.model.index(row))).toImage()
    QApplication.sendEvent(host.panel.view.viewport(), QDragLeaveEvent())
    assert host.panel.view.itemDelegate().drop_row == -1
    assert before != host.panel.view.viewport().grab(host.panel.view.visualRect(host.desk.model.index(row))).toImage()
    assert drag(host, samples_data(), host.at("fray")) and host.dropped == ["fray"]
    assert host.panel.view.itemDelegate().drop_row == -1 and host.desk.names == ["crack", "break", "fray"]
    assert not drag(host, samples_data(), QPoint(20, 4000)) and host.dropped == ["fray"]


def test_a_class_dragged_between_two_others_moves_there(qtbot: QtBot, host: Host) -> None:
    model, view = host.desk.model, host.panel.view
    data = model.mimeData([model.index(2)])
    drag(host, data, QPoint(40, view.visualRect(model.index(1)).top()), action=Qt.DropAction.MoveAction)
    assert host.desk.names == ["crack", "fray", "break"]
    assert [each.shortcut for each in host.desk.session.classes] == ["1", "2", "3"] and host.dropped == []
    host.desk.session.undo()
    assert host.desk.names == ["crack", "break", "fray"]


def test_a_project_to_look_at_is_not_changed(qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_project(tmp_path, FEW)
    with Project.open(folder):  # another window
        desk = make_desk(folder)
        host = shown(qtbot, desk)
        host.panel.set_editable(desk.session.writable)
        host.click(qtbot, "crack")
        qtbot.keyClick(host.panel.view, Qt.Key.Key_F2)
        assert host.panel.view.findChild(QLineEdit) is None
        drag(host, samples_data(), host.at("break"))
        enabled = {action.text() for action in open_menu(host, "break").actions() if action.isEnabled() and action.text()}
        assert enabled == {"Show only these pictures", "Select all its pictures"}
        assert host.dropped == [] and desk.errors == []
        QApplication.activePopupWidget().close()
        desk.session.close()


# ---- the menu --------------------------------------------------------------------------------------------------


def open_menu(host: Host, name: str) -> QMenu:
    place = host.at(name)
    viewport = host.panel.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def trigger(qtbot: QtBot, host: Host, name: str, text: str) -> None:
    menu = open_menu(host, name)
    (action,) = [each for each in menu.actions() if each.text().startswith(text)]
    assert isinstance(action, QAction) and action.isEnabled()
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def test_a_right_click_opens_the_menu_of_its_row_and_labels_nothing(qtbot: QtBot, host: Host) -> None:
    host.panel.select(host.desk.named("crack").id)
    asked: list[tuple[str, str]] = []
    host.panel.show_wanted.connect(lambda each: asked.append(("show", each.name)))
    host.panel.select_wanted.connect(lambda each: asked.append(("select", each.name)))
    qtbot.mouseClick(host.panel.view.viewport(), Qt.MouseButton.RightButton, pos=host.at("fray"))
    trigger(qtbot, host, "fray", "Show only")
    trigger(qtbot, host, "break", "Select all")
    assert asked == [("show", "fray"), ("select", "break")] and host.chosen == [] and host.marked() == "crack"


def test_the_menu_moves_sorts_and_deletes(qtbot: QtBot, host: Host) -> None:
    steps = [
        ("fray", "Move to the top", ["fray", "crack", "break"]),
        ("crack", "Move down", ["fray", "break", "crack"]),
        ("crack", "Move up", ["fray", "crack", "break"]),
        ("crack", "Sort all classes by name", ["break", "crack", "fray"]),
        ("crack", "Sort all classes by number", ["crack", "break", "fray"]),
        ("break", "Delete: 2 pictures become unlabelled", ["crack", "fray"]),
    ]
    for name, text, names in steps:
        trigger(qtbot, host, name, text)
        assert host.desk.names == names
    for _, _, names in reversed(steps[:-1]):
        host.desk.session.undo()
        assert host.desk.names == names
    assert [host.desk.model.count(each.id) for each in host.desk.session.classes] == [1, 3, 2] and not host.desk.errors


def test_names_sort_as_people_count(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(make_project(tmp_path, {"part 10": 1, "Part 9": 1, "part 2": 1, "élan": 1, "zoo": 1, "elk": 1}))
    host = shown(qtbot, desk)
    trigger(qtbot, host, "zoo", "Sort all classes by name")
    assert desk.names == ["élan", "elk", "part 2", "Part 9", "part 10", "zoo"]
    desk.session.close()


def test_rename_of_the_menu(qtbot: QtBot, host: Host) -> None:
    trigger(qtbot, host, "fray", "Rename")
    line = host.panel.view.findChild(QLineEdit)
    qtbot.keyClicks(line, "Break")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert host.desk.names == ["crack", "break", "fray"] and "already" in str(host.desk.errors[0])


def palette(qtbot: QtBot, host: Host, name: str) -> ColourPalette:
    trigger(qtbot, host, name, "Colour")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ColourPalette)
    return popup


def test_a_colour_is_chosen_by_keys_and_the_used_ones_are_marked(qtbot: QtBot, host: Host) -> None:
    popup = palette(qtbot, host, "crack")
    assert [swatch.mark for swatch in popup.swatches[:4]] == ["check", "dot", "dot", ""]
    assert popup.swatches[1].accessibleName() == "orange, the colour of break" and popup.swatches[3].toolTip() == "reddish purple"
    popup.grab()
    assert popup.swatches[0].hasFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(QApplication.focusWidget(), key)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert host.desk.named("crack").colour == COLOURS[9]
    popup = palette(qtbot, host, "crack")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert host.desk.named("crack").colour == COLOURS[9]
    host.desk.session.undo()
    assert host.desk.named("crack").colour == COLOURS[0]


def test_any_other_colour_can_be_chosen(qtbot: QtBot, host: Host) -> None:
    popup = palette(qtbot, host, "crack")
    qtbot.mouseClick(popup.other, LEFT)
    dialog = host.panel.findChild(QColorDialog)
    host.desk.labeller.rename_class(host.desk.named("crack"), "hairline crack")  # meanwhile, by undo for instance
    dialog.setCurrentColor(Qt.GlobalColor.red)
    dialog.accept()
    assert host.desk.named("hairline crack").colour == "#FF0000"
