"""Commands in this process, as scripts use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from engine import cli

Told = Callable[..., tuple[dict[str, Any], str]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Runs a command and returns its one object and what it said to people."""

    def command(*arguments: object, code: int = 0) -> tuple[dict[str, Any], str]:
        with pytest.raises(SystemExit) as ended:
            cli.main([*map(str, arguments), "--json"])
        said = capsys.readouterr()
        assert ended.value.code == code, said.err
        return json.loads(said.out), said.err

    return command
