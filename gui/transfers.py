"""Pictures and labels on their way in and out: asks what is wanted, starts the work, and tells how it went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.operations.import_report import CHANGED, FOLDER, LABELS, NOTE, UNREADABLE, Imported, Issue
from engine.progress import Operation, Progress
from engine.project.project import Project
from gui.jobs import Jobs
from gui.notices import Notice
from gui.session import Session
from gui.widgets.chips import grouped

if TYPE_CHECKING:
    from engine.operations.exporting import Exported
    from engine.transfer.columns import Columns
    from gui.dialogs.export_dialog import ExportChoice
    from gui.dialogs.import_dialog import ImportChoice

_WORTH_A_WARNING = (UNREADABLE, FOLDER, LABELS, CHANGED)


class Transfers(QObject):
    """`new_project` makes a project of the suggested name to import into; dialogs stand before `window`."""

    said = Signal(object)  # Notice
    import_ended = Signal()  # however it ended: what came in until then is kept

    def __init__(self, session: Session, jobs: Jobs, window: QWidget, new_project: Callable[[str], bool] | None = None) -> None:
        super().__init__(window)
        self._session, self._jobs, self._window = session, jobs, window
        self._new_project = new_project
        self._last: ImportChoice | None = None
        self._issues: tuple[Issue, ...] = ()
        session.project_closed.connect(self._forget)

    # ---- in ------------------------------------------------------------------------------------------------

    def choose_folders(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Choose a folder of pictures"))
        if folder:
            self.import_paths([Path(folder)])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Ask how `paths` (folders, pictures, label files) are labelled, then import them; without a project, make one first."""
        from gui.dialogs.import_dialog import ImportDialog, remembered

        if self._session.project is None and not (self._new_project and self._new_project(paths[0].stem)):
            return
        project = self._session.project
        dialog = ImportDialog(paths, self._window, self._last, self._jobs.questions)
        if project is not None and dialog.exec():
            choice = dialog.choice
            self._last = remembered(choice)
            self.start_import(project, choice.paths, choice.labels, choice.split, choice.columns, choice.nested)
        dialog.deleteLater()

    def start_import(
        self,
        project: Project,
        paths: Sequence[Path],
        labels: str = "folders",
        split: str = "folders",
        columns: Columns | None = None,
        nested: str = "first",
    ) -> None:
        """Import without a question; what it takes are the arguments of `import_folders`."""

        def start() -> Operation[Imported]:
            from engine.operations.importing import import_folders  # takes half a second the first time: in the thread

            return import_folders(project, paths, labels, split, columns, nested)

        self._jobs.start(self.tr("Importing pictures"), start, self._on_imported, on_end=self._on_import_ended)

    def told(self, outcome: Imported) -> tuple[list[str], str]:
        """What the message bar says of an import, and the kind of the message."""
        lines = [self._headline(outcome)]
        further = (
            (outcome.known if outcome.imported else 0, self.tr("{0} were here already.")),
            (outcome.relabelled, self.tr("{0} that were here already got a class from the label file.")),
            (outcome.found_again, self.tr("{0} had moved and were found again.")),
            (outcome.changed, self.tr("{0} have changed since they were imported; their labels were kept.")),
            (outcome.unlabelled if outcome.unlabelled < outcome.imported else 0, self.tr("{0} of them have no label yet.")),
        )
        lines += [text.format(grouped(count)) for count, text in further if count]
        if outcome.refused:
            lines.append(self.tr("{0} labels name no class that can be used: see the report.").format(grouped(outcome.refused)))
        if outcome.failed:
            _, place, reason = self._told(outcome.failed[0])
            text = self.tr("{0} cannot be read, the first: {1} ({2}).")
            lines.append(text.format(grouped(len(outcome.failed)), Path(place).name, reason))
        warn = any(outcome.kinds[kind] for kind in _WORTH_A_WARNING)
        return lines, "warning" if warn else "success"

    def show_report(self) -> None:
        """What the last import or export did not do as one might think."""
        from gui.dialogs.report_dialog import ReportDialog

        ReportDialog(self._issues, self._window).show()

    @property
    def has_report(self) -> bool:
        return bool(self._issues)

    def _headline(self, outcome: Imported) -> str:
        if outcome.imported or not outcome.known:
            return self.tr("{0} pictures imported.").format(grouped(outcome.imported))
        return self.tr("Nothing new: all {0} pictures were here already.").format(grouped(outcome.known))

    def _told(self, issue: Issue) -> tuple[str, str, str]:
        from gui.models.issue_model import import_text

        return issue.told(import_text)

    def _on_imported(self, outcome: Imported) -> None:
        self._issues = outcome.issues
        lines, kind = self.told(outcome)
        action = self.tr("Show report") if outcome.issues else ""
        self.said.emit(Notice(tuple(lines), kind, action, self.show_report))

    def _on_import_ended(self) -> None:
        self._session.reload()
        self.import_ended.emit()

    def _forget(self) -> None:
        self._issues = ()

    # ---- out -----------------------------------------------------------------------------------------------

    def export(self, total: int, selected: Sequence[int] = (), shown: Sequence[int] = ()) -> None:
        """Ask in which form, then export all samples (`total` of them), or those with the ids `selected` or `shown`."""
        from gui.dialogs.export_dialog import ExportDialog
        from gui.dialogs.scope_box import Scopes

        project = self._session.project
        if project is None:
            return
        scopes = Scopes(total, shown if shown and len(shown) < total else None, selected)
        dialog = ExportDialog(project.folder, scopes, lambda: _sizes(project), self._jobs.questions, self._window)
        if dialog.exec():
            self.start_export(project, dialog.choice)
        dialog.deleteLater()

    def start_export(self, project: Project, choice: ExportChoice) -> None:
        """Export without a question."""
        from engine.operations.exporting import export

        self._jobs.start(
            self.tr("Exporting"),
            lambda: export(project, choice.target, choice.form, choice.how, choice.with_splits, choice.ids),
            self._on_exported,
        )

    def _on_exported(self, outcome: Exported) -> None:
        lines = [self.tr("{0} pictures are in {1}").format(grouped(outcome.written + outcome.kept), outcome.target)]
        if outcome.kept:
            lines.append(self.tr("{0} of them were there already.").format(grouped(outcome.kept)))
        if not outcome.problems:
            self.said.emit(Notice(tuple(lines), "success", self.tr("Open folder"), lambda: _open_folder(outcome.target)))
            return
        self._issues = tuple(Issue(NOTE, problem.place, problem.reason) for problem in outcome.problems)
        _, place, reason = self._told(self._issues[0])
        lines.append(self.tr("{0} remarks, the first: {1}: {2}").format(grouped(len(self._issues)), place, reason))
        self.said.emit(Notice(tuple(lines), "warning", self.tr("Show report"), self.show_report))


def _open_folder(target: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(target if target.is_dir() else target.parent)))


def _sizes(project: Project) -> Operation[dict[int, int]]:
    yield Progress("")
    return {sample.id: sample.facts.size for sample in project.samples()}
