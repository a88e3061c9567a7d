"""What is kept of a long run."""

from __future__ import annotations

from gui.widgets.chart_points import MOST, Points


def test_a_short_run_is_kept_whole() -> None:
    points = Points()
    for x in range(MOST):
        points.append(x, -x)
    assert points.xs == list(range(MOST)) and points.ys[-1] == 1 - MOST


def test_a_long_run_is_thinned_and_its_first_and_newest_points_stay() -> None:
    points = Points()
    for x in range(10 * MOST + 7):
        points.append(x, 2 * x)
        assert points.xs[-1] == x and len(points) <= MOST
    assert points.xs[0] == 0 and points.xs == sorted(points.xs) and len(points) > MOST // 3
    steps = {after - before for before, after in zip(points.xs[:-2], points.xs[1:-1], strict=True)}
    assert len(steps) == 1


def test_the_nearest_point_is_found() -> None:
    points = Points()
    points.replace([0, 1, 4], [5, 6, 7])
    assert [points.nearest(x) for x in (-3, 0.4, 0.6, 2.4, 2.6, 9)] == [0, 0, 1, 1, 2, 2]


def test_a_run_that_goes_back_is_drawn_anew_from_there() -> None:
    points = Points()
    for x, y in ((0, 1.0), (1, 2.0), (2, 3.0), (3, 4.0), (1.5, 9.0), (2, 8.0)):
        points.append(x, y)
    assert (points.xs, points.ys) == ([0, 1, 1.5, 2], [1.0, 2.0, 9.0, 8.0])
