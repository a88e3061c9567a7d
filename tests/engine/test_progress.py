"""Operations: driven to their result, closed when the driver fails, and the time left judged by their own pace."""

from __future__ import annotations

import pytest

from engine.progress import Operation, Progress, RemainingTime, run


def counting(log: list[str]) -> Operation[int]:
    try:
        for step in range(3):
            yield Progress("Counting", step + 1, 3)
        return 42
    finally:
        log.append("cleaned up")


def test_run_returns_the_result_and_tells_every_step() -> None:
    log: list[str] = []
    steps: list[int] = []
    assert run(counting(log), lambda progress: steps.append(progress.done)) == 42
    assert steps == [1, 2, 3] and log == ["cleaned up"]


def test_an_error_of_the_listener_closes_the_operation() -> None:
    log: list[str] = []

    def refuse(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(counting(log), refuse)
    assert log == ["cleaned up"]


def test_the_time_left_follows_the_pace() -> None:
    now = [0.0]
    remaining = RemainingTime(clock=lambda: now[0])
    assert remaining.update(Progress("Work", 0, 100)) is None
    now[0] = 10.0
    assert remaining.update(Progress("Work", 20, 100)) == pytest.approx(40.0)
    assert remaining.update(Progress("Other work", 0, 5)) is None
    assert remaining.update(Progress("Endless work", 7)) is None
