"""A map that is right holds up, a map of elsewhere does not; holes are filled in without a trace; the alarm rings when it should."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.classifier.model.files import LoadedModel
from engine.classifier.saliency.background import background_alarm
from engine.classifier.saliency.checking import SHARES, check, hottest_first
from engine.classifier.saliency.erasing import without
from engine.classifier.saliency.verdict import STATED, Alarm, Check, Curves, Masked, area
from engine.classifier.saliency.view import onto_view, over_picture, view_of
from engine.classifier.values import Saliency
from engine.errors import PictureUnreadable
from engine.progress import run
from tests.conftest import striped_picture


class Reddest(torch.nn.Module):
    """Is sure of class 0 as long as it sees a red spot anywhere."""

    def forward(self, views: torch.Tensor) -> torch.Tensor:
        red = (views[:, 0] - views[:, 1]).flatten(1).amax(dim=1)
        return torch.stack([12 * red - 4, torch.zeros_like(red), torch.zeros_like(red)], dim=1)


class Overall(torch.nn.Module):
    """Goes by the mean colour alone, wherever it comes from."""

    def forward(self, views: torch.Tensor) -> torch.Tensor:
        red = (views[:, 0] - views[:, 1]).mean(dim=(1, 2))
        return torch.stack([40 * red, torch.zeros_like(red), torch.zeros_like(red)], dim=1)


@pytest.fixture
def spot(tmp_path: Path) -> Path:
    """Grey noise with a red disc at the upper left."""
    random = np.random.default_rng(1)
    pixels = random.normal(110, 5, (80, 120, 1)).repeat(3, axis=2)
    y, x = np.mgrid[0:80, 0:120]
    pixels[np.hypot(y - 24, x - 30) < 12, 0] += 120
    Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(tmp_path / "spot.png")
    return tmp_path / "spot.png"


def heat_at(row: int, column: int) -> Saliency:
    y, x = np.mgrid[0:80, 0:120]
    heat = np.exp(-((y - row) ** 2 + (x - column) ** 2) / (2 * 14**2)).astype(np.float32)
    return Saliency(0, heat, (120, 80))


def test_a_map_of_the_evidence_holds_up_and_one_of_elsewhere_does_not(loaded: LoadedModel, spot: Path) -> None:
    model = replace(loaded, network=Reddest())
    right, wrong = run(check(model, spot, heat_at(24, 30))), run(check(model, spot, heat_at(60, 95)))
    assert right.holds and not wrong.holds
    assert right.before > 0.9 and right.masked < 0.5 < right.moved
    assert right.insertion_gain > 0 >= wrong.insertion_gain
    assert "holds up" in str(right.told("red")) and "explains nothing" in str(wrong.told("red"))
    assert "“red”" in str(right.told("red"))


def test_a_map_of_a_network_that_looks_nowhere_explains_nothing(loaded: LoadedModel, spot: Path) -> None:
    grey = replace(loaded, network=Overall())
    cold = run(check(grey, spot, Saliency(1, np.zeros((80, 120), np.float32), (120, 80))))
    assert not cold.holds


def test_the_curves_begin_and_end_where_they_must(loaded: LoadedModel, spot: Path) -> None:
    found = run(check(loaded, spot, heat_at(24, 30), moved=3, scattered=1))
    again = run(check(loaded, spot, heat_at(24, 30), moved=3, scattered=1))
    assert found == again, "chance is seeded"
    assert found.shares == (0.0, *SHARES, 1.0) and found.insertion is not None
    for curves in (found.deletion, found.insertion):
        lines = (curves.hottest, curves.moved, curves.scattered)
        assert {len(line) for line in lines} == {len(found.shares)}
        assert len({line[0] for line in lines}) == len({line[-1] for line in lines}) == 1
    assert found.deletion.hottest[0] == pytest.approx(found.insertion.hottest[-1], abs=1e-5), "the whole picture"
    assert run(check(loaded, spot, heat_at(24, 30), scattered=0)).deletion.scattered == ()


def test_checking_tells_how_far_it_is_and_can_be_closed(loaded: LoadedModel, spot: Path) -> None:
    steps = list(check(loaded, spot, heat_at(24, 30)))
    assert steps[-1].done == steps[-1].total > 10
    operation = check(loaded, spot, heat_at(24, 30))
    next(operation)
    operation.close()
    with pytest.raises(PictureUnreadable):
        run(check(loaded, spot.with_name("gone.png"), heat_at(24, 30)))


def test_controls_have_the_same_area_and_shape() -> None:
    from engine.classifier.saliency.checking import _elsewhere, _patches

    order = hottest_first(torch.from_numpy(heat_at(24, 30).heatmap))
    moved = list(_elsewhere(order, 5, torch.Generator().manual_seed(0)))
    assert len(moved) == 5
    for each in [*moved, _patches(order, torch.Generator().manual_seed(0))]:
        assert each.shape == order.shape
        assert torch.equal(each.flatten().sort().values, order.flatten().sort().values)
    y, x = (int(place) for place in np.unravel_index(int(order.argmin()), order.shape))
    for each in moved:
        row, column = (int(place) for place in np.unravel_index(int(each.argmin()), each.shape))
        away = max(min(abs(row - y), 80 - abs(row - y)) / 80, min(abs(column - x), 120 - abs(column - x)) / 120)
        assert away >= 0.24
        assert torch.equal(each, order.roll((row - y, column - x), (0, 1)))


def test_the_hottest_come_first_and_cold_places_by_their_distance() -> None:
    heat = torch.zeros(9, 9)
    heat[4, 4] = 1.0
    order = hottest_first(heat)
    assert order[4, 4] == 0 and order[4, 5] < order[4, 8] and order.max() < 1
    masked = order < 13 / 81
    assert masked[3:6, 3:6].all() and int(masked.sum()) == 13


@pytest.mark.parametrize("crop", ["border", "center", "squash"])
def test_a_heatmap_finds_its_place_in_the_view_again(loaded: LoadedModel, tmp_path: Path, crop: str) -> None:
    model = replace(loaded, config=replace(loaded.config, crop_mode=crop))
    view = view_of(model, striped_picture(tmp_path / "one.png", 0, 1, (120, 60)))
    rows, columns = view.frame
    cam = torch.zeros(32, 32)
    row, column = (rows.start + rows.stop) // 2 - 3, columns.start + 8
    cam[row - 2 : row + 3, column - 2 : column + 3] = 1.0
    again = onto_view(Saliency(0, over_picture(cam, view.box, view.decoded), view.size), view)
    found = np.unravel_index(int(again[view.frame].argmax()), again[view.frame].shape)
    assert abs(found[0] + rows.start - row) <= 3 and abs(found[1] + columns.start - column) <= 3
    whole = (rows.stop - rows.start, columns.stop - columns.start)
    assert whole == ((16, 32) if crop == "border" else (32, 32))


def test_a_hole_is_filled_from_around_it_and_leaves_no_outline(loaded: LoadedModel, tmp_path: Path) -> None:
    ramp = np.linspace(40, 200, 96).round().astype(np.uint8)
    pixels = np.broadcast_to(ramp[None, :, None], (96, 96, 3)).copy()
    clean = tmp_path / "ramp.png"
    Image.fromarray(pixels).save(clean)
    pixels[30:60, 30:60] = 0
    Image.fromarray(pixels).save(tmp_path / "dark.png")
    gone = torch.zeros(1, 32, 32, dtype=torch.bool)
    gone[0, 9:21, 9:21] = True
    dark, wanted = view_of(loaded, tmp_path / "dark.png"), view_of(loaded, clean).pixels
    filled = without(dark, gone)
    hole = gone[0].expand(3, -1, -1)
    assert float((dark.pixels - wanted)[0, hole].abs().mean()) > 0.5
    assert float((filled - wanted)[0, hole].abs().max()) < 0.25
    assert torch.equal(filled[0, ~hole], dark.pixels[0, ~hole]), "the rest is untouched"


def test_nothing_left_is_the_mean_colour_and_padding_is_no_source(loaded: LoadedModel, tmp_path: Path) -> None:
    Image.new("RGB", (90, 30), (255, 0, 0)).save(tmp_path / "wide.png")
    model = replace(loaded, config=replace(loaded.config, crop_mode="border"))
    view = view_of(model, tmp_path / "wide.png")
    rows, columns = view.frame
    shape = (1, rows.stop - rows.start, columns.stop - columns.start)
    assert not without(view, torch.ones(shape, dtype=torch.bool))[:, :, rows, columns].any()
    half = torch.zeros(shape, dtype=torch.bool)
    half[:, :, 16:] = True
    assert torch.allclose(without(view, half), view.pixels, atol=1e-4), "red all over again, up to the padding's edge"


def test_areas_are_means_of_curves() -> None:
    assert area((0.0, 0.5, 1.0), (1.0, 0.5, 0.0)) == pytest.approx(0.5)
    assert area((0.0, 0.1, 1.0), (1.0, 0.0, 0.0)) == pytest.approx(0.05)


def checked(masked: float, moved: float) -> Check:
    shares = (0.0, 0.1, STATED, 0.5, 1.0)
    return Check(0, shares, Curves((0.9, masked, masked, masked, 0.3), (0.9, moved, moved, moved, 0.3)))


def test_the_verdict_agrees_with_the_numbers_of_its_sentence() -> None:
    assert checked(0.1, 0.7).holds and not checked(0.7, 0.7).holds and not checked(0.7, 0.1).holds
    assert not checked(0.690, 0.700).holds, "within what chance does"
    told = str(checked(0.89, 0.88).told("ant"))
    assert told.endswith("with 30 % of the picture masked, “ant” goes from 90 % to 89 % where the map is hot, and to 88 % elsewhere.")
    assert not checked(0.89, 0.88).tells and "cannot be told" in told and "explains nothing" not in told
    assert checked(0.7, 0.7).tells and checked(0.89, 0.5).tells and checked(0.82, 0.89).holds
    disagreeing = Check(0, (0.0, 0.1, STATED, 0.5, 1.0), Curves((0.9, 0.4, 0.5, 0.3, 0.3), (0.9, 0.8, 0.45, 0.3, 0.3)))
    assert disagreeing.deletion_gain > 0.02 and not disagreeing.holds and not disagreeing.tells
    told = str(checked(0.09, 0.71).told("ant"))
    assert told == "The map holds up: masking it bit by bit drops “ant” from 90 % to 18 % on average; a moved mask, to 62 %."


@pytest.mark.parametrize("late", [0.0, 0.5, 0.9, 0.96, 0.99])
def test_a_map_that_holds_up_is_seen_to_do_so_where_the_model_is_very_sure(late: float) -> None:
    """As sure as before with a third masked either way; the curves part only behind that, or hardly at all."""
    found = Check(0, (0.0, 0.1, STATED, 0.5, 1.0), Curves((1, 1, 0.9996, late, 0.3), (1, 1, 0.9999, 0.9999, 0.3)))
    told = str(found.told("bees"))
    shares = re.findall(r"(\d+) %", told)
    if found.holds:
        assert late <= 0.9 and int(shares[1]) < int(shares[2]), told
    else:
        assert late >= 0.96 and "cannot be told" in told and "with 30 % of the picture masked" in told


# ---- the background alarm ------------------------------------------------------------------------------------


def test_the_alarm_counts_what_stays_sure(loaded: LoadedModel, spot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.classifier.saliency import background

    def there(model: LoadedModel, view: object) -> object:
        return torch.zeros(1, 3), heat_at(24, 30)
        yield

    monkeypatch.setattr(background, "saliency_of", there)
    spot.with_name("broken.jpg").write_bytes(b"\xff\xd8 nothing")
    steps = list(operation := background_alarm(replace(loaded, network=Reddest()), [spot, spot.with_name("broken.jpg")]))
    places = [(step.done, step.total) for step in steps]
    assert places == sorted(places) and len(places) > 4 and set(places) == {(0, 2), (1, 2), (2, 2)}, "pictures, not masks"
    assert len({step.stage for step in steps}) == 1
    assert operation.gi_frame is None and [step.detail for step in steps if isinstance(step.detail, Masked)]
    found = run(background_alarm(replace(loaded, network=Reddest()), [spot, spot.with_name("broken.jpg")]))
    assert len(found.judged) == 1 and not found.suspects and found.share == 0
    assert found.judged[0].before > 0.9 > 0.5 > found.judged[0].after
    assert [path.name for path, _ in found.unreadable] == ["broken.jpg"]


def test_of_many_pictures_the_same_few_are_drawn(loaded: LoadedModel, tmp_path: Path) -> None:
    paths = [striped_picture(tmp_path / f"{index}.png", 2, index) for index in range(9)]
    first, second = (run(background_alarm(loaded, paths, most=3)) for _ in range(2))
    assert first == second and len(first.masked) == 3
    assert {each.path for each in first.masked} < set(paths)
    assert run(background_alarm(loaded, [])).masked == ()


def test_when_it_rings() -> None:
    def alarm(stays: int, falls: int, unexplained: int) -> Alarm:
        found = [Masked(Path(f"{index}"), 0, 0.9, 0.85, True) for index in range(stays)]
        found += [Masked(Path(f"f{index}"), 1, 0.9, 0.2, True) for index in range(falls)]
        return Alarm(("a", "b", "c"), (*found, *(Masked(Path(f"u{index}"), 0, 0.9, 0.9, False) for index in range(unexplained))))

    assert alarm(4, 6, 0).rings and not alarm(2, 8, 0).rings
    assert not alarm(2, 1, 0).rings, "too few to say"
    assert alarm(0, 2, 8).rings, "a model whose maps explain nothing goes by no place in particular"
    assert alarm(4, 6, 3).by_class() == {"a": (4, 4), "b": (0, 6)}
    assert alarm(4, 6, 3).share == pytest.approx(0.4) and len(alarm(4, 6, 3).unexplained) == 3
    assert "Alarm" in str(alarm(4, 6, 1).told()) and "no reason" in str(alarm(2, 20, 1).told())
    assert alarm(2, 18, 13).clears and not alarm(2, 18, 14).clears, "a third and more were not judged"
    assert not alarm(0, 19, 0).clears and not alarm(20, 0, 0).clears
    assert "6 of 10 could be judged: too few to tell" in str(alarm(1, 5, 4).told())
    assert "no place in particular" in str(alarm(0, 2, 8).told())
    assert "No picture" in str(alarm(0, 0, 2).told())
