"""The same job on a real Ray on this machine, with two workers of which one is killed."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet
import pytest

from engine.batch.ahead import ahead
from engine.batch.answers import Answers, State
from engine.batch.cluster import classify_on_ray
from engine.batch.question import Question
from engine.classifier.asking import TORCH, Asking
from engine.classifier.model.card import ModelCard
from engine.errors import ClusterMissing, PartsDamaged, PartsOfAnotherJob
from engine.progress import run
from tests.conftest import striped_picture

ASKING = Asking(runtime=TORCH)
PART = 250
MEMORY = 100_000_000  # bytes
COUNT = 1000


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    """A model that has hardly learned, so that its answers differ from picture to picture."""
    import torch

    from engine.classifier.learning.training import train
    from engine.classifier.model.files import save
    from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES, examples_in

    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("model")
    examples = examples_in(folder / "stripes", 4, 0)
    return save(run(train(replace(FROM_SCRATCH, epochs=1), NAMES, examples, examples, device="cpu")), folder / "model")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Many names of a few pictures, and one file that is none."""
    pictures = [striped_picture(tmp_path / "few" / f"{index}.png", index % 3, index) for index in range(10)]
    (tmp_path / "many").mkdir()
    for index in range(COUNT - 1):
        os.link(pictures[index % 10], tmp_path / "many" / f"{index:04}.png")
    (tmp_path / "many" / "broken.png").write_text("no picture")
    return tmp_path / "many"


def begun(card: ModelCard, folder: Path, file: Path, asking: Asking = ASKING) -> Answers:
    return Answers.create(file, Question.of(card, (folder,), asking))


def workers() -> Iterator[int]:
    """The processes of ours that hold the model, by what Ray calls them."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            name = place.read_bytes().decode(errors="replace")
        except OSError:
            continue  # it has ended meanwhile
        if "Answering" in name and os.getpid() in ancestors(int(place.parent.name)):
            yield int(place.parent.name)


def ancestors(pid: int) -> Iterator[int]:
    while pid > 1:
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return
        yield pid


def local_answers(card: ModelCard, folder: Path) -> dict[str, tuple[float, ...] | str]:
    from engine.classifier.inference import Asker
    from engine.classifier.model.files import load

    paths = sorted(folder.iterdir())
    found: dict[str, tuple[float, ...] | str] = {}
    for batch in Asker(load(card.folder), ASKING).ask(paths):
        found |= {paths[place].name: tuple(row) for place, row in zip(batch.places, batch.probabilities.tolist(), strict=True)}
        found |= {paths[place].name: reason for place, reason in batch.failures}
    return found


def rows_in(out: Path) -> list[dict[str, object]]:
    return [row for file in sorted((out / "parts").glob("*.parquet")) for row in pyarrow.parquet.read_table(file).to_pylist()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")
@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="needs the extra cluster")
@pytest.mark.filterwarnings("default")  # Ray's own
def test_a_killed_worker_costs_nothing_and_a_second_start_goes_on(card: ModelCard, folder: Path, tmp_path: Path) -> None:
    out, killed = tmp_path / "out", 0
    with begun(card, folder, tmp_path / "one.answers") as answers:
        running = classify_on_ray(answers, out, workers=2, memory=MEMORY, part_size=PART)
        try:
            while True:
                progress = next(running)
                if not killed and 0 < progress.done < progress.total:
                    there = list(workers())
                    assert len(there) == 2
                    os.kill(there[0], signal.SIGKILL)
                    killed = there[0]
        except StopIteration as end:
            result = end.value
        assert killed and result.job.complete and (result.written, result.kept) == (COUNT // PART, 0)
        assert result.job.asked == COUNT  # none twice
        said = {answer.path.name: answer for answer in answers.everything()}
    expected = local_answers(card, folder)
    assert said.keys() == expected.keys()
    for name, answer in said.items():
        if answer.state == State.ANSWERED:
            np.testing.assert_allclose(answer.probabilities, expected[name], atol=1e-6)
        else:
            assert answer.reason == expected[name]
    rows = rows_in(out)
    assert sorted(str(row["path"]) for row in rows) == sorted(map(str, folder.iterdir()))
    assert not list(workers())


def test_elsewhere_finished_parts_are_taken_over(card: ModelCard, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the results only, not with the job: one part is lost, and its pictures alone are asked about."""
    from engine.classifier.inference import Asker
    from engine.classifier.model.files import load

    out = tmp_path / "out"
    monkeypatch.setattr("engine.batch.cluster.running.RayAsker", lambda model, asking, *_: Asker(load(model), asking))
    with begun(card, folder, tmp_path / "one.answers") as answers:
        assert run(classify_on_ray(answers, out, part_size=PART)).job.asked == COUNT
    (out / "parts" / "part-00001.parquet").unlink()
    damaged = out / "parts" / "part-00002.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-100])
    kept = {name: (out / "parts" / name).read_bytes() for name in ("part-00000.parquet", "part-00003.parquet")}
    with begun(card, folder, tmp_path / "two.answers") as answers:
        again = run(classify_on_ray(answers, out, part_size=PART))
    assert again.job.asked == 2 * PART + 1  # that which cannot be read is tried again
    assert (again.written, again.kept) == (2, 2)
    assert {name: (out / "parts" / name).read_bytes() for name in kept} == kept
    assert sorted(str(row["path"]) for row in rows_in(out)) == sorted(map(str, folder.iterdir()))


