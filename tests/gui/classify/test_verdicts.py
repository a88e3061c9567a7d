"""What a person says of answers: by key, by button and by name, for one picture or many; and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.batch.answers import UNKNOWN_VERDICT, Answers
from engine.batch.table import ELSEWHERE, UNKNOWN
from engine.project import class_changes
from gui.main_window import LABEL, MainWindow
from gui.models.cell import CellRole
from gui.pages.classify_page import ClassifyPage
from tests.gui.classify import material
from tests.gui.classify.conftest import LONG_MS

Show = Callable[[Answers], None]


def verdicts(answers: Answers) -> dict[int, str | None]:
    return {each.id: each.verdict for each in answers.read(range(1, 13))}


def said(qtbot: QtBot, page: ClassifyPage, answers: Answers, wanted: dict[int, str | None]) -> None:
    """Wait until exactly this is on the disk, and shown."""
    expected = {id_: wanted.get(id_) for id_ in range(1, 13)}
    qtbot.waitUntil(lambda: verdicts(answers) == expected, timeout=LONG_MS)
    qtbot.waitUntil(lambda: all(_shown(page, id_) == verdict for id_, verdict in expected.items()), timeout=LONG_MS)


def _shown(page: ClassifyPage, id_: int) -> str | None:
    found = page.model.answer_at(id_ - 1)
    return found.verdict if found else "not read yet"


def bars(page: ClassifyPage, id_: int) -> list[str]:
    return [bar.name for bar in page.model.index(id_ - 1).data(CellRole).bars]


def marks(page: ClassifyPage, id_: int) -> tuple[str, ...]:
    return page.model.index(id_ - 1).data(CellRole).marks  # type: ignore[no-any-return]


def test_enter_accepts_and_moves_on(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    show(answers)
    page.gallery.select_row(0)
    page.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.gallery, Qt.Key.Key_Return)
    said(qtbot, page, answers, {1: "bee", 2: "wasp", 3: "ant"})
    assert page.hand.current_row() == 3 and marks(page, 1) == ("check",)


def test_enter_says_what_the_first_line_of_the_card_says(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    answers.judge({5: "hover fly"})
    show(answers)
    assert [id_ for id_ in range(1, 13) if marks(page, id_) == ("unlabelled",)] == [11]
    assert page.model.index(10).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", unsure")
    page.gallery.select_rows([range(4, 12)])  # one corrected, sure ones, one unknown, one unsure, one unreadable
    qtbot.mouseClick(page.desk.inspector.buttons.accept, Qt.MouseButton.LeftButton)
    expected = {5: "hover fly", 6: "ant", 7: "bee", 8: "wasp", 9: "ant", 10: UNKNOWN_VERDICT, 11: "wasp"}
    said(qtbot, page, answers, expected)
    assert marks(page, 10) == ("help",) and page.hand.next_undo == "correct, 7 pictures"


def test_undo_ends_where_nothing_more_was_said_here(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    show(material.job(tmp_path))
    history = window.session.history()
    foot, undo = window.task_bar.status, window.actions_["undo"]
    assert history and foot() == "All changes saved" and not undo.isEnabled()
    page.gallery.select_row(4)
    qtbot.keyClick(page.gallery, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: foot() == "All changes saved · Ctrl+Z: unknown, 1 picture", timeout=LONG_MS)
    assert undo.isEnabled()
    for _ in range(3):
        qtbot.keyClick(page.gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert foot().startswith("Nothing was said here") and window.session.history() == history
    window.go(LABEL)
    assert "Ctrl+Z: " in foot() and undo.isEnabled()


def test_unknown_and_taking_back(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    show(answers)
    page.gallery.select_row(4)
    qtbot.keyClick(page.gallery, Qt.Key.Key_U)
    said(qtbot, page, answers, {5: UNKNOWN_VERDICT})
    assert bars(page, 5)[0] == "unknown" and marks(page, 5) == ("help",) and page.hand.current_row() == 5
    qtbot.waitUntil(lambda: page.desk.arranger.counts[UNKNOWN] == 2, timeout=LONG_MS)
    page.gallery.select_row(4)
    qtbot.keyClick(page.gallery, Qt.Key.Key_Backspace)
    said(qtbot, page, answers, {})
    qtbot.waitUntil(lambda: page.desk.arranger.counts[UNKNOWN] == 1, timeout=LONG_MS)


def test_many_pictures_get_a_name_that_is_typed(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    show(answers)
    page.gallery.select_rows([range(2, 5)])
    page.gallery.setFocus()
    qtbot.keyClick(page.gallery, Qt.Key.Key_L)
    picker = page.desk.naming._picker
    assert picker is not None and picker.isVisible()
    qtbot.keyClicks(picker.line, "was")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    said(qtbot, page, answers, {3: "wasp", 4: "wasp", 5: "wasp"})
    assert bars(page, 4) == ["wasp", "bee", "wasp"] and bars(page, 5) == ["wasp", "ant", "bee"]
    assert marks(page, 4) == ("rename",) and marks(page, 5) == ("check",)


def test_a_new_name_makes_a_class_that_the_model_does_not_know(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    show(answers)
    page.gallery.select_row(6)
    qtbot.mouseClick(page.desk.inspector.buttons.pick, Qt.MouseButton.LeftButton)
    picker = page.desk.naming._picker
    assert picker is not None
    qtbot.keyClicks(picker.line, "hover fly")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    said(qtbot, page, answers, {7: "hover fly"})
    assert bars(page, 7)[0] == "hover fly"
    qtbot.waitUntil(lambda: page.desk.arranger.counts[ELSEWHERE] == 1, timeout=LONG_MS)


def test_the_key_of_a_class_of_the_project_names_it(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    answers = material.job(tmp_path)
    show(answers)
    bee = next(each for each in window.session.classes if each.name == "bee")
    window.session.apply(class_changes.set_shortcut(window.session.project, bee, "b"))
    page.gallery.select_row(1)
    qtbot.keyClick(page.gallery, Qt.Key.Key_B)
    said(qtbot, page, answers, {2: "bee"})


def test_undo_takes_back_step_by_step_and_leaves_the_project_alone(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    answers = material.job(tmp_path)
    show(answers)
    before = window.session.project.history()
    page.gallery.select_row(0)
    qtbot.keyClick(page.gallery, Qt.Key.Key_Return)
    said(qtbot, page, answers, {1: "bee"})
    page.gallery.select_rows([range(3)])
    qtbot.keyClick(page.gallery, Qt.Key.Key_U)
    said(qtbot, page, answers, dict.fromkeys((1, 2, 3), UNKNOWN_VERDICT))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    said(qtbot, page, answers, {1: "bee"})
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    said(qtbot, page, answers, {})
    assert page.hand.current_row() == 0 and not page.hand.next_undo
    assert window.session.project.history() == before


def test_what_cannot_be_read_cannot_be_accepted(qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path) -> None:
    answers = material.job(tmp_path)
    show(answers)
    page.gallery.select_row(11)
    with qtbot.waitSignal(page.told):
        qtbot.keyClick(page.gallery, Qt.Key.Key_Return)
    assert verdicts(answers)[12] is None and page.hand.current_row() == 11


def test_keys_without_answers_do_nothing(qtbot: QtBot, page: ClassifyPage) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_U, Qt.Key.Key_L, Qt.Key.Key_Backspace):
        qtbot.keyClick(page.gallery, key)
    assert page.desk.naming._picker is None


def test_g_takes_all_under_the_same_header_or_with_the_same_answer(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    page.gallery.select_row(1)
    qtbot.keyClick(page.gallery, Qt.Key.Key_G)
    assert sorted(page.hand.ids()) == [2, 5, 8, 11]
    page.desk.arranger.want(group="class")
    qtbot.waitUntil(lambda: bool(page.model.sections()) and page.desk.arranger.is_settled, timeout=LONG_MS)
    page.gallery.select_row(0)
    qtbot.keyClick(page.gallery, Qt.Key.Key_G)
    assert sorted(page.hand.ids()) == [3, 6, 9]


def test_the_inspector_tells_of_the_answer_in_hand(qtbot: QtBot, page: ClassifyPage, show: Show, tmp_path: Path) -> None:
    show(material.job(tmp_path))
    inspector = page.desk.inspector
    assert not inspector.buttons.accept.isEnabled()
    page.gallery.select_row(9)
    qtbot.waitUntil(lambda: len(inspector.bars.bars) == 4, timeout=LONG_MS)
    assert "no class" in inspector.verdict.text() and inspector.buttons.accept.isEnabled()
    assert {fact.name: fact.value for fact in inspector.facts.facts()}["Unknown score"] == "99.9 %"
    page.gallery.select_row(11)
    qtbot.waitUntil(lambda: inspector.verdict.text() == "The file is damaged", timeout=LONG_MS)
    page.gallery.select_rows([range(4)])
    assert inspector.buttons.head.text() == "4 selected" and inspector.head.text() == "Answer for this one"


def test_what_was_said_goes_into_the_project_and_can_be_undone_there(
    qtbot: QtBot, page: ClassifyPage, window: MainWindow, show: Show, tmp_path: Path
) -> None:
    answers = material.job(tmp_path)
    show(answers)
    counts = window.session.project.class_counts()
    page.gallery.select_rows([range(3)])
    qtbot.keyClick(page.gallery, Qt.Key.Key_Return)
    said(qtbot, page, answers, {1: "bee", 2: "wasp", 3: "ant"})
    page.run_menu.adopt.trigger()
    qtbot.waitUntil(lambda: "Labelled in the project: 3." in window.message.text(), timeout=LONG_MS)
    assert sum(window.session.project.class_counts().values()) == sum(counts.values()) + 3
    assert "wasp" in [each.name for each in window.session.classes] and window.label_page.model.rowCount() == 23
    assert page.next_undo and "Ctrl+Z: " + page.next_undo in window.task_bar.status()
    history = window.session.history()
    for _ in range(2):  # the second finds nothing
        qtbot.keyClick(page.gallery, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [each.undone for each in window.session.history()] == [True, *(each.undone for each in history[1:])]
    assert not page.next_undo
    window.go(LABEL)
    assert window.session.project.class_counts() == counts and window.label_page.model.rowCount() == 20
    assert verdicts(answers)[2] == "wasp"
