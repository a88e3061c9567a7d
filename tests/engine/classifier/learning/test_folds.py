"""Cross-validation keeps groups together, judges each picture by a training that has not seen it, and says where there are too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.classifier.learning import folds as folds_module
from engine.classifier.learning.folds import cross_validate, dealt
from engine.classifier.learning.trials import FoldScore
from engine.classifier.recipe import Recipe
from engine.classifier.values import Example
from engine.errors import SettingInvalid, TooFewToCrossValidate
from engine.progress import EarlyEnd, Operation, Progress, run
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES, examples_in

RECIPE = replace(FROM_SCRATCH, epochs=2, learning_rate=1e-2)


def made(*rows: tuple[int, int | None]) -> list[Example]:
    """Examples of (target, group) whose pictures are not there."""
    return [Example(Path(f"{index}.png"), target, "", group) for index, (target, group) in enumerate(rows)]


def many(count: int, groups: int = 0) -> list[Example]:
    """`count` of each of three classes, in so many groups of neighbours (0: each alone)."""
    rows = [(target, None if not groups else target * groups + index * groups // count) for target in range(3) for index in range(count)]
    return made(*rows)


def test_folds_are_even_hold_each_picture_once_and_part_no_group() -> None:
    examples = many(20, groups=10)
    plan = dealt(examples, NAMES, 5, seed=1)
    assert sorted(index for part in plan.parts for index in part) == list(range(60)) and plan.always == () and plan.notes == ()
    for part in plan.parts:
        assert Counter(examples[index].target for index in part) == {0: 4, 1: 4, 2: 4}
        inside = {examples[index].group for index in part}
        assert not inside & {examples[index].group for other in plan.parts if other is not part for index in other}


def test_the_same_seed_deals_the_same() -> None:
    assert dealt(many(12), NAMES, 4, seed=3) == dealt(many(12), NAMES, 4, seed=3) != dealt(many(12), NAMES, 4, seed=4)


def test_too_few_pictures_make_fewer_folds_with_the_reason() -> None:
    plan = dealt(many(9, groups=3), NAMES, 5, seed=0)
    assert len(plan.parts) == 3 and "3 folds instead of 5" in str(plan.notes[0])


def test_a_class_of_one_group_always_teaches_with_all_its_group() -> None:
    examples = [*many(8), *made((3, 7), (3, 7), (0, 7))]
    plan = dealt(examples, (*NAMES, "rare"), 4, seed=0)
    assert plan.always == (24, 25, 26)
    assert any("“rare” cannot be judged" in str(note) for note in plan.notes)


def test_a_class_that_is_not_in_each_fold_is_told() -> None:
    plan = dealt([*many(8), *made((3, None), (3, None))], (*NAMES, "rare"), 4, seed=0)
    holding = [part for part in plan.parts if {24, 25} & set(part)]
    assert len(holding) == 2 and any("“rare” has pictures or groups for 2 folds only" in str(note) for note in plan.notes)


@pytest.mark.parametrize("examples", [made((0, 1), (0, 1), (1, 2), (1, 2)), made((0, None), (0, None), (1, 5))])
def test_with_nothing_to_part_it_is_refused(examples: list[Example]) -> None:
    with pytest.raises(TooFewToCrossValidate):
        dealt(examples, ("a", "b"), 3, seed=0)
    with pytest.raises(SettingInvalid, match="two are the fewest"):
        dealt(many(4), NAMES, 1, seed=0)


def test_each_fold_is_judged_and_all_are_added_up(examples: tuple[list[Example], list[Example]]) -> None:
    told: list[Progress] = []
    pictures = examples[0][:24]
    found = run(cross_validate(replace(RECIPE, epochs=4), NAMES, pictures, 3, device="cpu"), told.append)
    assert [fold.count for fold in found.folds] == [8, 8, 8] and found.notes == ()
    mean, deviation = found.accuracy
    assert mean == pytest.approx(sum(fold.accuracy for fold in found.folds) / 3) and deviation >= 0
    right = sum(
        answer is not None and answer.ranked(1)[0][0] == each.target for each, answer in zip(pictures, found.predictions, strict=True)
    )
    assert found.scores.accuracy == right / 24 == pytest.approx(mean) and found.scores.count == 24
    for each, answer in zip(pictures, found.predictions, strict=True):
        assert answer is not None and answer.path == each.path and sum(answer.probabilities) == pytest.approx(1)
    done = [progress.done for progress in told]
    assert done == sorted(done) and (done[0], done[-1], told[-1].total) == (0, 24, 24)
    assert [progress.detail for progress in told if isinstance(progress.detail, FoldScore)] == list(found.folds)


def test_no_training_sees_what_judges_it(examples: tuple[list[Example], list[Example]], monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = folds_module.train, []

    def train(recipe: Recipe, names: object, training: list[Example], validation: list[Example], **others: object) -> Operation[object]:
        seen.append(([each.path for each in training], [each.path for each in validation]))
        return (yield from real(recipe, names, training, validation, **others))  # type: ignore[arg-type]

    monkeypatch.setattr(folds_module, "train", train)
    pictures = examples[0][:24]
    plan = dealt(pictures, NAMES, 3, RECIPE.seed)
    run(cross_validate(RECIPE, NAMES, pictures, 3, device="cpu"))
    everyone = {each.path for each in pictures}
    for part, (training, validation) in zip(plan.parts, seen, strict=True):
        judging = {pictures[index].path for index in part}
        assert validation and not set(training) & set(validation) and set(training) | set(validation) == everyone - judging


def test_a_linear_head_learns_from_all_that_does_not_judge_it(
    examples: tuple[list[Example], list[Example]], weights_pack: Callable[..., Path], tmp_path: Path
) -> None:
    recipe = Recipe(architecture="test_resnet", weights=str(weights_pack()), image_size=48)
    found = run(cross_validate(recipe, NAMES, examples[0], 4, device="cpu"))
    assert len(found.folds) == 4 and found.balanced_accuracy[0] > 0.9


def test_unreadable_pictures_are_counted_and_get_no_answer(tmp_path: Path) -> None:
    pictures = examples_in(tmp_path, 4, 0)
    pictures[5].path.write_bytes(b"no picture")
    found = run(cross_validate(RECIPE, NAMES, pictures, 2, device="cpu"))
    assert sum(fold.unreadable for fold in found.folds) == 1 and found.scores.count == 11
    assert found.predictions[5] is not None and found.predictions[5].failure


def test_a_wish_to_end_keeps_the_folds_that_are_done(examples: tuple[list[Example], list[Example]]) -> None:
    finish = EarlyEnd()

    def wish(progress: Progress) -> None:
        if isinstance(progress.detail, FoldScore):
            finish.wish()

    found = run(cross_validate(RECIPE, NAMES, examples[0][:24], 4, finish=finish, device="cpu"), wish)
    assert len(found.folds) == 1 and sum(answer is not None for answer in found.predictions) == found.folds[0].count == found.scores.count
    assert found.accuracy[1] != found.accuracy[1]  # one fold says nothing of the spread