def test_a_finished_job_does_not_start_ray(card: ModelCard, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are written from what the job knows, also from a run on this machine."""
    from engine.batch.job import run as run_job
    from engine.classifier.inference import Asker
    from engine.classifier.model.files import load

    def prepared():  # type: ignore[no-untyped-def]
        yield from ()
        return Asker(load(card.folder), ASKING)

    monkeypatch.setitem(sys.modules, "ray.data", None)  # importing it fails
    with begun(card, folder, tmp_path / "one.answers") as answers:
        run(run_job(answers, prepared))
        assert run(classify_on_ray(answers, tmp_path / "out", part_size=PART)).written == COUNT // PART
        manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
        assert manifest["classes"] == list(card.class_names) and manifest["part_size"] == PART
        # another size of parts does not matter any more; what has changed is written again
        striped_picture(folder / "extra.png", 1, 77)
        run(run_job(answers, prepared))
        again = run(classify_on_ray(answers, tmp_path / "out", part_size=10))
        assert (again.written, again.kept) == (1, COUNT // PART)
    rows = rows_in(tmp_path / "out")
    assert len(rows) == COUNT + 1 and {row["failure"] for row in rows} == {None, "it is not a picture in a known format"}


def test_results_of_another_question_are_left_alone(card: ModelCard, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        begun(card, folder, tmp_path / "one.answers") as answers,
        begun(card, folder, tmp_path / "two.answers", Asking(mirrored=True)) as other,
    ):
        next(classify_on_ray(answers, out))
        before = (out / "manifest.json").read_bytes()
        with pytest.raises(PartsOfAnotherJob):
            next(classify_on_ray(other, out))
        assert (out / "manifest.json").read_bytes() == before
        for content in ("{", '{"format": 1}', '{"format": 99}', "[]"):
            (out / "manifest.json").write_text(content)
            with pytest.raises(PartsDamaged):
                next(classify_on_ray(answers, out))
        shutil.rmtree(out)


def test_without_ray_it_says_what_to_install(card: ModelCard, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.batch.cluster.running.importlib.util.find_spec", lambda name: None)
    with begun(card, folder, tmp_path / "one.answers") as answers, pytest.raises(ClusterMissing, match="pip install"):
        run(classify_on_ray(answers, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_reading_ahead_can_be_stopped_while_the_source_is_silent() -> None:
    silent, ended = threading.Event(), threading.Event()

    def source() -> Iterator[int]:
        try:
            yield 1
            silent.wait()
            yield 2
        finally:
            ended.set()

    items = ahead(source(), silent.set)  # type: ignore[arg-type]
    assert next(item for item in items if item is not None) == 1
    assert next(items) is None
    items.close()
    assert ended.is_set()


def test_what_the_source_raises_is_raised() -> None:
    def source() -> Iterator[int]:
        yield 1
        raise KeyError("here")

    with pytest.raises(KeyError, match="here"):
        for _ in ahead(source(), time.time):  # type: ignore[arg-type]
            pass
