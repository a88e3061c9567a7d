"""Sleep is held off while an operation runs, and allowed again when it ends, is closed or fails."""

from __future__ import annotations

import pytest
from wakepy import global_modes

from engine.awake import kept_awake
from engine.progress import Operation, Progress, run


def _work(fails: bool = False) -> Operation[bool]:
    yield Progress("working")
    if fails:
        raise ValueError("no")
    return bool(global_modes())


@pytest.fixture(autouse=True)
def a_system_that_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of real systems only some have a way; wakepy can pretend."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")


def test_sleep_is_held_off_for_as_long_as_it_runs() -> None:
    assert run(kept_awake(_work())) is True
    assert not global_modes()


def test_closing_and_failing_let_it_sleep_again() -> None:
    operation = kept_awake(_work())
    next(operation)
    assert global_modes()
    operation.close()
    assert not global_modes()
    with pytest.raises(ValueError, match="no"):
        run(kept_awake(_work(fails=True)))
    assert not global_modes()


def test_a_system_without_a_way_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    assert isinstance(run(kept_awake(_work())), bool)  # it ran to its end
    assert not global_modes()
