"""MNIST and CIFAR become files of pictures, once; what is cut short or pickled is told and never runs."""

from __future__ import annotations

import gzip
import os
import pickle
import struct
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import FolderNotWritable, LabelFileUnusable
from engine.progress import run
from engine.transfer.arrays import is_array_set, unpack
from engine.transfer.values import Reading

RNG = np.random.default_rng(5)


def idx(folder: Path, name: str, count: int, packed: bool = True, labels: int | None = None) -> np.ndarray:
    """A pair of IDX files; the n-th picture has label n modulo 10."""
    folder.mkdir(parents=True, exist_ok=True)
    pixels = RNG.integers(0, 256, (count, 7, 5), np.uint8)
    numbers = bytes(index % 10 for index in range(labels or count))
    for kind, data in (
        ("images-idx3", struct.pack(">4I", 0x803, count, 7, 5) + pixels.tobytes()),
        ("labels-idx1", struct.pack(">2I", 0x801, len(numbers)) + numbers),
    ):
        file = folder / f"{name}-{kind}-ubyte{'.gz' if packed else ''}"
        file.write_bytes(gzip.compress(data) if packed else data)
    return pixels


def told(reading: Reading) -> str:
    return "\n".join(map(str, reading.problems))


def test_mnist_becomes_pictures_with_classes_and_splits(tmp_path: Path) -> None:
    idx(tmp_path / "MNIST" / "raw", "train", 12)  # downloads often hold both: only one counts
    idx(tmp_path / "MNIST" / "raw", "t10k", 4, packed=False)
    pixels = idx(tmp_path / "MNIST" / "raw", "train", 12, packed=False)
    assert is_array_set(tmp_path)
    reading = run(unpack(tmp_path / "MNIST", tmp_path / "out"))
    assert reading.kind == "idx" and reading.problems == ()
    assert Counter(entry.split for entry in reading.entries) == {"train": 12, "test": 4}
    entry = next(each for each in reading.entries if each.path.name == "train-00011.png")
    assert (entry.class_name, entry.source, entry.path.parent) == ("1", "file", tmp_path / "out" / "train" / "1")
    with Image.open(entry.path) as image:
        assert np.array_equal(np.asarray(image), pixels[11])


def test_unpacking_again_goes_on_where_it_was(tmp_path: Path) -> None:
    idx(tmp_path, "train", 250)
    operation = unpack(tmp_path, tmp_path / "out")
    while next(operation).done < 100:
        pass
    operation.close()
    some = sorted((tmp_path / "out").rglob("*.png"))
    assert len(some) == 100 and not list((tmp_path / "out").rglob(".*"))
    os.utime(some[0], (1, 1))
    some[1].write_bytes(b"")  # what a power cut leaves
    some[2].write_bytes(b"not ours")
    reading = run(unpack(tmp_path, tmp_path / "out"))
    assert len(reading.entries) == 249 and some[2].read_bytes() == b"not ours"
    assert f"{some[2]}: another picture is there already" in told(reading)
    assert some[0].stat().st_mtime == 1 and some[1].stat().st_size


def test_one_file_of_a_pair_is_enough_and_a_stranger_is_not_taken_for_its_labels(tmp_path: Path) -> None:
    idx(tmp_path, "train", 3)
    idx(tmp_path, "t10k", 2)
    for name in ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"):
        assert [entry.split for entry in run(unpack(tmp_path / name, tmp_path / "out")).entries] == ["test", "test"]
    idx(tmp_path / "odd", "train", 3, labels=5)
    reading = run(unpack(tmp_path / "odd", tmp_path / "out2"))
    assert {entry.class_name for entry in reading.entries} == {""} and "another number of labels" in told(reading)
    (tmp_path / "odd" / "train-labels-idx1-ubyte.gz").unlink()
    assert "no file of labels" in told(run(unpack(tmp_path / "odd", tmp_path / "out3")))


def test_a_file_that_is_cut_short_gives_what_it_has(tmp_path: Path) -> None:
    idx(tmp_path, "train", 3000)
    file = tmp_path / "train-images-idx3-ubyte.gz"
    file.write_bytes(file.read_bytes()[:-30_000])
    reading = run(unpack(tmp_path, tmp_path / "out"))
    assert 0 < len(reading.entries) < 3000
    assert f"it is cut short: {len(reading.entries)} of its 3000 pictures are there" in told(reading)
    file.write_bytes(file.read_bytes()[:12])
    assert not is_array_set(file)


