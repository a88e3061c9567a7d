"""How sure a share of few pictures is; and that the figures are light to import, since the window words them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine.classifier.metrics import wilson_interval
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [(7, 10, 0.3968, 0.8922), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_that_of_wilson(right: int, count: int, low: float, high: float) -> None:
    """81 of 263 is the example of Newcombe (1998), Statistics in Medicine 17, table I."""
    assert wilson_interval(right, count) == pytest.approx((low, high), abs=6e-5)


def test_its_ends_solve_the_score_equation() -> None:
    for right, count in ((3, 8), (50, 51), (400, 1000)):
        for end in wilson_interval(right, count):
            assert (right / count - end) ** 2 == pytest.approx(1.959964**2 * end * (1 - end) / count)


@pytest.mark.parametrize(("right", "count"), [(-1, 5), (6, 5)])
def test_impossible_counts_are_refused(right: int, count: int) -> None:
    with pytest.raises(ValueError, match=f"{right} of {count}"):
        wilson_interval(right, count)


def test_it_is_light_to_import() -> None:
    program = "import sys, engine.classifier.metrics; print([name for name in ('numpy', 'sklearn', 'torch') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"
