"""Every failure that a user can meet, in one table: what happened, what was kept, what to do next.

`translate` only marks the sentences for the translation tools; the window translates them when it shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

Translator = Callable[[str], str]
_TRANSLATED = ("reason", "split")  # the facts that are words of ours; names and paths are the user's


def translate(context: str, text: str) -> str:
    """Mark `text` for translation (Qt's tools look for this name); the engine itself stays English."""
    return text


@dataclass(frozen=True)
class Sentence:
    """A marked text with its `{facts}` apart, so that the window can translate it before it fills them in."""

    text: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.told()

    def told(self, translator: Translator = str) -> str:
        return translator(self.text).format(**{name: _told(name, fact, translator) for name, fact in self.facts.items()})


def _told(name: str, fact: object, translator: Translator) -> object:
    """A fact as it is filled in: what Fieldmark itself says is translated, what is the user's stays as it is."""
    if isinstance(fact, Sentence):
        return fact.told(translator)
    return translator(fact) if name in _TRANSLATED and isinstance(fact, str) else fact


class FieldmarkError(Exception):
    """A failure told in three sentences, whose `{facts}` are filled in from the keywords it was raised with."""

    what: ClassVar[str] = ""
    kept: ClassVar[str] = ""
    next: ClassVar[str] = ""
    command: ClassVar[str] = ""  # what to type, said on the command line only
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        return " ".join(self.sentences())

    def sentences(self, translator: Translator = str) -> tuple[str, ...]:
        """What happened, what was kept, what to do: those of the three that there are, through `translator`.

        Facts that are sentences themselves, such as the reason, go through it as well.
        """
        return tuple(Sentence(text, self.facts).told(translator) for text in (self.what, self.kept, self.next) if text)


SPLITS = (translate("errors", "train"), translate("errors", "validation"), translate("errors", "test"))

# What systems commonly say when a file cannot be read or written: Python passes it on in English.
SYSTEM_REASONS = (
    translate("errors", "Permission denied"),
    translate("errors", "No space left on device"),
    translate("errors", "Read-only file system"),
    translate("errors", "No such file or directory"),
    translate("errors", "Not a directory"),
    translate("errors", "Is a directory"),
    translate("errors", "File name too long"),
    translate("errors", "Input/output error"),
)


class InputError(FieldmarkError):
    """The pictures, folders or numbers that were given cannot be used as they are."""

    exit_code = 3


class ProjectError(FieldmarkError):
    """The project cannot be opened or written."""

    exit_code = 4


class ModelError(FieldmarkError):
    """A model, its weights or its architecture cannot be used."""

    exit_code = 5


# ---- pictures and folders ----------------------------------------------------------------------------------


class FolderMissing(InputError):
    what = translate("errors", "The folder {folder} does not exist.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Check the name, or plug in the drive that it is on.")


class NoPictures(InputError):
    what = translate("errors", "There is no picture in {folder}.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Choose a folder that holds pictures such as JPEG, PNG, TIFF or WebP files.")


class PictureUnreadable(InputError):
    """One picture cannot be decoded; `reason` is one of the short phrases of `engine.images.reader`."""

    what = translate("errors", "The picture {path} cannot be read: {reason}.")
    kept = translate("errors", "The file was left as it is.")
    next = translate("errors", "Open it in a picture viewer to see whether it is damaged, or leave it out.")

    @property
    def reason(self) -> str:
        return str(self.facts["reason"])


class LabelFileUnusable(InputError):
    what = translate("errors", "The label file {file} cannot be used: {reason}.")
    kept = translate("errors", "Nothing was imported.")
    next = translate("errors", "It needs one row a picture: the path of the picture, then the name of its class.")


class TooFewClasses(InputError):
    what = translate("errors", "Training needs at least two classes with labelled pictures; this project has {count}.")
    kept = translate("errors", "All labels are kept.")
    next = translate(
        "errors", "Label a few pictures of at least two classes, or import folders named after their classes, then train again."
    )


class NothingToLearnFrom(InputError):
    what = translate("errors", "The class “{name}” has no picture in the training split.")
    kept = translate("errors", "All labels are kept; nothing was trained.")
    next = translate("errors", "Add training pictures of that class, or import with the automatic split.")


class NothingToEvaluate(InputError):
    what = translate("errors", "The {split} split of this project holds no labelled picture of the model's classes.")
    kept = translate("errors", "The project and its models are as they were.")
    next = translate("errors", "Label more pictures, or evaluate on another split.")


class SettingInvalid(InputError):
    what = translate("errors", "“{value}” cannot be used for {field}: {reason}.")
    kept = translate("errors", "Nothing was started.")
    next = translate("errors", "Choose another value.")


class RecipeMissing(InputError):
    what = translate("errors", "There is no saved recipe named “{name}”.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "The saved ones are: {names}.")


class RecipeUnusable(InputError):
    what = translate("errors", "The recipe {file} cannot be used: {reason}.")
    kept = translate("errors", "Your saved recipes are as they were.")
    next = translate("errors", "Export it again from the Fieldmark it was made with, or choose another file.")


# ---- projects ----------------------------------------------------------------------------------------------


class ProjectMissing(ProjectError):
    what = translate("errors", "There is no Fieldmark project at {folder}.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Open a folder whose name ends in .fieldmark, or make a new project.")


class ProjectExists(ProjectError):
    what = translate("errors", "There is already something at {folder}.")
    kept = translate("errors", "It was left as it is.")
    next = translate("errors", "Open it, or choose another name.")


class ProjectTooNew(ProjectError):
    what = translate("errors", "The project {folder} was written by a newer Fieldmark (version {found}, this one reads {known}).")
    kept = translate("errors", "It was left as it is.")
    next = translate("errors", "Update Fieldmark to open it.")


class ProjectDamaged(ProjectError):
    what = translate("errors", "The project file of {folder} is damaged: {reason}.")
    kept = translate("errors", "It was left as it is; the pictures themselves are not in it and are safe.")
    next = translate("errors", "Go back to one of its backups: fieldmark project restore.")


class BackupUnusable(ProjectError):
    what = translate("errors", "The backup {file} cannot be used: {reason}.")
    kept = translate("errors", "The project is as it was.")
    next = translate("errors", "Choose another of its backups: fieldmark project restore lists them.")


class ProjectReadOnly(ProjectError):
    what = translate("errors", "The project {folder} cannot be changed: {reason}.")
    kept = translate("errors", "Everything in it can be looked at; nothing was lost.")
    next = translate("errors", "Close the other window, or copy the project to a folder you may write to.")


class FolderNotWritable(ProjectError):
    what = translate("errors", "The folder {folder} cannot be written to: {reason}.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Choose a folder that is yours, or free some space on the disk.")


class StaleChange(ProjectError):
    what = translate("errors", "This change no longer fits the project: something else changed the same labels in between.")
    kept = translate("errors", "The project is as it was before the change.")
    next = translate("errors", "Look at the labels again, then repeat the change.")


class ClassNameTaken(ProjectError):
    what = translate("errors", "There is a class named “{name}” already.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Choose another name.")


class ClassNameUnusable(ProjectError):
    what = translate("errors", "“{name}” cannot be the name of a class.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", 'Use at least one letter or digit, and none of / \\ : * ? " < > | (classes become folder names).')


class WriteFailed(ProjectError):
    what = translate("errors", "The last change could not be saved: {reason}.")
    kept = translate("errors", "Everything before it is safe on the disk.")
    next = translate("errors", "Free some space or plug the drive in again, then repeat the change.")


class RunBusy(ProjectError):
    what = translate("errors", "The run {name} is being trained already.")
    kept = translate("errors", "It goes on undisturbed.")
    next = translate("errors", "Wait until it ends, or end it where it was started.")


class RunMissing(ProjectError):
    what = translate("errors", "There is no run {name} in this project.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "The runs that have not ended are: {names}.")


class NoRunLeft(RunMissing):
    next = translate("errors", "No run of this project waits or can go on.")


class RunDamaged(ProjectError):
    what = translate("errors", "The run {name} cannot go on: {reason}.")
    kept = translate("errors", "Your labels, models and other runs are not in it and are safe.")
    next = translate("errors", "Delete it, then train again.")


# ---- models, weights, architectures ------------------------------------------------------------------------


class ArchitectureUnknown(ModelError):
    what = translate("errors", "There is no architecture named “{name}”.")
    kept = translate("errors", "Nothing was started.")
    next = translate("errors", "Near ones are: {near}.")


class ArchitectureUnsupported(ModelError):
    what = translate("errors", "The architecture “{name}” cannot do this: {reason}.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Choose another architecture, or the preset Fine-tune.")


class WeightsUnreachable(ModelError):
    what = translate("errors", "The pretrained weights of “{name}” could not be downloaded: {reason}.")
    kept = translate("errors", "All labels are kept; nothing was trained.")
    next = translate(
        "errors", "Two ways on: choose a weights pack (a folder with config.json and model.safetensors), or train from scratch."
    )
    command = (
        "To train without a download: --weights FOLDER (a weights pack), or --preset scratch. "
        "fieldmark weights import FILE takes in weights that came another way."
    )


class WeightsUnknown(WeightsUnreachable):
    """Nobody offers pretrained weights for it, so that no download can help."""

    what = translate("errors", "There are no pretrained weights to download for “{name}”: {reason}.")
    next = translate("errors", "Choose another architecture, import weights from a file (fieldmark weights import), or train from scratch.")


class HubCertificateRefused(WeightsUnreachable):
    next = translate(
        "errors",
        "A company network often has a certificate of its own: install it in the system, or name its file in the environment "
        "variable SSL_CERT_FILE. "
        "Or fetch the weights on another computer: fieldmark weights export.",
    )


class HubProxyRefused(WeightsUnreachable):
    next = translate(
        "errors",
        "Check the proxy in the environment variables HTTPS_PROXY and NO_PROXY, or in the system’s settings. "
        "Or fetch the weights on another computer: fieldmark weights export.",
    )


class DownloadCutOff(WeightsUnreachable):
    what = translate("errors", "The download of the weights of “{name}” broke off after {arrived} of {total} MB: {reason}.")
    kept = translate("errors", "What has arrived is kept.")
    next = translate("errors", "Start it again: it goes on from there.")


class DownloadDamaged(WeightsUnreachable):
    what = translate("errors", "The weights of “{name}” arrived changed: {reason}.")
    kept = translate("errors", "The download was removed; nothing of it is used.")
    next = translate("errors", "Download them again. If it happens again, choose another mirror of the model hub in the settings.")


class WeightsNotStored(ModelError):
    what = translate("errors", "The weights of “{name}” could not be stored in {folder}: {reason}.")
    kept = translate("errors", "The weights that were there before are as they were.")
    next = translate("errors", "Free some space on the disk, or delete weights that you no longer need: fieldmark weights delete.")


class WeightsNotImported(ModelError):
    what = translate("errors", "The file {file} cannot be imported: {reason}.")
    kept = translate("errors", "Nothing was imported; the file was left as it is.")
    next = translate(
        "errors", "Fieldmark reads weights packs, .safetensors files, PyTorch files that hold tensors only, and what it exported itself."
    )


class PackMissing(ModelError):
    what = translate("errors", "There are no stored weights named “{name}”.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "The stored weights are: {names}.")


class WeightsUnusable(ModelError):
    what = translate("errors", "The weights in {folder} cannot be used: {reason}.")
    kept = translate("errors", "All labels are kept; nothing was trained.")
    next = translate(
        "errors",
        "Choose another weights pack (a folder with config.json and model.safetensors for this architecture), or train from scratch.",
    )


class TrainingDiverged(ModelError):
    what = translate("errors", "The training broke off in epoch {epoch}: its loss was no longer a number (learning rate {rate}).")
    kept = translate("errors", "All labels and earlier models are kept; this training left no model.")
    next = translate("errors", "Train again with a smaller learning rate, or leave it at 0 to have one chosen.")


class OutOfMemory(ModelError):
    what = translate("errors", "The memory of this machine does not hold a single picture of {size} px with “{name}”.")
    kept = translate("errors", "All labels and earlier models are kept; what this training had learned is kept with its run.")
    next = translate("errors", "Choose a smaller picture size or a smaller architecture, or close other programs.")


class DeviceFailed(ModelError):
    what = translate("errors", "The graphics card stopped working: {reason}.")
    kept = translate("errors", "All labels and models are kept; the training can go on from its last checkpoint.")
    next = translate("errors", "Close Fieldmark and open it again; if it happens once more, update the driver or train on the processor.")


class WorkerLost(ModelError):
    what = translate("errors", "One of the {count} processes that trained together has ended: {reason}.")
    kept = translate("errors", "All labels and models are kept; the training can go on from its last checkpoint.")
    next = translate("errors", "Start it again with --resume, on as many processes as you like.")


class CheckpointUnusable(ModelError):
    what = translate("errors", "The training cannot go on from {file}: {reason}.")
    kept = translate("errors", "All labels and models are kept.")
    next = translate("errors", "Start the training anew.")


class TuningUnusable(ModelError):
    what = translate("errors", "The tuning {file} cannot be used: {reason}.")
    kept = translate("errors", "It was left as it is; your labels and models are not in it and are safe.")
    next = translate("errors", "Start a new tuning.")


class TooFewToCrossValidate(InputError):
    what = translate("errors", "There are too few pictures to cross-validate: no two classes have pictures that do not belong together.")
    kept = translate("errors", "All labels are kept; nothing was trained.")
    next = translate("errors", "Label more pictures of different kinds, or train without cross-validation.")


class ModelMissing(ModelError):
    what = translate("errors", "There is no model at {folder}.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Train one first, or choose a folder that holds model.json and model.safetensors.")


class ModelDamaged(ModelError):
    what = translate("errors", "The model in {folder} cannot be used: {reason}.")
    kept = translate("errors", "Its files were left as they are; your labels are not in it and are safe.")
    next = translate("errors", "Copy the whole model folder again, or train it anew.")


class ModelTooNew(ModelDamaged):
    what = translate("errors", "The model in {folder} was written by a newer Fieldmark.")
    kept = translate("errors", "It was left as it is.")
    next = translate("errors", "Update Fieldmark to use it.")


class ModelNameUnusable(ModelError):
    what = translate("errors", "“{name}” cannot be the name of a model: {reason}.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Choose another name.")


class ModelNotSaved(ModelError):
    what = translate("errors", "The trained model could not be saved: {reason}.")
    kept = translate("errors", "The run is kept with what it has learned; your labels and earlier models are safe.")
    next = translate("errors", "Free some space or plug the drive in again, then go on with the run.")


class OutputNotWritable(InputError):
    what = translate("errors", "The file {file} cannot be written: {reason}.")
    kept = translate("errors", "Nothing else was changed.")
    next = translate("errors", "Close it in other programs, or choose another place.")


# ---- answers about folders -----------------------------------------------------------------------------------


class AnswersDamaged(InputError):
    what = translate("errors", "The answers in {file} cannot be used: {reason}.")
    kept = translate("errors", "The file was left as it is; your pictures, labels and models are not in it and are safe.")
    next = translate("errors", "Classify the folders anew.")
    command = "With --fresh new answers take their place."


class AnswersTooNew(InputError):
    what = translate("errors", "The answers in {file} were written by a newer Fieldmark (version {found}, this one reads {known}).")
    kept = translate("errors", "They were left as they are.")
    next = translate("errors", "Update Fieldmark to open them.")


class AnswersNotSaved(WriteFailed):
    what = translate("errors", "The answers could not be saved: {reason}.")
    kept = translate("errors", "Everything that was answered before is safe on the disk.")
    next = translate("errors", "Free some space or plug the drive in again, then classify the same folders again: it goes on where it was.")


class JobBusy(InputError):
    what = translate("errors", "The same folders are being classified with this model in another window or command.")
    kept = translate("errors", "What it has found is kept and can be looked at.")
    next = translate("errors", "Wait until it is done, or cancel it there.")


class ModelReplaced(InputError):
    what = translate("errors", "The model in {folder} is not the one with which these answers were begun.")
    kept = translate("errors", "The answers so far are kept.")
    next = translate("errors", "Classify the folders with the new model as a job of its own.")


class OutputHeldOpen(OutputNotWritable):
    what = translate("errors", "The file {file} cannot be replaced: another program has it open, or it is write-protected.")
    kept = translate("errors", "It is as it was, and the answers are kept in their job.")
    next = translate("errors", "Close it in Excel or whatever shows it, or choose another name.")


class SheetTooSmall(InputError):
    what = translate(
        "errors",
        "{rows} pictures in {columns} columns do not fit into an Excel sheet, which holds {most_rows} of them in {most_columns} columns.",
    )
    kept = translate("errors", "Nothing was written; the answers are kept in their job.")
    next = translate("errors", "Save them as CSV or Parquet, which have no such limit.")


class ClusterMissing(InputError):
    what = translate("errors", "Ray, which runs a job on several machines, is not installed beside Fieldmark.")
    kept = translate("errors", "Nothing was started.")
    next = translate("errors", 'Install it with: pip install "ray[data]", or classify on this machine alone, without --engine ray.')


class ClusterUnusable(InputError):
    what = translate("errors", "The Ray cluster {address} cannot be used: {reason}.")
    kept = translate("errors", "Parts that were finished before are kept.")
    next = translate("errors", "Check the address, and that Python and Ray have the same version on all its machines as on this one.")


class ClusterRunFailed(InputError):
    what = translate("errors", "The run on Ray broke off: {reason}.")
    kept = translate("errors", "The parts that were finished are kept in {folder}.")
    next = translate("errors", "Start it again: it goes on with the parts that are missing.")


class PartsOfAnotherJob(InputError):
    what = translate("errors", "The folder {folder} holds the answers of another model, of other folders or with other options.")
    kept = translate("errors", "It was left as it is.")
    next = translate("errors", "Choose another folder for the results, or delete this one.")


class PartsDamaged(InputError):
    what = translate("errors", "The results in {folder} cannot be used: {reason}.")
    kept = translate("errors", "They were left as they are.")
    next = translate("errors", "Choose another folder for the results, or delete this one and start again.")


class JournalUnusable(InputError):
    what = translate("errors", "The journal {file} of a sort cannot be used: {reason}.")
    kept = translate("errors", "No file was touched.")
    next = translate("errors", "“fieldmark sort list” shows the sorts that can be finished or undone.")


class SortRefused(InputError):
    what = translate("errors", "The pictures cannot be sorted like this: {reason}.")
    kept = translate("errors", "No file was touched.")
    next = translate("errors", "Choose another folder or another way.")


class SpaceLacking(InputError):
    what = translate("errors", "There is too little space in {folder}: {needed} are needed, {free} are free.")
    kept = translate("errors", "No file was touched.")
    next = translate("errors", "Free some space, choose another folder, or use links.")


class SortUnfinished(InputError):
    what = translate("errors", "An earlier sort into {target} is not finished: {done} of {pictures} pictures are sorted.")
    kept = translate("errors", "No file was touched now, and every picture is either at its old or at its new place.")
    next = translate("errors", "Finish that sort or undo it first.")

    @property
    def command(self) -> str:  # type: ignore[override]
        return f"fieldmark sort finish {self.facts['journal']}, or fieldmark sort undo {self.facts['journal']}"


class SortBusy(InputError):
    what = translate("errors", "Another sort is at work.")
    kept = translate("errors", "No file was touched by this one.")
    next = translate("errors", "Wait until it is over, or end it; it can be finished or undone later.")


class SortStopped(InputError):
    what = translate("errors", "The sort stopped at {path}: {reason}.")
    kept = translate("errors", "No file is lost: {done} files are at their new place, the others are where they were.")
    next = translate("errors", "Make room or plug the drive in again, then finish the sort or undo it.")

    @property
    def command(self) -> str:  # type: ignore[override]
        return f"fieldmark sort finish {self.facts['journal']}, or fieldmark sort undo {self.facts['journal']}"


class NothingUnlabelled(NoPictures):
    what = translate("errors", "Every picture of {folder} has a class already.")
    next = translate("errors", "Choose a folder with new pictures, or import them into the project.")


class MethodUnsuitable(ArchitectureUnsupported):
    what = translate("errors", "This way of explaining does not suit the architecture “{name}”: {reason}.")
    kept = translate("errors", "Nothing was changed.")
    next = translate("errors", "Choose another method; occlusion suits every architecture.")
