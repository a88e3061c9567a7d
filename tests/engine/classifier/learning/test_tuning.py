"""Tuning begins with the recipe as it is, finds better ones, gives up what falls behind, and goes on after a power cut."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.classifier.learning import tuning as tuning_module
from engine.classifier.learning.journal import read_tuning
from engine.classifier.learning.search_space import (
    Choices,
    Span,
    checked_space,
    domain_of,
    space_of,
    suggested_space,
    tunable,
    written,
)
from engine.classifier.learning.trials import ALL_TRIED, FAILING, TrialReport, TrialState, Tuning, TuningOutcome, best_of, recipe_of
from engine.classifier.learning.tuning import tune
from engine.classifier.recipe import PRESETS, Recipe
from engine.classifier.values import EpochReport, Example
from engine.errors import (
    FieldmarkError,
    NothingToEvaluate,
    Sentence,
    SettingInvalid,
    TooFewClasses,
    TrainingDiverged,
    TuningUnusable,
    WeightsUnusable,
    WriteFailed,
)
from engine.fields import validated
from engine.progress import EarlyEnd, Operation, Progress, run
from tests.conftest import ROOT
from tests.engine.classifier.conftest import FROM_SCRATCH, NAMES

Sides = tuple[list[Example], list[Example]]
RECIPE = replace(FROM_SCRATCH, epochs=2, learning_rate=1e-5, monitor="accuracy", warmup_epochs=0)
SPACE = {"learning_rate": Span(1e-5, 1e-1, log=True), "optimizer": Choices(("adamw", "sgd"))}


@pytest.fixture
def sides(examples: Sides) -> Sides:
    return examples[0][:18], examples[1]


def tuned(sides: Sides, journal: Path | None = None, trials: int = 3, **others: object) -> TuningOutcome:
    arguments = {"recipe": RECIPE, "space": SPACE, "seed": 1} | others
    recipe, space = arguments.pop("recipe"), arguments.pop("space")
    return run(tune(recipe, space, NAMES, *sides, 0, journal, trials=trials, device="cpu", **arguments))  # type: ignore[arg-type]


def timeless(trials: tuple[TrialReport, ...]) -> list[TrialReport]:
    return [replace(trial, seconds=0) for trial in trials]


# ---- what can be searched ----------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", PRESETS)
def test_every_field_that_can_be_tuned_has_a_domain_of_allowed_values(preset: str) -> None:
    recipe = Recipe(preset=preset, architecture="resnet18")
    usual = {option.name: domain for option, domain in tunable(recipe)}
    assert checked_space(recipe, usual) == usual
    assert {name: domain_of(recipe, name, text) for name, text in written(usual).items()} == usual
    assert suggested_space(recipe).items() <= usual.items() and len(suggested_space(recipe)) >= 3
    assert not {"preset", "seed", "monitor", "precision", "folds"} & set(usual)


def test_only_fields_with_an_effect_are_offered() -> None:
    instant = {option.name for option, _ in tunable(Recipe())}
    assert "views" in instant and not {"learning_rate", "epochs", "batch_size"} & instant
    assert "head_regularization" not in {option.name for option, _ in tunable(Recipe(preset="scratch"))}
    assert "loss" not in {option.name for option, _ in tunable(Recipe(preset="scratch", monitor="loss"))}


def test_spaces_are_written_as_people_type_them() -> None:
    recipe = Recipe(preset="finetune")
    typed = ["learning_rate=1e-5..1e-2", "optimizer = adamw|sgd", "dropout", "batch_size=4..12", "architecture=resnet18|vgg11"]
    space = space_of(recipe, typed)
    assert space["learning_rate"] == Span(1e-5, 1e-2, log=True) and space["optimizer"] == Choices(("adamw", "sgd"))
    assert space["dropout"] == Span(0, 0.5) and space["batch_size"] == Span(4, 12, whole=True)
    assert written(space)["learning_rate"] == "1e-05..0.01" and written(space)["architecture"] == "resnet18|vgg11"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("learning_rate=0..1", "logarithmic scale"),
        ("epochs=9..3", "larger than the largest"),
        ("dropout=0..5", "the largest value is 0.9"),
        ("optimizer=adamw|magic", "the choices are"),
        ("dropout=a..b", "a number is needed"),
        ("seed=1..3", "cannot be tuned"),
        ("preset", "cannot be tuned"),
        ("head", "fields that can be tuned are"),
        ("folds=2..5", "cannot be tuned"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(SettingInvalid, match=reason):
        space_of(Recipe(preset="finetune"), [text])


def test_fields_of_other_presets_and_empty_spaces_are_refused() -> None:
    with pytest.raises(SettingInvalid, match="no effect with the preset instant"):
        space_of(Recipe(), ["learning_rate"])
    with pytest.raises(SettingInvalid, match="a weights pack is of one architecture"):
        space_of(Recipe(weights="/packs/one"), ["architecture=a|b"])
    with pytest.raises(SettingInvalid, match="at least one field"):
        checked_space(Recipe(), {})


# ---- searching ---------------------------------------------------------------------------------------------


def test_the_recipe_as_it_is_comes_first_and_a_better_one_is_found(sides: Sides) -> None:
    told: list[Progress] = []
    operation = tune(replace(RECIPE, epochs=3), SPACE, NAMES, *sides, 0, trials=7, seed=1, device="cpu")
    outcome = run(operation, told.append)
    first = outcome.trials[0]
    assert first.as_is and first.values == {"learning_rate": 1e-5, "optimizer": "adamw"}
    assert [trial.number for trial in outcome.trials] == list(range(7)) and outcome.stop_reason == ALL_TRIED
    assert outcome.best_score == max(trial.score or 0 for trial in outcome.trials) > (first.score or 0)
    best = next(trial for trial in outcome.trials if trial.score == outcome.best_score)
    assert outcome.best_recipe == replace(RECIPE, epochs=3, **best.values) == validated(outcome.best_recipe)
    assert all(1e-5 <= trial.values["learning_rate"] <= 1e-1 for trial in outcome.trials)
    details = [progress.detail for progress in told if progress.detail is not None]
    assert isinstance(details[0], Tuning) and details[0].metric == "accuracy"
    of_first = [each for each in details if isinstance(each, TrialReport) and each.number == 0]
    assert [(each.state, each.epochs) for each in of_first] == [
        (TrialState.RUNNING, 0),
        *((TrialState.RUNNING, epoch) for epoch in (1, 2, 3)),
        (TrialState.COMPLETE, 3),
    ]


def test_the_same_seed_searches_the_same(sides: Sides) -> None:
    one, other, another = tuned(sides), tuned(sides), tuned(sides, seed=2)
    assert timeless(one.trials) == timeless(other.trials)
    assert [trial.values for trial in one.trials] != [trial.values for trial in another.trials]


def test_automatic_values_of_the_recipe_stay_out_of_the_search(sides: Sides) -> None:
    outcome = tuned(sides, recipe=replace(RECIPE, learning_rate=0.0), trials=2)
    assert outcome.trials[0].values["learning_rate"] == 0.0 and outcome.trials[1].values["learning_rate"] >= 1e-5
    assert outcome.best_score is not None


def test_loss_is_the_better_the_less_there_is(sides: Sides) -> None:
    outcome = tuned(sides, recipe=replace(RECIPE, monitor="loss"), trials=4)
    scores = [trial.score for trial in outcome.trials if trial.state is TrialState.COMPLETE and trial.score is not None]
    assert outcome.metric == "loss" and outcome.best_score == min(scores) < max(scores)


def test_trials_are_compared_by_balanced_accuracy_unless_told_otherwise(sides: Sides) -> None:
    assert tuned(sides, recipe=replace(RECIPE, monitor="auto"), trials=1).metric == "balanced_accuracy"
    assert tuned(sides, recipe=replace(RECIPE, monitor="accuracy"), trials=1).metric == "accuracy"


def test_of_equal_scores_the_first_is_best_and_tuned_balance_brings_its_metric() -> None:
    trials = [TrialReport(number, {"balance": "none"}, TrialState.COMPLETE, 0.5, as_is=not number) for number in range(3)]
    tuning = Tuning(Recipe(), {"balance": Choices(("none", "weights"))}, "balanced_accuracy", 0.0, "")
    best = best_of([*trials, TrialReport(3, {}, TrialState.PRUNED, 0.9)], "accuracy")
    assert best is trials[0] and recipe_of(tuning, trials[0]) == tuning.recipe
    assert recipe_of(tuning, trials[1]) == replace(Recipe(), balance="none", monitor="balanced_accuracy")


def scripted(monkeypatch: pytest.MonkeyPatch, curves: list[list[float] | BaseException]) -> None:
    """Has the n-th training go along the n-th curve of accuracies, or fail; the last one stands for all after it."""
    real, made = tuning_module.train, [0]

    def train(recipe: Recipe, *arguments: object, **others: object) -> Operation[object]:
        curve = curves[min(made[0], len(curves) - 1)]
        made[0] += 1
        if isinstance(curve, BaseException):
            raise curve
        for epoch, accuracy in enumerate(curve, start=1):
            yield Progress("Training", epoch, len(curve), EpochReport(epoch, 1, 0, 1, accuracy, 0, 1))
        return (yield from real(replace(recipe, epochs=1), *arguments, **others))  # type: ignore[arg-type]

    monkeypatch.setattr(tuning_module, "train", train)


def test_what_falls_behind_is_given_up_and_never_the_recipe_as_it_is(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = [0.5, 0.6, 0.7, 0.8, 0.9], [0.5, 0.5, 0.4, 0.4, 0.4]
    scripted(monkeypatch, [bad, good, good, good, bad, good])
    outcome = tuned(sides, trials=6)
    states = [trial.state for trial in outcome.trials]
    assert states[0] is TrialState.COMPLETE and states[4] is TrialState.PRUNED and states.count(TrialState.PRUNED) == 1
    assert outcome.trials[4].score == 0.5 and 2 <= outcome.trials[4].epochs < 5


def test_a_trial_that_fails_is_noted_and_the_search_goes_on(sides: Sides, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scripted(monkeypatch, [[0.5], TrainingDiverged(epoch=2, rate="3"), RuntimeError("CUDA error: out of memory\nand more"), [0.6]])
    outcome = tuned(sides, tmp_path / "journal.jsonl", trials=4)
    assert [trial.state.value for trial in outcome.trials] == ["complete", "failed", "failed", "complete"]
    assert "broke off in epoch 2" in str(outcome.trials[1].message) and "(CUDA error: out of memory)" in str(outcome.trials[2].message)
    assert timeless(read_tuning(tmp_path / "journal.jsonl").trials) == timeless(outcome.trials)


def test_when_everything_fails_it_ends_with_the_recipe_as_it_was(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted(monkeypatch, [TrainingDiverged(epoch=1, rate="1")])
    outcome = tuned(sides, trials=20)
    assert len(outcome.trials) == 5 and outcome.stop_reason == FAILING
    assert outcome.best_recipe == RECIPE and outcome.best_score is None


@pytest.mark.parametrize("error", [WeightsUnusable(folder="x", name="y", reason="z"), TooFewClasses(count=1), KeyError("a bug")])
def test_what_no_other_recipe_would_mend_ends_it(sides: Sides, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception) -> None:
    scripted(monkeypatch, [error])
    with pytest.raises(type(error)):
        tuned(sides, tmp_path / "journal.jsonl")
    assert [trial.state for trial in read_tuning(tmp_path / "journal.jsonl").trials] == [TrialState.CUT]


def test_time_that_is_up_ends_the_running_trial_too(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(tuning_module.time, "monotonic", lambda: now[0])

    def at_the_second_epoch(progress: Progress) -> None:
        report = progress.detail
        if isinstance(report, TrialReport) and (report.number, report.epochs) == (2, 1):
            now[0] = 61.0

    outcome = run(tune(RECIPE, SPACE, NAMES, *sides, 1, device="cpu"), at_the_second_epoch)
    assert [trial.state.value for trial in outcome.trials] == ["complete", "complete", "cut"] and outcome.stop_reason == "time is up"
    assert outcome.trials[2].score is not None and outcome.seconds >= 60


def test_a_wish_ends_it_and_keeps_the_best(sides: Sides) -> None:
    finish = EarlyEnd()

    def wish(progress: Progress) -> None:
        if isinstance(progress.detail, TrialReport) and progress.detail.number == 2:
            finish.wish()

    outcome = run(tune(RECIPE, SPACE, NAMES, *sides, 0, trials=50, finish=finish, device="cpu"), wish)
    assert len(outcome.trials) == 3 and outcome.trials[2].state is TrialState.CUT and outcome.best_score is not None


def test_fields_that_matter_weigh_more(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning_module, "_WEIGHED_FROM", 8)
    space = {"learning_rate": Span(1e-6, 3e-2, log=True), "l1": Span(1e-9, 1e-8, log=True)}
    outcome = tuned(sides, recipe=RECIPE, space=space, trials=9)
    shares = dict(outcome.importance)
    assert sum(shares.values()) == pytest.approx(1) and shares["learning_rate"] > shares["l1"]
    assert tuned(sides, trials=2).importance == ()


def test_without_validation_pictures_or_an_end_nothing_is_searched(sides: Sides) -> None:
    with pytest.raises(NothingToEvaluate):
        tuned((sides[0], []))
    with pytest.raises(SettingInvalid, match="minutes or a number"):
        tuned(sides, trials=0)
    with pytest.raises(TooFewClasses):
        tuned(([each for each in sides[0] if each.target == 1], sides[1]))


# ---- the journal -------------------------------------------------------------------------------------------


def test_the_journal_is_plain_json_and_tells_everything(sides: Sides, tmp_path: Path) -> None:
    outcome = tuned(sides, tmp_path / "new" / "journal.jsonl")
    lines = (tmp_path / "new" / "journal.jsonl").read_text().splitlines()
    assert all(isinstance(json.loads(line), dict) for line in lines)
    kept = read_tuning(tmp_path / "new" / "journal.jsonl")
    assert (kept.recipe, dict(kept.space), kept.metric) == (RECIPE, SPACE, "accuracy")
    assert timeless(kept.trials) == timeless(outcome.trials) and kept.best is not None and kept.best.score == outcome.best_score


def test_going_on_searches_what_it_would_have_searched(sides: Sides, tmp_path: Path) -> None:
    whole = tuned(sides, tmp_path / "whole.jsonl", trials=5)
    tuned(sides, tmp_path / "parts.jsonl", trials=2)
    rest = tuned(sides, tmp_path / "parts.jsonl", trials=3)
    assert timeless(rest.trials) == timeless(whole.trials)


def test_a_cancelled_trial_comes_again_first(sides: Sides, tmp_path: Path) -> None:
    operation = tune(RECIPE, SPACE, NAMES, *sides, 0, tmp_path / "journal.jsonl", trials=9, seed=1, device="cpu")
    for progress in operation:
        if isinstance(progress.detail, TrialReport) and (progress.detail.number, progress.detail.epochs) == (1, 1):
            break
    operation.close()
    cut = read_tuning(tmp_path / "journal.jsonl").trials[1]
    assert cut.state is TrialState.CUT and cut.score is not None
    outcome = tuned(sides, tmp_path / "journal.jsonl", trials=2)
    assert outcome.trials[2].values == cut.values and outcome.trials[2].state is TrialState.COMPLETE
    assert outcome.trials[3].values != cut.values and len(outcome.trials) == 4
    assert len(tuned(sides, tmp_path / "journal.jsonl", trials=1).trials) == 5  # it does not come a third time


@pytest.mark.parametrize(("preset", "field"), [("finetune", "learning_rate"), ("instant", "head_regularization")])
def test_what_is_told_is_what_is_kept_also_where_a_head_comes_first(
    sides: Sides, tmp_path: Path, weights_pack: Callable[..., Path], preset: str, field: str
) -> None:
    recipe = Recipe(preset=preset, weights=str(weights_pack()), architecture="test_resnet", image_size=32, epochs=2, batch_size=8)
    told: list[TrialReport] = []
    operation = tune(recipe, space_of(recipe, [field]), NAMES, *sides, 0, tmp_path / "journal.jsonl", trials=2, device="cpu")
    for progress in operation:
        if isinstance(progress.detail, TrialReport):
            told.append(progress.detail)
            if told[-1].number == 1 and told[-1].score is not None:
                break
    operation.close()
    kept = read_tuning(tmp_path / "journal.jsonl").trials
    assert [trial.state for trial in kept] == [TrialState.COMPLETE, TrialState.CUT]
    assert (kept[1].score, kept[1].epochs) == (told[-1].score, told[-1].epochs)
    assert timeless(kept[:1]) == timeless(tuple(each for each in told if each.state is TrialState.COMPLETE))


def test_a_recipe_cut_short_at_the_very_first_comes_again_as_it_is(sides: Sides, tmp_path: Path) -> None:
    operation = tune(RECIPE, SPACE, NAMES, *sides, 0, tmp_path / "journal.jsonl", trials=1, device="cpu")
    next(operation), next(operation)
    operation.close()
    outcome = tuned(sides, tmp_path / "journal.jsonl", trials=1)
    assert [(trial.as_is, trial.state.value) for trial in outcome.trials] == [(True, "cut"), (True, "complete")]
    assert outcome.trials[1].values == {"learning_rate": 1e-5, "optimizer": "adamw"}


def test_a_killed_process_loses_only_its_running_trial(sides: Sides, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    program = textwrap.dedent(f"""
        import os, torch
        from pathlib import Path
        from engine.classifier.learning.search_space import space_of
        from engine.classifier.learning.tuning import tune
        from engine.classifier.recipe import recipe_from_json
        from engine.classifier.values import Example
        torch.set_num_threads(1)
        recipe = recipe_from_json({json.loads(json.dumps(vars(RECIPE)))!r})
        sides = [[Example(Path(path), target) for path, target in side] for side in
                 {[[(str(each.path), each.target) for each in side] for side in sides]!r}]
        space = space_of(recipe, {[f"{name}={domain}" for name, domain in SPACE.items()]!r})
        for progress in tune(recipe, space, {NAMES!r}, *sides, 0, Path({str(journal)!r}), trials=9, seed=1, device="cpu"):
            if getattr(progress.detail, "number", 0) == 2 and progress.detail.epochs:
                os._exit(9)
    """)
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 9
    with journal.open("ab") as file:
        file.write(b'{"op_code":6,"worker_id":"half a li')  # and the power went while a line was written
    journal.with_name("journal.jsonl.lock").write_text("")
    assert [trial.state.value for trial in read_tuning(journal).trials] == ["complete", "complete", "running"]
    outcome = tuned(sides, journal, trials=1)
    assert [trial.state.value for trial in outcome.trials] == ["complete", "complete", "cut", "complete"]
    assert outcome.trials[3].values == outcome.trials[2].values
    assert timeless(outcome.trials[:2]) == timeless(tuned(sides, trials=2).trials)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda sides: {"sides": (sides[0][:-1], sides[1])}, "pictures, classes or sides have changed"),
        (lambda sides: {"recipe": replace(RECIPE, seed=7)}, "another recipe"),
        (lambda sides: {"space": {"dropout": Span(0, 0.5)}}, "searches other fields"),
    ],
)
def test_another_tuning_does_not_go_on_here(
    sides: Sides, tmp_path: Path, change: Callable[[Sides], dict[str, object]], reason: str
) -> None:
    tuned(sides, tmp_path / "journal.jsonl", trials=1)
    with pytest.raises(TuningUnusable, match=reason):
        tuned(**({"sides": sides, "journal": tmp_path / "journal.jsonl"} | change(sides)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content", [b"", b"no journal\n", b'{"op_code":0}\n', b"[1]\n", b"\x80\x04\x95 pickled\n", b'{"op_code":99,"worker_id":""}\n']
)
def test_a_damaged_journal_is_refused_and_left(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "journal.jsonl").write_bytes(content)
    with pytest.raises(TuningUnusable) as told:
        read_tuning(tmp_path / "journal.jsonl")
    assert isinstance(told.value, FieldmarkError) and (tmp_path / "journal.jsonl").read_bytes() == content
    with pytest.raises(TuningUnusable, match="missing"):
        read_tuning(tmp_path / "none.jsonl")


def test_a_disk_that_is_full_is_told(sides: Sides, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from optuna.storages.journal import JournalFileBackend

    def full(self: object, logs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(JournalFileBackend, "append_logs", full)
    with pytest.raises(WriteFailed, match="No space left"):
        tuned(sides, tmp_path / "journal.jsonl")


def test_nothing_is_printed(sides: Sides, capfd: pytest.CaptureFixture[str]) -> None:
    tuned(sides, trials=2)
    assert capfd.readouterr() == ("", "")


def test_messages_can_still_be_translated(sides: Sides, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    scripted(monkeypatch, [[0.5], TrainingDiverged(epoch=2, rate="3")])
    tuned(sides, tmp_path / "journal.jsonl", trials=2)
    message = read_tuning(tmp_path / "journal.jsonl").trials[1].message
    assert message == Sentence(TrainingDiverged.what, {"epoch": 2, "rate": "3"})
