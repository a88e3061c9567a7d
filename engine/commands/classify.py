"""The command that asks a model about folders, writes the answers down and sorts the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from engine.classifier.asking import PRECISIONS, RUNTIMES, VIEWS, Asking
from engine.classifier.values import Notice
from engine.commands.answer_lines import LOCAL, RAY, Wishes, thresholds_of, told
from engine.commands.lookout import Lookout
from engine.commands.shared import Folders, JsonFlag, ModelFolder, end, model_in, one_of
from engine.console import Cancelled, Interrupts, followed, say
from engine.errors import OutputNotWritable, SettingInvalid, translate
from engine.progress import Progress

if TYPE_CHECKING:
    from engine.batch.answers import Answers
    from engine.batch.job import JobResult

ENGINES = (LOCAL, RAY)
_WAY_OPTIONS = {"hardlink": "link"}  # where the option has another name
_HINT = "Ending the watch after the picture in hand; press Ctrl+C again to end at once."


def classify(
    model: ModelFolder,
    folders: Folders,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where the answers go: .csv, .xlsx, .jsonl, .parquet or .html. With --engine ray a folder."),
    ] = None,
    top: Annotated[int, typer.Option(metavar="K", help="How many classes are named for each picture.")] = 3,
    threshold: Annotated[
        float | None, typer.Option(metavar="P", help="Answers below this confidence (0 to 1) are unsure; left out: 0.6.")
    ] = None,
    novelty: Annotated[
        float | None, typer.Option(metavar="P", help="Pictures stranger than this (0 to 1) are unknown; left out: 0.95, and 1 for never.")
    ] = None,
    saliency: Annotated[Path | None, typer.Option(metavar="DIR", help="Where pictures go that show where the evidence lies.")] = None,
    sort_into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Sort the files into class folders there; see fieldmark sort.")
    ] = None,
    copy: Annotated[bool, typer.Option("--copy", help="Sort copies; this is what happens if nothing else is said.")] = False,
    move: Annotated[bool, typer.Option("--move", help="Sort the files themselves.")] = False,
    link: Annotated[bool, typer.Option("--link", help="Sort hard links, which take no space.")] = False,
    symlink: Annotated[bool, typer.Option("--symlink", help="Sort links that show where the files are.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what sorting would do, and touch no file.")] = False,
    fresh: Annotated[
        bool,
        typer.Option("--fresh/--resume", help="Ask again about everything, or take over what was answered before; left out: the latter."),
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on and classify what arrives, until Ctrl+C.")] = False,
    runtime: Annotated[str, typer.Option(metavar="|".join(RUNTIMES), help="What computes the answers.")] = RUNTIMES[0],
    precision: Annotated[str, typer.Option(metavar="|".join(PRECISIONS), help="Fast calculates with fewer digits.")] = PRECISIONS[0],
    views: Annotated[str, typer.Option(metavar="|".join(VIEWS), help="Views of each picture that are asked about.")] = VIEWS[0],
    mirrored: Annotated[bool, typer.Option("--mirrored", help="Ask about the mirror image too.")] = False,
    engine: Annotated[str, typer.Option(metavar="|".join(ENGINES), help="Where it is computed: here, or on a Ray cluster.")] = LOCAL,
    address: Annotated[str, typer.Option(metavar="ADDRESS", help="Of the Ray cluster; left out: one of its own on this machine.")] = "",
    as_json: JsonFlag = False,
) -> None:
    """Classify the pictures of folders, or those of a project that have no class. Answers of an earlier run are taken over."""

    def command() -> dict[str, Any]:
        for name, value, choices in (
            ("--runtime", runtime, RUNTIMES),
            ("--precision", precision, PRECISIONS),
            ("--views", views, VIEWS),
            ("--engine", engine, ENGINES),
        ):
            one_of(name, value, choices)
        how = _how({"copy": copy, "move": move, "hardlink": link, "symlink": symlink}, sort_into)
        wishes = _checked(Wishes(out, top, threshold, novelty, saliency, sort_into, how, dry_run, watch, engine, address))
        asking = Asking(runtime=runtime, precision=precision, views=views, mirrored=mirrored)
        with _job(model_in(model), folders, asking, fresh) as answers:
            result = _run(answers, wishes, fresh)
            return told(answers, result, wishes)

    end(command, as_json)


def _how(chosen: Mapping[str, bool], target: Path | None) -> str:
    said = [name for name, wanted in chosen.items() if wanted]
    if len(said) > 1 or (said and target is None):
        reason = "it needs --sort-into DIR" if target is None else "only one way of sorting can be chosen"
        raise SettingInvalid(value=" ".join(f"--{_WAY_OPTIONS.get(name, name)}" for name in said), field="sorting", reason=reason)
    return "" if target is None else (said or ["copy"])[0]


def _checked(wishes: Wishes) -> Wishes:
    """What cannot be done is said before anything is asked; raises `SettingInvalid`, `OutputNotWritable`."""
    from engine.batch.outputs import form_of

    shares = (("--threshold", wishes.threshold), ("--novelty", wishes.novelty))
    wrong = (
        (wishes.top < 1, wishes.top, "--top", "it must be at least 1"),
        *(
            (share is not None and not 0 <= share <= 1, share, name, "it must lie between 0 and 1, as 0.6 for 60 %")
            for name, share in shares
        ),
        (wishes.dry_run and wishes.sort_into is None, "--dry-run", "sorting", "it needs --sort-into DIR"),
        (wishes.engine == RAY and wishes.out is None, RAY, "--engine", "it needs --out FOLDER for its results"),
        (wishes.engine == RAY and wishes.watch, RAY, "--engine", "a folder can only be watched from this machine"),
        (bool(wishes.address) and wishes.engine != RAY, wishes.address, "--address", "it needs --engine ray"),
    )
    for is_wrong, value, name, reason in wrong:
        if is_wrong:
            raise SettingInvalid(value=value, field=name, reason=reason)
    if wishes.out is not None and wishes.engine == LOCAL:
        form_of(wishes.out)
        if wishes.out.is_dir():
            raise OutputNotWritable(file=wishes.out, reason=translate("errors", "it is a folder"))
    return wishes


@contextmanager
def _job(model: Path, folders: Sequence[Path], asking: Asking, fresh: bool) -> Iterator[Answers]:
    """The job about folders, or about the pictures without a class of the project that is the only "folder"."""
    from engine.classifier.model.card import read_card
    from engine.operations.classifying import home_of_model, open_job, open_unlabelled
    from engine.project.project import Project
    from engine.project.schema import FILE_NAME

    card = read_card(model)
    if len(folders) == 1 and (folders[0] / FILE_NAME).is_file():
        with Project.open(folders[0]) as project:
            answers = followed(open_unlabelled(project, card, asking, fresh))
    else:
        answers = open_job(home_of_model(model), card, folders, asking, fresh)
    with answers:
        if kept := answers.count() - answers.waiting_count():
            say(f"{kept} answers of an earlier run are taken over where the files have not changed; --fresh asks again")
        yield answers


def _run(answers: Answers, wishes: Wishes, fresh: bool) -> JobResult:
    """Ctrl+C loses nothing: it says how to go on; it is also how a watch ends."""
    from engine.operations.classifying import run_job

    if wishes.watch:
        return _watched(answers, wishes)
    try:
        if wishes.engine == RAY:
            from engine.batch.cluster import classify_on_ray

            return followed(classify_on_ray(answers, _required(wishes.out), wishes.address)).job
        return followed(run_job(answers), _notice)
    except KeyboardInterrupt:
        count, done = answers.count(), answers.count() - answers.waiting_count()
        how = "the same command without --fresh" if fresh else "the same command"
        raise Cancelled(f"{done} of {count} answers are kept; {how} goes on where it was.", kept=done, count=count) from None


def _watched(answers: Answers, wishes: Wishes) -> JobResult:
    from engine.operations.classifying import watch_job

    lookout = Lookout(answers, wishes.out, thresholds_of(wishes), wishes.top)
    lookout.begin()
    with Interrupts(_HINT) as interrupts:

        def on_progress(progress: Progress) -> None:
            _notice(progress)
            lookout.follow(progress)
            interrupts.check()

        return followed(watch_job(answers, finish=interrupts.finish), on_progress)


def _notice(progress: Progress) -> None:
    if isinstance(progress.detail, Notice):
        say(str(progress.detail.text))


def _required(out: Path | None) -> Path:
    assert out is not None  # `_checked` has asked for it
    return out