def test_a_header_that_promises_too_much_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "train-images-idx3-ubyte"
    file.write_bytes(struct.pack(">4I", 0x803, 1, 1 << 30, 1 << 30))
    reading = run(unpack(tmp_path, tmp_path / "out"))
    assert reading.entries == () and "header is damaged" in told(reading)


def cifar(folder: Path, name: str, labels: list[list[int]], **texts: str) -> np.ndarray:
    folder.mkdir(parents=True, exist_ok=True)
    pixels = RNG.integers(0, 256, (len(labels), 3, 32, 32), np.uint8)
    (folder / name).write_bytes(b"".join(bytes(numbers) + each.tobytes() for numbers, each in zip(labels, pixels, strict=True)))
    for stem, text in texts.items():
        (folder / f"{stem.replace('__', '.')}.txt").write_text(text)
    return pixels


def test_cifar_10(tmp_path: Path) -> None:
    pixels = cifar(tmp_path / "cifar", "data_batch_1.bin", [[0], [1], [200]], batches__meta="airplane\nautomobile\n\n")
    cifar(tmp_path / "cifar", "test_batch.bin", [[1]])
    assert is_array_set(tmp_path / "cifar") and is_array_set(tmp_path / "cifar" / "test_batch.bin")
    reading = run(unpack(tmp_path / "cifar", tmp_path / "out"))
    assert [(entry.class_name, entry.split) for entry in reading.entries] == [
        ("airplane", "train"),
        ("automobile", "train"),
        ("", "train"),
        ("automobile", "test"),
    ]
    assert "1 of its pictures have no label" in told(reading)
    with Image.open(reading.entries[0].path) as image:
        assert np.array_equal(np.asarray(image), pixels[0].transpose(1, 2, 0))


@pytest.mark.parametrize(("labels", "names"), [("fine", ["beaver", "trout"]), ("coarse", ["mammals", "fish"])])
def test_cifar_100_has_two_kinds_of_classes(tmp_path: Path, labels: str, names: list[str]) -> None:
    texts = {"fine_label_names": "apple\nbeaver\ntrout\n", "coarse_label_names": "mammals\nfish\n"}
    cifar(tmp_path / "c", "train.bin", [[0, 1], [1, 2]], **texts)
    reading = run(unpack(tmp_path / "c", tmp_path / "out", labels))
    assert [entry.class_name for entry in reading.entries] == names


def test_cifar_without_names_and_cut_short(tmp_path: Path) -> None:
    cifar(tmp_path / "c", "data_batch_1.bin", [[3], [4]])
    file = tmp_path / "c" / "data_batch_1.bin"
    (tmp_path / "c" / "batches.meta.txt").write_text("")
    file.write_bytes(file.read_bytes()[:-10])
    reading = run(unpack(file, tmp_path / "out"))
    assert [entry.class_name for entry in reading.entries] == ["3"]
    assert "named by their numbers" in told(reading) and "1 of its 2 pictures" in told(reading)


class _Bomb:
    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.trace),)


def test_the_pickled_version_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "py").mkdir()
    (tmp_path / "py" / "data_batch_1").write_bytes(pickle.dumps(_Bomb(tmp_path / "it ran"), 2))
    assert is_array_set(tmp_path / "py")
    reading = run(unpack(tmp_path / "py", tmp_path / "out"))
    assert reading.entries == () and "binary version (suitable for C programs)" in told(reading)
    assert not (tmp_path / "it ran").exists()


def test_what_is_no_set_or_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "train.bin").write_bytes(b"x" * 100)
    (tmp_path / "notes").write_text("hello")
    assert not is_array_set(tmp_path) and not is_array_set(tmp_path / "none")
    with pytest.raises(LabelFileUnusable):
        run(unpack(tmp_path, tmp_path / "out"))
    idx(tmp_path, "train", 1)
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(FolderNotWritable):
        run(unpack(tmp_path, tmp_path / "out"))
