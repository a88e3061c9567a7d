"""The command line within the process of the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from engine import cli

Fieldmark = Callable[..., dict[str, Any]]


@pytest.fixture
def fieldmark(capsys: pytest.CaptureFixture[str]) -> Fieldmark:
    """Runs one command with --json and returns its answer; `expect` is the exit code."""

    def run(*arguments: object, expect: int = 0) -> dict[str, Any]:
        with pytest.raises(SystemExit) as ended:
            cli.main([*map(str, arguments), "--json"])
        told = capsys.readouterr()
        assert ended.value.code == expect, told.err
        answer: dict[str, Any] = json.loads(told.out.splitlines()[-1])
        return answer

    return run
