"""The walk survives whatever a drive holds, and what a file is is found out without decoding it where that can be."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from engine.errors import FolderMissing, PictureUnreadable
from engine.images import scanner, walk
from engine.images.failures import openable
from engine.images.scanner import Listing, files_below, inspect
from tests.conftest import striped_picture


def names(listing: Listing, root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in listing.files]


def touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


def test_the_walk_is_ordered_and_leaves_hidden_files_out(tmp_path: Path) -> None:
    for name in ("b/2.png", "a.png", ".hidden.png", "x.fieldmark/c.png", ".cache/d.png", "b/Thumbs.db", "b/a/1.png"):
        touch(tmp_path / name)
    found = files_below(tmp_path)
    assert names(found, tmp_path) == ["a.png", "b/2.png", "b/a/1.png"]
    assert found.problems == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing):
        files_below(tmp_path / "gone")


def test_links_to_folders_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    outside = touch(tmp_path / "elsewhere" / "o.png").parent
    root = tmp_path / "root"
    touch(root / "z" / "1.png")
    (root / "a-link-to-z").symlink_to(root / "z")
    (root / "b-outside").symlink_to(outside)
    (root / "c-outside-again").symlink_to(outside)
    (root / "z" / "up").symlink_to(root)
    (root / "z" / "further-up").symlink_to(tmp_path)
    (outside / "back").symlink_to(root / "z")
    found = files_below(root)
    assert names(found, root) == ["z/1.png", "b-outside/o.png"]
    assert found.problems == []


def test_links_that_lead_nowhere_are_problems(tmp_path: Path) -> None:
    (tmp_path / "dangling.png").symlink_to(tmp_path / "gone.png")
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    os.mkfifo(tmp_path / "pipe.png")
    touch(tmp_path / "fine.png")
    (tmp_path / "to-the-pipe.png").symlink_to(tmp_path / "pipe.png")
    found = files_below(tmp_path)
    assert names(found, tmp_path) == ["fine.png"]
    reasons = {path.name: reason for path, reason in found.problems}
    assert "not there" in reasons["dangling.png"] and "leads back" in reasons["loop.png"] and "not a file" in reasons["to-the-pipe.png"]
    assert "pipe.png" not in reasons


def test_names_that_are_not_text_are_problems_that_can_be_shown(tmp_path: Path) -> None:
    bad = os.fsencode(tmp_path) + b"/caf\xe9.png"
    folder = os.fsencode(tmp_path) + b"/d\xff"
    try:
        Path(os.fsdecode(bad)).write_bytes(b"x")
        Path(os.fsdecode(folder)).mkdir()
    except OSError:
        pytest.skip("this file system takes only text")
    touch(tmp_path / "grün.png")
    found = files_below(tmp_path)
    assert names(found, tmp_path) == ["grün.png"]
    assert len(found.problems) == 2
    for path, reason in found.problems:
        str(path).encode()  # can be stored and shown
        assert "rename" in reason


def test_what_may_not_be_read_or_vanishes_is_a_problem_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/1.png", "b/2.png", "c/3.png"):
        touch(tmp_path / name)
    real = os.scandir

    def failing(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        if path.endswith("b"):
            raise OSError(5, "Input/output error")
        return real(path)

    monkeypatch.setattr(walk.os, "scandir", failing)
    found = files_below(tmp_path)
    assert names(found, tmp_path) == ["c/3.png"]
    reasons = {path.name: reason for path, reason in found.problems}
    assert "may not be read" in reasons["a"] and "does not answer" in reasons["b"]


def test_long_paths_are_found_and_read(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["long-name-of-a-folder-" * 4] * 5)
    path = striped_picture(folder / "a.png", 0, 1)
    assert len(str(path)) > 400
    assert files_below(tmp_path).files == [path]
    assert inspect(path).width == 48


def test_windows_needs_a_prefix_for_long_paths() -> None:
    assert openable(Path("C:/short.png"), windows=True) == str(Path("C:/short.png"))
    assert openable(Path("C:\\" + "x" * 300), windows=True) == "\\\\?\\C:\\" + "x" * 300
    assert openable(Path("\\\\server\\share\\" + "x" * 300), windows=True) == "\\\\?\\UNC\\server\\share\\" + "x" * 300


def test_the_facts_of_a_file(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "a.jpg", 0, 1, size=(64, 48))
    content, status = path.read_bytes(), path.stat()
    found = inspect(path)
    assert (found.path, found.size, found.modified_ns) == (path, len(content), status.st_mtime_ns)
    assert found.digest == hashlib.blake2b(content, digest_size=16).hexdigest()
    assert (found.width, found.height, found.format, found.frames, found.taken, found.camera) == (64, 48, "JPEG", 1, None, "")


def test_large_files_are_hashed_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.jpg", "a.png", "a.tif", "a.webp"):
        path = striped_picture(tmp_path / name, 0, 1, size=(300, 200))
        at_once = inspect(path)
        monkeypatch.setattr(scanner, "_AT_ONCE", 100)
        monkeypatch.setattr(scanner, "_BLOCK", 1000)
        assert inspect(path) == at_once
        monkeypatch.undo()


@pytest.mark.parametrize(
    ("name", "options"),
    [("JPEG", {}), ("PNG", {}), ("WEBP", {}), ("AVIF", {"speed": 10}), ("TIFF", {}), ("GIF", {}), ("BMP", {}), ("JPEG2000", {})],
)
def test_files_that_were_cut_short_are_refused(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    path = striped_picture(tmp_path / "a.png", 2, 1, size=(200, 160))
    with Image.open(path) as image:
        image.save(path, name, **options)
    assert inspect(path).format == name
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])
    with pytest.raises(PictureUnreadable, match=r"cut short|damaged"):
        inspect(path)


def meddling(monkeypatch: pytest.MonkeyPatch, meddle: Callable[[int], object]) -> None:
    """Calls `meddle(n)` in the middle of the n-th inspection."""
    real, calls = scanner._digest, []

    def digest(file: object) -> str:
        calls.append(1)
        meddle(len(calls))
        return real(file)

    monkeypatch.setattr(scanner, "_digest", digest)


def test_a_file_that_changes_once_is_inspected_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = striped_picture(tmp_path / "a.png", 0, 1)

    def once(call: int) -> None:
        if call == 1:
            striped_picture(path, 0, 2, size=(99, 77))

    meddling(monkeypatch, once)
    found = inspect(path)
    assert (found.width, found.size) == (99, path.stat().st_size)
    assert found.digest == hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def test_a_file_that_keeps_changing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = striped_picture(tmp_path / "a.png", 0, 1)
    meddling(monkeypatch, lambda call: striped_picture(path, 0, 2, size=(50 + call, 50)))
    with pytest.raises(PictureUnreadable, match="changed while it was read"):
        inspect(path)


def test_a_file_that_vanishes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = striped_picture(tmp_path / "a.png", 0, 1)
    meddling(monkeypatch, lambda call: path.unlink())
    with pytest.raises(PictureUnreadable, match="not there"):
        inspect(path)
