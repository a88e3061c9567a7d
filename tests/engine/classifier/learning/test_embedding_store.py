"""Embeddings come back exact, survive kills and damage, share their file, and do not fill the disk."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.classifier.learning.embedding_store import EmbeddingStore
from tests.conftest import ROOT

WRITER = """
import sys, numpy as np
from pathlib import Path
from engine.classifier.learning.embedding_store import EmbeddingStore
store = EmbeddingStore(Path(sys.argv[1]), "backbone", "plain")
for number in range(1_000_000):
    store.put({f"{number}-{part}": np.full(64, number, np.float32) for part in range(8)})
    print(number, flush=True)
"""


def vectors(count: int, seed: int = 0, wide: int = 20) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    return {f"{seed}-{index}": random.normal(size=wide).astype(np.float32) for index in range(count)}


def same(found: dict[str, np.ndarray], wanted: dict[str, np.ndarray]) -> bool:
    return found.keys() == wanted.keys() and all(found[key].tobytes() == wanted[key].tobytes() for key in wanted)


def test_vectors_come_back_exact_to_the_bit(tmp_path: Path) -> None:
    kept = vectors(1234)
    with EmbeddingStore(tmp_path / "embeddings", "backbone", "plain") as store:
        store.put(kept)
    with EmbeddingStore(tmp_path / "embeddings", "backbone", "plain") as store:
        assert same(store.get([*kept, "unknown", ""]), kept)


def test_other_backbones_and_views_are_kept_apart(tmp_path: Path) -> None:
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        store.put(vectors(3))
    for identity, view in (("other", "plain"), ("backbone", "mirror")):
        with EmbeddingStore(tmp_path, identity, view) as store:
            assert store.get(list(vectors(3))) == {}


def test_what_has_no_key_or_no_finite_numbers_is_not_kept(tmp_path: Path) -> None:
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        store.put({"": np.ones(2, np.float32), "bad": np.array([1, np.nan], np.float32), "good": np.ones(2, np.float32)})
        assert list(store.get(["", "bad", "good"])) == ["good"]


def test_two_may_read_and_write_at_once(tmp_path: Path) -> None:
    with EmbeddingStore(tmp_path, "backbone", "plain") as one, EmbeddingStore(tmp_path, "backbone", "plain") as other:
        one.put(vectors(10, 1))
        other.put(vectors(10, 2))
        assert same(one.get(list(vectors(10, 2))), vectors(10, 2))
        assert same(other.get(list(vectors(10, 1))), vectors(10, 1))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no kill")
def test_a_killed_process_keeps_what_it_had_put(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", WRITER, tmp_path], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(20)]
        process.kill()
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        found = store.get([f"{number}-{part}" for number in told for part in range(8)])
    assert len(found) == 20 * 8
    assert all((vector == int(key.partition("-")[0])).all() for key, vector in found.items())


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"", b"SQLite format 3\0 and then nothing of use" * 50])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        store.put(vectors(5))
        file = store.file
    file.write_bytes(damage)
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        assert store.get(list(vectors(5))) == {}
        store.put(vectors(5))
        assert same(store.get(list(vectors(5))), vectors(5))


def test_damage_within_the_file_costs_no_more_than_the_file(tmp_path: Path) -> None:
    kept = vectors(1000)
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        store.put(kept)
        file = store.file
    content = bytearray(file.read_bytes())
    content[len(content) // 4 : len(content) // 2] = os.urandom(len(content) // 2 - len(content) // 4)
    file.write_bytes(content)
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        found = store.get(list(kept))
        assert same(found, {key: kept[key] for key in found})
        store.put(kept)
        store.put(kept)  # the first one may have found the damage
        assert same(store.get(list(kept)), kept)


def test_a_vector_whose_bits_have_changed_is_not_believed(tmp_path: Path) -> None:
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        store.put({"key": np.ones(4, np.float32)})
        file = store.file
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE embedding SET features = ?", (np.zeros(4, np.float32).tobytes(),))
    connection.close()
    with EmbeddingStore(tmp_path, "backbone", "plain") as store:
        assert store.get(["key"]) == {}


def test_a_place_that_cannot_be_written_has_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with EmbeddingStore(blocked / "embeddings", "backbone", "plain") as store:
        store.put(vectors(2))
        assert store.get(list(vectors(2))) == {}


def test_the_longest_unused_files_make_room(tmp_path: Path) -> None:
    files = []
    for age, name in ((300, "a"), (200, "b"), (100, "c")):
        with EmbeddingStore(tmp_path, name, "plain") as store:
            store.put(vectors(500, wide=100))
        stat = store.file.stat()
        os.utime(store.file, (stat.st_atime - age, stat.st_mtime - age))
        files.append(store.file)
    size = files[0].stat().st_size
    EmbeddingStore(tmp_path, "a", "plain", 2 * size).close()  # used again: the next ones to go are b, then c
    assert [file.exists() for file in files] == [True, False, True]
    EmbeddingStore(tmp_path, "a", "plain", 0).close()
    assert [file.exists() for file in files] == [True, False, False]
