"""Give a model that was made without them its calibration, and what it remembers of the project's training pictures."""

from __future__ import annotations

from pathlib import Path

from engine.classifier.model.card import ModelCard, read_card
from engine.classifier.values import Example
from engine.errors import NothingToEvaluate, translate
from engine.operations.learning import learning_ready
from engine.operations.models import open_model
from engine.progress import Operation, Progress
from engine.project.project import Project
from engine.project.sample import Split


def learn_known(project: Project, folder: Path) -> Operation[ModelCard]:
    """Show the model in `folder` the training and validation samples that the project has now; returns its new card.

    On which side a picture is counts as it is now, whatever the model was trained with. What there are too few pictures for stays as it
    was.
    Raises `ProjectReadOnly`, `ModelMissing`, `ModelDamaged`, `NothingToEvaluate`, `OutputNotWritable`.
    """
    project.check_writable()
    card = read_card(folder)
    training, validation = (_side(project, card, side) for side in (Split.TRAIN, Split.VALIDATION))
    if not training and not validation:
        raise NothingToEvaluate(split=Split.TRAIN.value)
    yield from learning_ready()
    yield Progress(translate("operations", "Loading the model"))
    model = open_model(folder)
    from engine.classifier.learning.knowing import look
    from engine.classifier.learning.material import Material
    from engine.classifier.model.knowledge import add_knowledge

    found = yield from look(model.network, model.config, model.device, Material(training, validation), card.recipe.seed)
    yield Progress(translate("operations", "Saving the model"))
    return add_knowledge(folder, found.calibration or model.calibration, found.known or model.known)


def _side(project: Project, card: ModelCard, side: Split) -> list[Example]:
    """The labelled samples of one side whose classes the model has."""
    targets = {name: index for index, name in enumerate(card.class_names)}
    by_id = {each.id: targets[each.name] for each in project.classes() if each.name in targets}
    samples = [sample for sample in project.samples() if sample.split is side and sample.class_id in by_id]
    return [Example(sample.path, by_id[sample.class_id or 0], sample.digest) for sample in samples]
