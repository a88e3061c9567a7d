"""Train a model on the labelled samples of a project: a run that begins at once."""

from __future__ import annotations

from engine.classifier.recipe import Recipe
from engine.errors import ArchitectureUnknown, InputError, WeightsUnusable
from engine.operations.runs import TrainingOutcome, forget_run, has_checkpoint, queue_run, train_run
from engine.progress import EarlyEnd, Operation
from engine.project.project import Project

__all__ = ["TrainingOutcome", "train_project"]

_NOTHING_BEGUN = (InputError, ArchitectureUnknown, WeightsUnusable)


def train_project(project: Project, recipe: Recipe, finish: EarlyEnd | None = None) -> Operation[TrainingOutcome]:
    """Split what is not split yet, train by `recipe`, save the model.

    Closing this leaves no half a model but an interrupted run (see `train_run`). A run that fails stays listed with its message, unless
    it could not even begin: pictures, values, an architecture or weights that are none. Raises what `queue_run` and `train_run` raise.
    """
    record = queue_run(project, recipe)
    try:
        return (yield from train_run(project, record, finish))
    except _NOTHING_BEGUN:
        if not has_checkpoint(record):
            forget_run(project, record)
        raise
