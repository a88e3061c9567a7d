"""What a watch says while it goes on, and the file that it keeps up to date, also where that cannot be written for a while."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.batch.job import JobTally
from engine.batch.table import Thresholds
from engine.commands import lookout
from engine.commands.lookout import Lookout
from engine.progress import Progress
from tests.engine.batch.sorting.made import answered, write

SURE = {f"{number}.jpg": (0.9, 0.1) for number in range(5)}


def seen(looking: Lookout, answered_by_now: int, waiting: int = 0) -> None:
    looking.follow(Progress("Waiting", detail=JobTally(answered_by_now, 0, waiting)))


def test_arrivals_are_told_and_a_file_that_cannot_be_written_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookout, "_REST", 0.0)
    for name in SURE:
        write(tmp_path / "card" / name, b"picture")
    (tmp_path / "place").write_bytes(b"a file where a folder should be")
    out = tmp_path / "place" / "out.csv"
    with answered(tmp_path / "job.answers", tmp_path / "card", SURE, ("ant", "bee")) as answers:
        looking = Lookout(answers, out, Thresholds(), 2)
        looking.begin()
        seen(looking, 5)  # nothing is new
        seen(looking, 6, waiting=1)  # not all of it has its answer
        assert "arrived" not in capsys.readouterr().err
        seen(looking, 7)
        told = capsys.readouterr().err
        assert "2 pictures arrived, 7 in all" in told and "cannot be written" in " ".join(told.split())
        seen(looking, 8)
        assert "cannot be written" not in capsys.readouterr().err, "said once"
        (tmp_path / "place").unlink()
        seen(looking, 9)
        assert len(out.read_text(encoding="utf-8-sig").splitlines()) == 6
