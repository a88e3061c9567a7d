"""Whatever is dropped is recognised by its content and read through one door."""

from __future__ import annotations

import gzip
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import FolderMissing, LabelFileUnusable
from engine.transfer.sources import ARRAYS, KINDS, read_labels, recognise
from tests.conftest import ROOT, striped_picture

TASK = {"id": 1, "data": {"image": "x.png"}, "annotations": []}
SAID = {"path": "x.png", "class": "ant"}
FILES = {
    "table": ("path,class\nx.png,ant\n", "x.png;ant\n"),
    "json_lines": (json.dumps(SAID), json.dumps(SAID) + "\n" + json.dumps(SAID), json.dumps([SAID]), json.dumps(SAID) + "\n{cut"),
    "label_studio": (json.dumps([TASK]), json.dumps([TASK], indent=2), json.dumps(TASK), json.dumps([{**SAID, "annotator": 1}])),
    "cvat": ("<?xml version='1.0'?>\n<annotations><image name='x.png'/></annotations>",),
}


@pytest.mark.parametrize(("kind", "content"), [(kind, content) for kind, contents in FILES.items() for content in contents])
def test_files_are_recognised_whatever_they_are_called(tmp_path: Path, kind: str, content: str) -> None:
    striped_picture(tmp_path / "x.png", 0, 0)
    file = tmp_path / "labels.dat"
    file.write_text(content)
    assert recognise(file) == kind
    reading = read_labels(file, [tmp_path])
    assert (reading.kind, reading.entries[0].path) == (kind, tmp_path / "x.png")


def test_folders_and_pictures(class_folders: Callable[..., Path], tmp_path: Path) -> None:
    root = class_folders({"ant": 1, "bee": 1})
    assert (recognise(root), recognise(root / "ant"), recognise(root / "ant" / "ant-000.png")) == ("folder", "pictures", "pictures")
    assert [entry.class_name for entry in read_labels(root).entries] == ["ant", "bee"]
    (tmp_path / "broken.jpg").write_bytes(b"\0\0")
    assert recognise(tmp_path / "broken.jpg") == "pictures"
    (tmp_path / "cvat" / "images").mkdir(parents=True)
    striped_picture(tmp_path / "cvat" / "images" / "x.png", 0, 0)
    (tmp_path / "cvat" / "annotations.xml").write_text("<annotations><image name='x.png'><tag label='ant'/></image></annotations>")
    assert recognise(tmp_path / "cvat") == "cvat"
    assert read_labels(tmp_path / "cvat").entries[0].class_name == "ant"


def test_arrays_have_to_be_unpacked(tmp_path: Path) -> None:
    (tmp_path / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(struct.pack(">4I", 0x803, 1, 1, 1) + b"\0"))
    (tmp_path / "cifar").mkdir()
    (tmp_path / "cifar" / "test_batch.bin").write_bytes(b"\0" * 3073)
    kinds = [recognise(path) for path in (tmp_path / "train-images-idx3-ubyte.gz", tmp_path / "cifar")]
    assert kinds == ["idx", "cifar"] and set(kinds) == set(ARRAYS) < set(KINDS)
    with pytest.raises(LabelFileUnusable, match="unpacked first"):
        read_labels(tmp_path / "cifar")


def test_what_is_none_of_these_says_why(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("annotations.xml", "<annotations/>")
    (tmp_path / "page.html").write_text("<html></html>")
    (tmp_path / "program").write_bytes(b"\x7fELF\0\0\0")
    for name, reason in (("export.zip", "it is packed"), ("page.html", "no export that Fieldmark knows"), ("program", "it is not text")):
        with pytest.raises(LabelFileUnusable, match=reason):
            recognise(tmp_path / name)
    with pytest.raises(FolderMissing):
        recognise(tmp_path / "none")


@pytest.mark.parametrize("content", ["path,label\nzz1.jpg,heron\nzz2.jpg,stork\n", '{"path": "zz1.jpg"}\n{"path": "zz2.jpg"}'])
def test_a_file_that_names_no_picture_that_is_there_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "labels").write_text(content)
    with pytest.raises(LabelFileUnusable, match=r"none of its 2 rows .* zz2\.jpg"):
        read_labels(tmp_path / "labels", [tmp_path])


@pytest.mark.parametrize("content", ["path,label\n", '{"class": "ant"}\n', "{broken\n"])
def test_a_file_that_says_nothing_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "labels").write_text(content)
    with pytest.raises(LabelFileUnusable):
        read_labels(tmp_path / "labels")


def test_nothing_heavy_is_loaded_until_something_is_read() -> None:
    modules = sorted(f"engine.transfer.{path.stem}" for path in (ROOT / "engine" / "transfer").glob("[a-z]*.py"))
    light = [name for name in modules if name.rpartition(".")[2] not in ("array_files", "arrays", "cifar", "idx", "sources")]
    heavy = ("torch", "sqlite3", "PIL", "numpy", "ssl", "engine.project", "engine.classifier")
    program = (
        "import sys, importlib\n"
        f"for name in {light!r}: importlib.import_module(name)\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
