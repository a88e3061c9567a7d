"""Split a project's labelled samples by whole groups, and say what a plain random split would have given away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from engine.classifier.background import waited
from engine.collecting import uncollected
from engine.errors import Sentence, SettingInvalid, translate
from engine.fields import from_json, validated
from engine.operations.examining import alike_pairs, examine, is_examined, measure, relate, threads_beside_a_window, unmeasured
from engine.progress import Operation, Progress
from engine.project import changes
from engine.project.project import Project
from engine.project.sample import Sample, SampleClass, Split
from engine.splits.grouping import BURST, EXACT, FOLDER, GROUP, NEAR
from engine.splits.leaks import Leak, SplitRow, leaks, lone_classes, pin_conflicts, split_table
from engine.splits.split import Pairs, SampleGroup, SplitPlan, assigned, grouped_samples, resplit

_KEY = "split_plan"
_FIRST = translate("errors", "{count} pictures were not examined for near-duplicates yet; that is done before they are split.")
_NOT_EXAMINED = translate(
    "errors", "{count} pictures were not examined for near-duplicates before they were split: examine them, then split everything anew."
)
EXAMINED_FIRST = 5_000  # pictures: a minute on two cores, seconds where their thumbnails are there
_KINDS = (
    ((EXACT, NEAR), translate("errors", "near-duplicate pairs")),
    ((BURST,), translate("errors", "pairs from one burst")),
    ((GROUP,), translate("errors", "pairs of one group")),
    ((FOLDER,), translate("errors", "pairs of one folder")),
)


@dataclass(frozen=True)
class SplitSurvey:
    """How a project is split: a row for each class, what leaks, and what the user should know.

    `alike` are the pairs that look nearly the same: another survey of the same pictures need not look for them again.
    """

    rows: tuple[SplitRow, ...]
    leaks: tuple[Leak, ...]
    notes: tuple[Sentence, ...]
    alike: Pairs = field(default=(), repr=False)

    @property
    def decided(self) -> bool:
        return any(count for row in self.rows for side, count in row.counts.items() if side is not Split.NONE)


@dataclass(frozen=True)
class SplitOutcome:
    """`moved` samples got a side or another one."""

    moved: int
    survey: SplitSurvey


def plan_of(project: Project, otherwise: SplitPlan | None = None) -> SplitPlan:
    """The plan that the project was split with last; else `otherwise`, or the default one."""
    stored = project.recall(_KEY)
    try:
        return from_json(SplitPlan, json.loads(stored)) if stored else otherwise or SplitPlan()
    except SettingInvalid:  # written by another version with other bounds
        return otherwise or SplitPlan()


def split_project(project: Project, plan: SplitPlan, anew: bool = False, threads: int | None = None) -> Operation[SplitOutcome]:
    """Give the labelled samples that have no side one, or deal all that are not pinned out anew, as one undoable change.

    Pictures that nobody examined yet are examined first, in `threads` threads (None: all cores), if near-duplicates or bursts are to
    stay together. The plan is remembered. Raises `ProjectReadOnly`, `SettingInvalid`, `WriteFailed`.
    """
    project.check_writable()
    validated(plan)
    if (plan.near or plan.burst) and not is_examined(project):
        yield from examine(project, threads)
    outcome = yield from uncollected(_split(project, plan, anew))
    return outcome


def split_for_training(project: Project, seed: int) -> Operation[list[Sentence]]:
    """Give the labelled samples that have no side one, by the plan that the project remembers or else by `seed`.

    It is the program's own decision and not undoable. Labelled pictures that nobody looked at yet are examined first, as far as they
    are at most `EXAMINED_FIRST`: that takes about as long as training's own first look at them. More would delay it by minutes.
    Returns what the user should know.
    """
    notes = yield from uncollected(_split_for_training(project, plan_of(project, SplitPlan(seed=seed))))
    return notes


def survey_split(project: Project, plan: SplitPlan, alike: Pairs | None = None) -> Operation[SplitSurvey]:
    """How the project is split now, held against `plan`; writes nothing, so that it may be asked of a read-only project."""
    survey = yield from uncollected(_surveyed(project, plan, alike))
    return survey


def leak_sentences(survey: SplitSurvey) -> list[Sentence]:
    """For each kind of pairs that there are: how many a plain random split would have parted, and how many this one does."""
    told = []
    for relations, kind in _KINDS:
        found = [leak for leak in survey.leaks if leak.relation in relations]
        pairs, plain, present = (sum(getattr(leak, name) for leak in found) for name in ("pairs", "plain", "present"))
        if pairs:
            facts = {"plain": plain, "pairs": pairs, "kind": Sentence(kind), "present": present}
            told.append(Sentence(_leak_text(survey.decided, present), facts))
    return told


def _leak_text(decided: bool, present: int) -> str:
    if not decided:
        return translate("errors", "A plain random split would put {plain} of {pairs} {kind} on both sides.")
    if present:
        return translate("errors", "A plain random split would have put {plain} of {pairs} {kind} on both sides; this one {present}.")
    return translate("errors", "A plain random split would have put {plain} of {pairs} {kind} on both sides; this one none.")


def _split(project: Project, plan: SplitPlan, anew: bool) -> Operation[SplitOutcome]:
    samples = project.samples()
    alike = yield from _alike(samples)
    yield Progress(translate("operations", "Dealing out the pictures"))
    decisions = (resplit if anew else assigned)(samples, plan, alike)
    if decisions:
        project.apply(changes.set_splits(project, decisions))
    project.remember(_KEY, json.dumps(asdict(plan)))
    samples = [sample._replace(split=decisions.get(sample.id, sample.split)) for sample in samples]
    return SplitOutcome(len(decisions), _survey(project, samples, plan, alike))


def _split_for_training(project: Project, plan: SplitPlan) -> Operation[list[Sentence]]:
    samples = project.samples()
    notes = []
    if assigned(samples, plan):
        waiting = {sample.id for sample in samples if sample.class_id is not None}.intersection(unmeasured(project))
        if (plan.near or plan.burst) and 0 < len(waiting) <= EXAMINED_FIRST:
            yield from measure(project, waiting, threads_beside_a_window())
            yield from relate(project)
            samples = project.samples()
        elif plan.near or plan.burst:
            notes = _unmeasured_note(_NOT_EXAMINED, len(waiting))
        alike = yield from _alike(samples)
        project.apply(changes.set_splits(project, assigned(samples, plan, alike)), undoable=False)
    return [*notes, *_lone_notes(project.classes(), grouped_samples(samples, plan))]


def _surveyed(project: Project, plan: SplitPlan, alike: Pairs | None) -> Operation[SplitSurvey]:
    samples = project.samples()
    if alike is None:
        alike = yield from _alike(samples)
    yield Progress(translate("operations", "Counting pairs"))
    return _survey(project, samples, plan, alike)


def _alike(samples: Sequence[Sample]) -> Operation[list[tuple[int, int]]]:
    labelled = [sample for sample in samples if sample.class_id is not None]
    pairs = yield from waited(lambda: alike_pairs(labelled), lambda: Progress(translate("operations", "Comparing pictures")))
    return pairs


def _survey(project: Project, samples: Sequence[Sample], plan: SplitPlan, alike: Pairs) -> SplitSurvey:
    classes, found = project.classes(), leaks(samples, plan, alike)
    groups = grouped_samples(samples, plan, alike)
    notes = [
        *_parted_note(found, plan),
        *_lone_notes(classes, groups),
        *_pin_notes(groups),
        *_unmeasured_note(_FIRST, len(unmeasured(project))),
    ]
    return SplitSurvey(tuple(split_table(samples, classes)), found, tuple(notes), alike)


# ---- what the user should know -----------------------------------------------------------------------------


def _lone_notes(classes: Iterable[SampleClass], groups: Sequence[SampleGroup]) -> list[Sentence]:
    """About the classes that are one single group of several samples."""
    lone = lone_classes(groups)
    text = translate(
        "errors", "The {count} pictures of the class “{name}” are all alike or of one series: they teach, and none is left to examine it."
    )
    return [Sentence(text, {"count": lone[each.id], "name": each.name}) for each in classes if lone.get(each.id, 0) > 1]


def _pin_notes(groups: Iterable[SampleGroup]) -> list[Sentence]:
    text = translate("errors", "{first} and {other} belong together, but are pinned to {split} and {other_split}: unpin one of them.")
    notes = []
    for pinned in pin_conflicts(groups):
        first = pinned[0]
        other = next(each for each in pinned if each.split is not first.split)
        facts = {"first": first.name, "other": other.name, "split": first.split.value, "other_split": Sentence(other.split.value)}
        notes.append(Sentence(text, facts))
    return notes


def _parted_note(found: Iterable[Leak], plan: SplitPlan) -> list[Sentence]:
    text = translate(
        "errors",
        "Pairs stay parted where folders or pins decided, or where too many pictures look alike. "
        "Splitting everything anew keeps together what is not pinned.",
    )
    return [Sentence(text)] if any(leak.present for leak in found if leak.relation in {EXACT, *plan.together}) else []


def _unmeasured_note(text: str, count: int) -> list[Sentence]:
    return [Sentence(text, {"count": count})] if count else []
