"""The window in Simplified Chinese: nothing untranslated, nothing lost on the way, and words where people meet them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

import resources
from engine.errors import ClassNameTaken, FolderMissing, ModelDamaged, NothingToEvaluate, Sentence, WeightsUnusable, translate
from engine.images.reader import read_image
from engine.settings import Settings, save_settings
from gui.dialogs.help_dialog import HelpDialog
from gui.main_window import MainWindow
from gui.text import install_translation, sentence, sentences
from tests.conftest import ROOT

CATALOGUE = resources.path("translations", "fieldmark_zh_CN.ts")


@pytest.fixture
def chinese(home: Path, qapp: QApplication) -> Iterator[None]:
    """For the window that is made after this; the application is shared, so English comes back at the end."""
    before = QLocale()
    save_settings(Settings(language="zh_CN"))
    install_translation(qapp, "zh_CN")
    yield
    install_translation(qapp, "en")
    QLocale.setDefault(before)


def messages() -> list[tuple[str, str, str]]:
    """(context, source, translation) of the whole catalogue."""
    root = ElementTree.parse(CATALOGUE).getroot()
    return [
        (context.findtext("name") or "", message.findtext("source") or "", message.findtext("translation") or "")
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def test_every_text_is_translated_and_compiled() -> None:
    script = ROOT / "packaging" / "translations.py"
    done = subprocess.run([sys.executable, str(script), "--check"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_text_has_a_context() -> None:
    assert all(context for context, _, _ in messages())


def test_placeholders_survive() -> None:
    odd = [(source, translation) for _, source, translation in messages() if placeholders(source) != placeholders(translation)]
    assert not odd
    assert len(messages()) > 400


def test_the_window_speaks_chinese(chinese: None, window: MainWindow, project_folder: Path) -> None:
    window.session.open(project_folder)
    assert [window.rail.button(page).text() for page in range(4)] == ["标注", "训练", "评估", "分类"]
    assert window.label_page.unlabelled_chip.text() == "未标注"
    window.label_page.gallery.setCurrentIndex(window.label_page.model.index(16))
    window.label_page.hand.assign(window.session.classes[0])
    assert window.task_bar._status.text() == "所有更改均已保存 · Ctrl+Z 撤销：将 1 张图片标注为“ant”"
    window.show_error(FolderMissing(folder="/away"))
    assert window.message.text() == "文件夹 /away 不存在。 没有做任何改动。 请检查名称，或接上它所在的磁盘。"


def test_reasons_are_translated_and_names_are_not(chinese: None, tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    with pytest.raises(Exception) as caught:
        read_image(tmp_path / "empty.png")
    assert sentences(caught.value)[0] == f"无法读取图片 {tmp_path / 'empty.png'}：文件是空的。"
    assert "cannot be read: the file is empty" in str(caught.value)
    missing = Sentence(translate("errors", "the folder holds no {file}"), {"file": "config.json"})
    assert "文件夹中没有 config.json" in sentences(WeightsUnusable(folder="x", name="y", reason=missing))[0]
    assert "测试划分" in sentences(NothingToEvaluate(split="test"))[0]
    assert "“test”" in sentences(ClassNameTaken(name="test"))[0]
    note = Sentence(translate("errors", "{count} pictures could not be read and were left out, the first: {path} ({reason})."))
    told = sentence(Sentence(note.text, {"count": 2, "path": "a.png", "reason": "the file is damaged"}))
    assert told == "有 2 张图片无法读取，已略过，第一张是 a.png（文件已损坏）。"
    assert sentences(ModelDamaged(folder="m", reason="plain words"))[0].endswith("plain words。")


def test_what_nobody_foresaw_is_told_in_chinese(chinese: None) -> None:
    assert sentences(RuntimeError("boom")) == (
        "出现了 Fieldmark 没有预料到的问题：RuntimeError: boom",
        "你的项目和标注都已保留。",
        "请再试一次；如果仍然出现，请重新启动 Fieldmark。",
    )


def test_the_help_page_and_the_words_of_qt_follow_the_setting(chinese: None, qtbot: QtBot, qapp: QApplication) -> None:
    dialog = HelpDialog()
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "帮助"
    assert "最初的五分钟" in dialog.findChildren(QTextBrowser)[0].toPlainText()
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    install_translation(qapp, "en")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"
