"""Batches: the order asked for, views by place, pictures that go missing, memory for the next pass, and threads that end."""

from __future__ import annotations

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.classifier.recipe import Recipe
from engine.classifier.sight.dataset import Batch, PictureMemory, batches
from engine.classifier.sight.input import InputConfig
from engine.classifier.sight.memory import memory_limit
from engine.classifier.sight.subjects import with_subject
from engine.classifier.sight.transforms import evaluation_transform, training_transform
from engine.errors import PictureUnreadable
from engine.images.reader import read_image
from tests.conftest import striped_picture

CONFIG = InputConfig((32, 32), (0.5, 0.4, 0.3), (0.2, 0.25, 0.3), "bicubic", 1.0, "border")
PLAIN = evaluation_transform(CONFIG)


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return [striped_picture(tmp_path / f"{index}.png", index, index, (80, 60) if index % 2 else (30, 30)) for index in range(9)]


def pixels_of(found: list[Batch]) -> np.ndarray:
    return np.concatenate([batch.pixels.numpy() for batch in found])


def test_batches_name_their_pictures_and_close_their_threads(paths: list[Path], tmp_path: Path) -> None:
    paths.insert(4, tmp_path / "gone.png")
    found = list(batches(paths, PLAIN, 4))
    assert [batch.indices for batch in found] == [[0, 1, 2, 3], [5, 6, 7], [8, 9]]
    assert [failure for batch in found for failure in batch.failures] == [(4, "the file is not there")]
    assert (found[1].pixels.shape, found[1].pixels.dtype) == ((3, 32, 32, 3), torch.uint8)
    assert (pixels_of(found)[4] == PLAIN.view(read_image(paths[5]))).all()
    with closing(batches(paths, PLAIN, 2)) as source:
        next(source)
    assert not any(thread.name.startswith("decoding") for thread in threading.enumerate())


def test_a_lone_last_picture_joins_the_batch_before(paths: list[Path]) -> None:
    assert [len(batch.indices) for batch in batches(paths[:5], PLAIN, 2)] == [2, 3]
    assert [len(batch.indices) for batch in batches(paths[:1], PLAIN, 2)] == [1]
    assert [len(batch.indices) for batch in batches(paths[:3], PLAIN, 1)] == [1, 1, 1]
    assert list(batches([], PLAIN, 2)) == []
    assert list(batches(paths, PLAIN, 2, order=[])) == []


def test_the_order_may_repeat_and_each_place_has_a_view_of_its_own(paths: list[Path]) -> None:
    transform = training_transform(CONFIG, Recipe(rotation=20))
    found = list(batches(paths, transform, 4, order=[3, 0, 3, 8, 3], seed=5))
    assert [batch.indices for batch in found] == [[3, 0, 3, 8, 3]]
    views = pixels_of(found)
    assert (views[0] != views[2]).any() and (views[2] != views[4]).any()
    for place, index in enumerate([3, 0, 3, 8, 3]):
        assert (views[place] == transform.view(read_image(paths[index], transform.decoded_size), 5, place)).all()


@pytest.mark.parametrize("limit", [0, 4000, None])
def test_views_do_not_depend_on_where_a_pass_begins_or_how_it_is_cut(paths: list[Path], limit: int | None) -> None:
    transform = training_transform(CONFIG, with_subject(Recipe(), "digits"))
    order = [5, 1, 8, 0, 3, 2, 7, 6, 4, 1, 5]
    memory = PictureMemory(limit)
    whole = pixels_of(list(batches(paths, transform, 11, order, 9, memory=memory)))
    rest = pixels_of(list(batches(paths, transform, 3, order[4:], 9, first=4, memory=memory)))
    assert (rest == whole[4:]).all()
    other = pixels_of(list(batches(paths, transform, 11, order, 10, memory=memory)))
    assert (other != whole).any(axis=(1, 2, 3)).all()


def test_failures_leave_the_other_views_as_they_were(paths: list[Path]) -> None:
    transform = training_transform(CONFIG, Recipe())
    whole = pixels_of(list(batches(paths, transform, 9, seed=1)))
    paths[3].unlink()
    paths[6].write_bytes(b"no picture")
    (found,) = batches(paths, transform, 9, seed=1)
    assert found.indices == [0, 1, 2, 4, 5, 7, 8]
    assert [index for index, _ in found.failures] == [3, 6]
    assert (found.pixels.numpy() == whole[[0, 1, 2, 4, 5, 7, 8]]).all()


def test_pictures_deleted_in_mid_run_become_failures(paths: list[Path]) -> None:
    with closing(batches(paths * 40, PLAIN, 2)) as source:
        next(source)
        for path in paths:
            path.unlink()
        rest = list(source)
    assert rest[-1].indices == [] and rest[-1].pixels.shape == (0, 32, 32, 3)
    assert {reason for _, reason in rest[-1].failures} == {"the file is not there"}


def test_remembered_pictures_are_not_read_again(tmp_path: Path) -> None:
    path = striped_picture(tmp_path / "one.png", 0, 0, (10, 10))
    roomy, cramped = PictureMemory(300), PictureMemory(299)
    for memory in (roomy, cramped):
        memory.read(path, 0)
    path.unlink()
    assert isinstance(roomy.read(path, 0), np.ndarray)
    for _ in range(2):
        with pytest.raises(PictureUnreadable, match="not there"):
            cramped.read(path, 0)


def test_the_second_evaluation_pass_reads_nothing(paths: list[Path]) -> None:
    memory = PictureMemory()
    first = pixels_of(list(batches(paths, PLAIN, 4, memory=memory)))
    for path in paths:
        path.unlink()
    assert (pixels_of(list(batches(paths, PLAIN, 4, memory=memory))) == first).all()
    wider = evaluation_transform(replace(CONFIG, crop_mode="squash"))
    (batch,) = batches(paths, wider, 9, memory=memory)
    assert batch.indices == [], "the view of another config must not be taken for this one's"


def test_fixed_views_leave_half_of_the_memory_to_pictures(paths: list[Path]) -> None:
    view, picture = 32 * 32 * 3, 30 * 30 * 3
    memory = PictureMemory(2 * (view + picture) + 1000)
    list(batches(paths, PLAIN, 4, memory=memory))
    small = paths[::2]  # 30 x 30 px
    for path in small:
        memory.read(path, 0)
    for path in paths:
        path.unlink()
    kept = 0
    for path in small:
        try:
            memory.read(path, 0)
            kept += 1
        except PictureUnreadable:
            continue
    assert kept == 2
    assert 0 < len(next(batches(paths, PLAIN, 9, memory=memory)).indices) < 9


def test_grey_pictures_take_a_third_of_the_memory(tmp_path: Path) -> None:
    memory = PictureMemory(100 * 100)
    Image.fromarray(np.arange(10_000, dtype=np.uint32).astype(np.uint8).reshape(100, 100)).save(tmp_path / "grey.png")
    first = memory.read(tmp_path / "grey.png", 0)
    (tmp_path / "grey.png").unlink()
    assert memory.read(tmp_path / "grey.png", 0) is first
    assert isinstance(first, Image.Image) and first.mode == "L"


def test_memory_suits_the_machine() -> None:
    assert 256 * 2**20 <= memory_limit() <= 8 * 2**30


def test_asking_for_pinned_pixels_is_no_error_without_a_card(paths: list[Path]) -> None:
    found = next(batches(paths, PLAIN, 4, pin=True))
    assert found.pixels.is_pinned() == torch.cuda.is_available()
