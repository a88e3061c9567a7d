"""Filters, order, headers and saved views in the real window, with mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from engine.images.flags import BLURRY, DARK, FLAGS
from engine.project import changes, class_changes
from engine.project.project import Project
from engine.project.sample import UNREADABLE
from engine.views.arrange import GROUPS, NO_GROUPS, SORTS, UNSURE
from engine.views.facets import DIMENSIONS, SHAPES, SIZES
from engine.views.query import COPIES, FILES, KEYS, PINNED, STATES, Term, parse
from engine.views.view import View, last_view, saved_views
from gui.filters.choice_rows import ChoiceRole
from gui.filters.facet_section import FacetSection
from gui.filters.filter_bar import FilterBar
from gui.main_window import MainWindow
from gui.models.cell import CellRole
from gui.models.sample_model import SampleModel

LEFT, NO_KEYS, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def looked_at(project_folder: Path) -> Path:
    """The project after its pictures were measured: "ant-0" is blurry, "ant-1" dark, bees 0 to 2 look alike."""
    with Project.open(project_folder) as project:
        samples = {sample.name: sample.id for sample in project.samples()}
        project.record(["quality"], [(BLURRY, samples["ant-0.png"]), (DARK, samples["ant-1.png"])])
        project.record(["near"], [(1, samples[f"bee-{number}.png"]) for number in range(3)])
        project.record(["taken", "camera"], [(1_716_000_000 + 86_400 * number, "X100", id_) for number, id_ in enumerate(samples.values())])
    return project_folder


@pytest.fixture
def bar(window: MainWindow, looked_at: Path) -> FilterBar:
    assert window.session.open(looked_at)
    return window.label_page.filter_bar


@pytest.fixture
def model(window: MainWindow, bar: FilterBar) -> SampleModel:
    return window.label_page.model


def shown(model: SampleModel) -> list[str]:
    return [model.sample_at(row).name.removesuffix(".png") for row in range(model.rowCount())]


def type_filter(qtbot: QtBot, bar: FilterBar, text: str) -> None:
    bar.search.selectAll()
    with qtbot.waitSignal(bar.search.edited):
        qtbot.keyClicks(bar.search, text)
    bar.search._popup.hide()


def open_panel(qtbot: QtBot, bar: FilterBar) -> None:
    qtbot.mouseClick(bar.filter_button, LEFT)
    qtbot.waitUntil(bar.panel.isVisible)


def row_of(section: FacetSection, text: str) -> QPoint:
    model = section.list.model()
    (index,) = [model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == text]
    return section.list.visualRect(index).center()


def choices(section: FacetSection) -> dict[str, tuple[int | None, bool | None]]:
    model = section.list.model()
    rows = [model.index(row, 0).data(ChoiceRole) for row in range(model.rowCount())]
    return {each.text: (each.count, each.ticked) for each in rows}


def tick(qtbot: QtBot, section: FacetSection, text: str, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    qtbot.mouseClick(section.list.viewport(), LEFT, keys, row_of(section, text))


def pick(qtbot: QtBot, menu: QMenu, text: str) -> None:
    """Click an entry of a menu; closed menus are opened first."""
    if not menu.isVisible():
        menu.popup(QPoint(10, 10))
    (action,) = [action for action in menu.actions() if action.text() == text]
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


# ---- the search line and the pills ---------------------------------------------------------------------------


def test_a_typed_filter_is_shown_as_pills_and_a_click_takes_one_out(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    type_filter(qtbot, bar, "class:ant -blur ant-1,ant-2,ant-0")
    assert shown(model) == ["ant-1", "ant-2"]
    assert [chip.text() for chip in bar.chips.terms] == ["Class: ant", "not blurry"]
    assert not bar.chips.all_chip.isChecked() and bar.chips._said.text() == "2 shown"
    bar.window().resize(1440, 800)
    qtbot.mouseClick(bar.chips.terms[1], LEFT)
    assert shown(model) == ["ant-0", "ant-1", "ant-2"]
    assert bar.search.text().split() == ["class:ant", "ant-1,ant-2,ant-0"]
    qtbot.keyClick(bar.chips.terms[0], Qt.Key.Key_Delete)
    assert bar.search.text().strip() == "ant-1,ant-2,ant-0"


def test_the_state_pills_write_into_the_line_and_typing_goes_on_after_it(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    qtbot.mouseClick(bar.chips.unlabelled_chip, LEFT)
    assert bar.search.text() == "is:unlabelled " and bar.chips.unlabelled_chip.isChecked()
    qtbot.keyClicks(bar.search, "new-2")
    qtbot.waitUntil(lambda: shown(model) == ["new-2"])
    qtbot.mouseClick(bar.chips.unlabelled_chip, LEFT)
    assert bar.search.text().strip() == "new-2" and not bar.chips.unlabelled_chip.isChecked()
    qtbot.mouseClick(bar.chips.all_chip, LEFT)
    assert bar.search.text() == "" and model.rowCount() == 20 and bar.chips.all_chip.isChecked()


def test_not_sure_is_a_state_of_its_own(qtbot: QtBot, window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    project = window.session.project
    assert project is not None and bar.chips.unsure_chip.isHidden()
    window.session.apply(changes.mark_unsure(project, [model.sample_at(16).id, model.sample_at(17).id]))
    assert (model.counts[None], model.counts[UNSURE], model.counts.total()) == (2, 2, 20)
    assert bar.chips.unsure_chip.count == 2 and bar.chips.unlabelled_chip.count == 2
    assert model.index(16).data(CellRole).unsure and model.index(16).data(CellRole).caption == "not sure"
    qtbot.mouseClick(bar.chips.unlabelled_chip, LEFT)
    assert shown(model) == ["new-2", "new-3"]
    qtbot.mouseClick(bar.chips.unsure_chip, LEFT)
    assert shown(model) == ["new-0", "new-1"] and bar.search.text() == "is:unsure "


def test_what_is_not_understood_is_told_below_the_line_and_the_rest_applies(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    bar.search.setFocus()
    type_filter(qtbot, bar, "width:>abc ant-3")
    complaint = bar.search._complaint
    assert complaint.isVisible() and "“width:>abc” is not understood" in complaint.text()
    assert bar.search.property("invalid") is True and "width:>abc" in bar.search.toolTip()
    assert shown(model) == ["ant-3"]
    below = bar.search.mapTo(bar.window(), QPoint(0, bar.search.height()))
    assert complaint.y() >= below.y() and complaint.x() == below.x()
    type_filter(qtbot, bar, "class:hornet")
    assert "Nothing in this project is called “class:hornet”" in complaint.text() and model.rowCount() == 0
    type_filter(qtbot, bar, "ant-3")
    assert not complaint.isVisible() and bar.search.property("invalid") is False


def test_words_that_join_in_other_languages_are_explained(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    bar.search.setFocus()
    type_filter(qtbot, bar, "class:ant OR class:bee")
    assert "use a comma for either" in bar.search._complaint.text() and model.rowCount() == 0
    type_filter(qtbot, bar, "class:ant,bee")
    assert not bar.search._complaint.isVisible() and model.rowCount() == 16


def test_what_cannot_be_read_is_marked_and_can_be_asked_for(qtbot: QtBot, window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    project = window.session.project
    assert project is not None
    project.record(["state"], [(UNREADABLE, model.sample_at(2).id)])
    model.reload()
    assert model.index(2).data(CellRole).marks == ("unreadable",) and model.index(1).data(CellRole).marks == ()
    open_panel(qtbot, bar)
    tick(qtbot, bar.panel.sections["files",], "cannot be read")
    assert bar.search.text() == "is:unreadable " and model.rowCount() == 1
    bar.panel.close()
    bar.search.setFocus()
    bar.search.clear()
    qtbot.keyClicks(bar.search, "is:unr")
    assert bar.search._popup.model().index(0, 0).data() == "unreadable"
    bar.search._popup.hide()


def test_keys_and_values_are_suggested_and_taken_with_the_arrow_and_enter(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    bar.search.setFocus()
    qtbot.keyClicks(bar.search, "cl")
    popup = bar.search._popup
    assert popup.isVisible() and popup.model().index(0, 0).data() == "class:"
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert bar.search.text() == "class:" and popup.isVisible()
    assert [popup.model().index(row, 0).data() for row in range(2)] == ["ant", "bee"]
    assert popup.model().index(0, 0).data(ChoiceRole).count == 8
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert bar.search.text() == "class:bee " and not popup.isVisible()
    assert set(shown(model)) == {f"bee-{number}" for number in range(8)}
    qtbot.keyClicks(bar.search, "-fo")
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert bar.search.text() == "class:bee -folder:"
    names = {popup.model().index(row, 0).data() for row in range(popup.model().rowCount())}
    assert any(name.endswith("labelled/bee") for name in names)


def test_enter_without_a_choice_goes_to_the_pictures_and_escape_clears_first(qtbot: QtBot, window: MainWindow, bar: FilterBar) -> None:
    gallery = window.label_page.gallery
    window.activateWindow()
    bar.focus_search()
    qtbot.waitUntil(bar.search.hasFocus)
    qtbot.keyClicks(bar.search, "c")
    assert bar.search._popup.isVisible()
    qtbot.keyClick(bar.search._popup, Qt.Key.Key_Return)
    assert bar.search.text() == "c" and not bar.search._popup.isVisible()
    qtbot.waitUntil(gallery.hasFocus)
    bar.focus_search()
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.search.text() == "" and window.label_page.model.rowCount() == 20 and bar.search.hasFocus()
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(gallery.hasFocus)


# ---- the panel -----------------------------------------------------------------------------------------------


def test_the_panel_counts_and_its_filters_combine(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    open_panel(qtbot, bar)
    panel = bar.panel
    assert bar.filter_button.isChecked()
    state, classes, folders = panel.sections["state",], panel.sections["class",], panel.sections["folder",]
    assert choices(state) == {"unlabelled": (4, None), "labelled": (16, None)}
    assert choices(classes) == {"ant": (8, None), "bee": (8, None)}
    assert choices(folders)["labelled"] == (16, None) and choices(folders)["labelled/ant"] == (8, None)
    tick(qtbot, classes, "ant")
    assert bar.search.text() == "class:ant " and model.rowCount() == 8 and panel.isVisible()
    qtbot.waitUntil(lambda: choices(folders)["labelled/bee"] == (0, None))
    assert choices(classes) == {"ant": (8, True), "bee": (8, None)}
    tick(qtbot, panel.sections["quality",], "blurry", ALT)
    assert bar.search.text() == "class:ant -is:blurry " and model.rowCount() == 7
    qtbot.waitUntil(lambda: choices(classes)["ant"] == (7, True))
    qtbot.waitUntil(lambda: choices(panel.sections["quality",]) == {"blurry": (1, False), "very dark": (1, None)})
    assert panel._said.text() == "7 of 20 pictures"
    tick(qtbot, panel.sections["quality",], "blurry")
    assert bar.search.text() == "class:ant "
    qtbot.mouseClick(panel.clear_button, LEFT)
    assert bar.search.text() == "" and model.rowCount() == 20
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible() and not bar.filter_button.isChecked()


def test_the_panel_is_worked_by_keyboard(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    open_panel(qtbot, bar)
    classes = bar.panel.sections["class",].list
    classes.setFocus()
    qtbot.keyClick(classes, Qt.Key.Key_Down)
    qtbot.keyClick(classes, Qt.Key.Key_Space)
    assert bar.search.text() == "class:bee "
    qtbot.keyClick(classes, Qt.Key.Key_Minus)
    assert bar.search.text() == "-class:bee " and model.rowCount() == 12
    qtbot.keyClick(classes, Qt.Key.Key_1)
    assert model.counts[None] == 4, "a digit in the panel must not label"
    bar.panel.close()


def test_long_lists_are_searched_and_what_cannot_be_chosen_between_is_not_there(qtbot: QtBot, window: MainWindow, bar: FilterBar) -> None:
    project = window.session.project
    assert project is not None
    for number in range(15):
        window.session.apply(class_changes.split_off(project, [window.label_page.model.sample_at(number).id], f"kind {number}")[0])
    open_panel(qtbot, bar)
    classes = bar.panel.sections["class",]
    assert classes.search.isVisible() and bar.panel.sections["camera",].isHidden()
    qtbot.keyClicks(classes.search, "kind 1")
    assert set(choices(classes)) == {"kind 1", "kind 10", "kind 11", "kind 12", "kind 13", "kind 14"}
    bar.panel.close()


def test_the_panel_stays_within_the_window(qtbot: QtBot, bar: FilterBar) -> None:
    window = bar.window()
    for width in (1100, 1440):
        window.resize(width, 700)
        open_panel(qtbot, bar)
        frame = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        assert frame.left() <= bar.panel.x() and bar.panel.geometry().right() <= frame.right()
        bar.panel.close()


# ---- order and headers ---------------------------------------------------------------------------------------


def test_sorting_and_grouping_keep_the_selection(qtbot: QtBot, window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    gallery = window.label_page.gallery
    gallery.select_rows([range(2)])
    pick(qtbot, bar.sort_menu, "Name")
    pick(qtbot, bar.sort_menu, "Descending")
    assert shown(model)[:2] == ["new-3", "new-2"] and bar.sort_button.isChecked()
    assert {model.sample_at(row).name for run in gallery.selected_runs() for row in run} == {"ant-0.png", "ant-1.png"}
    pick(qtbot, bar.group_menu, "Class")
    assert [(each.title, each.count) for each in model.sections()] == [("ant", 8), ("bee", 8), ("Unlabelled", 4)]
    assert model.sections()[0].colour == window.session.classes[0].colour
    assert {model.sample_at(row).name for run in gallery.selected_runs() for row in run} == {"ant-0.png", "ant-1.png"}
    pick(qtbot, bar.group_menu, "No headers")
    assert model.sections() == ()


def test_headers_of_duplicates_show_only_what_is_not_alone(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    pick(qtbot, bar.group_menu, "Near-duplicates")
    assert shown(model) == ["bee-0", "bee-1", "bee-2"] and not bar.chips.all_chip.isChecked()
    assert model.sections()[0].title == "Like bee-0.png"
    pick(qtbot, bar.group_menu, "Exact duplicates")
    assert model.rowCount() == 0
    qtbot.mouseClick(bar.chips.all_chip, LEFT)
    assert model.rowCount() == 20 and model.view.group == "none"


def test_the_headers_of_days_months_and_cameras_have_words(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    pick(qtbot, bar.group_menu, "Month taken")
    assert [each.title for each in model.sections()] == ["May 2024", "June 2024"]
    pick(qtbot, bar.group_menu, "Day taken")
    assert len(model.sections()) == 20 and "2024" in model.sections()[0].title
    pick(qtbot, bar.group_menu, "Camera")
    assert [(each.title, each.count) for each in model.sections()] == [("X100", 20)]
    pick(qtbot, bar.group_menu, "Split")
    assert model.sections()[-1].title == "Not split yet"


# ---- labelling under a view ----------------------------------------------------------------------------------


def test_what_no_longer_fits_stays_until_the_next_filter(qtbot: QtBot, window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    qtbot.mouseClick(bar.chips.unlabelled_chip, LEFT)
    gallery = window.label_page.gallery
    gallery.select_rows([range(3)])
    qtbot.keyClick(gallery, Qt.Key.Key_2)
    assert shown(model) == ["new-0", "new-1", "new-2", "new-3"] and bar.chips.unlabelled_chip.count == 1
    assert [model.sample_at(row).class_id for row in range(4)] == [2, 2, 2, None]
    gallery.select_row(3)
    qtbot.keyClick(gallery, Qt.Key.Key_2)
    model.set_view(model.view)
    middle = window.label_page.middle.currentWidget()
    assert model.rowCount() == 0 and middle.accessibleName() == "Everything is labelled"
    qtbot.mouseClick(middle.primary, LEFT)
    assert model.rowCount() == 20


def test_an_empty_result_says_so(qtbot: QtBot, window: MainWindow, bar: FilterBar) -> None:
    type_filter(qtbot, bar, "no such picture")
    middle = window.label_page.middle.currentWidget()
    assert middle.accessibleDescription() == "No picture fits the filter."


def test_a_filter_follows_the_name_of_its_class(window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    project = window.session.project
    assert project is not None
    bar.show_only("class", "ant")
    assert bar.keeper.save("Ants")
    window.session.apply(class_changes.rename_class(project, window.session.classes[0], "fire ant"))
    assert bar.search.text() == 'class:"fire ant" ' and model.rowCount() == 8
    assert bar.chips.terms[0].text() == "Class: fire ant"
    assert saved_views(project)[0].view.text == 'class:"fire ant"'
    window.session.undo()
    assert bar.search.text() == "class:ant "


def test_headers_follow_names_and_colours_of_classes(window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    project = window.session.project
    assert project is not None
    model.set_view(View(group="class"))
    window.session.apply(class_changes.rename_class(project, window.session.classes[0], "hornet"))
    assert model.sections()[0].title == "hornet"
    window.session.apply(class_changes.delete_class(project, window.session.classes[0]))
    model.set_view(model.view)
    assert [(each.title, each.count) for each in model.sections()] == [("bee", 8), ("Unlabelled", 12)]


def test_samples_that_come_are_shown_by_the_same_view(window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    project = window.session.project
    assert project is not None
    bar.show_only("class", "bee")
    window.session.apply(changes.remove_samples(project, [model.sample_at(0).id]))
    assert model.rowCount() == 7 and model.view.text == "class:bee"


def test_rows_and_ids_of_the_model(window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    model.set_view(View(sort="name", descending=True))
    ids = model.ids_of_rows([range(2), range(5, 6)])
    assert ids == [model.sample_at(row).id for row in (0, 1, 5)]
    assert [model.row_of(id_) for id_ in ids] == [0, 1, 5] and model.rows_of(reversed(ids)) == [0, 1, 5]
    assert model.row_of(10_000) == -1 and model.row_of(-1) == -1
    assert [model.next_unlabelled(row) for row in (-1, 0, 3, 19)] == [0, 1, 0, 0]
    bar.show_only("class", "bee")
    assert model.rows_of(range(1, 21)) == list(range(8)) and model.rows_of([10_000]) == []
    assert model.next_unlabelled(2) is None and model.row_of(ids[0]) == -1


# ---- saved views ---------------------------------------------------------------------------------------------


def test_views_are_saved_chosen_replaced_and_deleted(qtbot: QtBot, window: MainWindow, bar: FilterBar, model: SampleModel) -> None:
    bar.show_query(parse("class:bee"))
    pick(qtbot, bar.sort_menu, "File size")
    qtbot.mouseClick(bar.views_button, LEFT)
    panel = bar.views_panel
    assert panel.isVisible() and not panel.save_button.isEnabled()
    qtbot.keyClicks(panel.name, "Bees by size")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    assert not panel.isVisible()
    bar.show_everything()
    qtbot.mouseClick(bar.views_button, LEFT)
    assert [row.open.isChecked() for row in panel.rows] == [False]
    qtbot.mouseClick(panel.rows[0].open, LEFT)
    assert model.view == View("class:bee", "size") and bar.search.text() == "class:bee " and not panel.isVisible()
    qtbot.mouseClick(bar.views_button, LEFT)
    assert [row.open.isChecked() for row in panel.rows] == [True]
    qtbot.keyClicks(panel.name, "bees by SIZE")
    assert panel.save_button.text() == "Replace"
    qtbot.mouseClick(panel.rows[0].delete, LEFT)
    assert panel.rows == [] and panel.save_button.text() == "Save"
    assert window.session.project is not None and saved_views(window.session.project) == []
    panel.close()


def test_the_view_in_use_comes_back_with_the_project(qtbot: QtBot, window: MainWindow, bar: FilterBar, looked_at: Path) -> None:
    type_filter(qtbot, bar, "class:bee")
    pick(qtbot, bar.sort_menu, "Name")
    bar.keeper.save("Bees")
    window.session.close()
    assert bar.search.text() == "" and bar.keeper.views == []
    with Project.open(looked_at) as project:
        assert last_view(project) == View("class:bee", "name")
    assert window.session.open(looked_at)
    assert bar.search.text() == "class:bee " and window.label_page.model.rowCount() == 8
    assert bar.sort_menu.keys["name"].isChecked() and [each.name for each in bar.keeper.views] == ["Bees"]


def test_a_window_that_may_only_look_filters_but_keeps_nothing(qtbot: QtBot, window: MainWindow, bar: FilterBar, looked_at: Path) -> None:
    from gui.app import make_window

    second = make_window()
    qtbot.addWidget(second)
    second.show()
    second.session.open(looked_at)
    other = second.label_page.filter_bar
    type_filter(qtbot, other, "class:bee")
    assert second.label_page.model.rowCount() == 8
    other.views_panel.open_below(other.views_button)
    assert not other.views_panel.name.isEnabled() and not other.keeper.save("Mine")
    other.views_panel.close()
    second.close()
    assert window.session.project is not None and last_view(window.session.project) == View()


# ---- words ---------------------------------------------------------------------------------------------------


def test_everything_that_can_be_filtered_sorted_or_grouped_has_words(bar: FilterBar) -> None:
    words = bar._words
    assert set(words.sorts) == set(SORTS) and set(words.groups) == {NO_GROUPS, *GROUPS}
    assert set(KEYS) - {"is", "like"} <= set(words.dimensions) and set(DIMENSIONS) <= set(words.dimensions)
    assert set(words.hints) == set(KEYS) - {"like"}
    for key, values in {"is": (*STATES, *COPIES, *FILES, *FLAGS, PINNED), "size": SIZES, "aspect": SHAPES}.items():
        assert all(words.value(key, value) and words.term(Term(key, (value,)), str) for value in values)
    assert words.term(Term("taken", ("2024-05",), negated=True), str) == "Taken ≠ May 2024"
    assert words.term(Term("", ("iris 12", "rose"), negated=True), str) == "not “iris 12” or “rose”"


# ---- room ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1100, 1280, 1440, 1920])
@pytest.mark.parametrize("text", ["", "is:unlabelled", 'class:ant,bee -blur folder:labelled split:none taken:2024 width:>10 "a"'])
def test_nothing_in_the_bar_overlaps_or_is_cut_off(width: int, text: str, qtbot: QtBot, bar: FilterBar) -> None:
    window = bar.window()
    window.resize(width, 700)
    bar.show_query(parse(text))
    qtbot.waitUntil(lambda: window.width() == width)
    parts: list[QWidget] = [bar.search, *bar.buttons, *bar.chips.findChildren(QWidget)]
    seen = {part: QRect(part.mapTo(window, QPoint(0, 0)), part.size()) for part in parts if part.isVisible()}
    for part, rect in seen.items():
        assert QRect(part.parentWidget().mapTo(window, QPoint(0, 0)), part.parentWidget().size()).contains(rect), part
        assert rect.width() >= part.sizeHint().width() or part is bar.search
        for other, area in seen.items():
            assert other is part or not rect.intersects(area), (part, other)
    assert bar.search.width() >= 260
    assert len(bar.chips.hidden()) == (int(bar.chips.more.text()[1:]) if bar.chips.more.isVisible() else 0)


@pytest.mark.parametrize("width", [1100, 1280, 1440])
def test_buttons_stay_where_they_are_whatever_the_filter_is(width: int, qtbot: QtBot, bar: FilterBar) -> None:
    window = bar.window()
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.width() == width)
    places = set()
    for text in ("", "is:unlabelled", "class:ant -blur", "class:ant,bee -blur folder:labelled split:none taken:2024"):
        bar.show_query(parse(text))
        bar.layout().activate()
        places.add(tuple(tool.geometry().getRect() for tool in bar.buttons))
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if width >= 1280 else Qt.ToolButtonStyle.ToolButtonIconOnly
        assert {tool.toolButtonStyle() for tool in bar.buttons} == {style}
    assert len(places) == 1


def test_pills_without_room_are_in_a_menu(qtbot: QtBot, bar: FilterBar, model: SampleModel) -> None:
    bar.window().resize(1100, 700)
    bar.show_query(parse("class:ant,bee folder:labelled source:folder taken:2024 -blur width:>10"))
    hidden = [chip.text() for chip in bar.chips.hidden()]
    assert hidden and bar.chips.more.text() == f"+{len(hidden)}"
    qtbot.mouseClick(bar.chips.more, LEFT)
    (menu,) = [menu for menu in bar.chips.findChildren(QMenu) if menu.isVisible()]
    assert [action.text() for action in menu.actions()][-1] == hidden[-1]
    pick(qtbot, menu, hidden[-1])
    assert hidden[-1] not in [chip.text() for chip in bar.chips.terms] and len(bar.chips.terms) == 5


def test_a_sample_with_its_duplicates_is_a_filter_too(bar: FilterBar, model: SampleModel) -> None:
    bee = model.row_of(next(model.sample_at(row).id for row in range(20) if model.sample_at(row).name == "bee-1.png"))
    bar.show_only("like", str(model.sample_at(bee).id))
    assert shown(model) == ["bee-0", "bee-1", "bee-2"] and bar.chips.terms[0].text() == "Like bee-1.png"
