"""Dialog in which the model in use learns from corrected frames: plans a run and starts it."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.services.latest_task import LatestTask
from app.services.model_name import model_name
from app.services.settings import Settings
from app.services.tasks import Task, TaskHandle, TaskProgress, Tasks
from app.translation import tr, tr_error
from app.widgets.dialog_sizing import ScrollBody, fit_height
from app.widgets.folder_line import FolderLine
from app.widgets.layouts import container, hbox, spacer, stretched, vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel, title
from app.widgets.task_row import format_progress
from app.workspaces.mask_answers import mask_answers
from app.workspaces.training.folder_list import FolderList
from app.workspaces.training.runs import new_folder
from app.workspaces.training.training_notice import TrainingNotice
from polyp_core.errors import PolypViewerError
from polyp_core.model.model_file import ModelFile
from training.corrections.summary import summarise
from training.datasets.mask_answers import MaskAnswers
from training.datasets.split_files import write_split
from training.fit.learning_plan import plan_learning
from training.packaging.ancestry import learned_datasets
from training.runs.process import start_run
from training.runs.run_folder import RunFolder

_STEPS = 1000
_EPOCHS = 6


class LearnDialog(QDialog):
    """Asks for the dataset and, if it is at hand, what the model was trained on."""

    run_started = Signal(Path)
    """The folder of the run, which goes on when the dialog is closed."""

    def __init__(self, model: ModelFile, settings: Settings, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._settings, self._tasks = model, settings, tasks
        self._task: Task | None = None
        self._can_learn = False
        name = model_name(model)
        self.setWindowTitle(title(tr("Train on my corrections")))
        set_page(self, "training.md#learning-from-corrections")
        self.setMinimumWidth(620)
        explanation = tr(
            "A copy of {model}, the model in use, learns from frames that you have corrected. Both are then compared "
            "on recordings that were not learned from. The model in use stays as it is until you choose otherwise."
        ).format(model=name)
        self.folder = FolderLine(
            settings.corrections_dir, tr("Dataset of corrected frames"), tr("Dataset of corrected frames")
        )
        self.folder.setPlaceholderText(tr("The folder that you have added corrected frames to"))
        self.summary = PlainLabel(role="muted", wrap=True)
        learned = [name for name in learned_datasets(model.card) if not name.startswith("polyp_free")]
        remembering = tr(
            "It was trained on {data}. Of folders with that data, a sample trains too; without any, the model teaches "
            "its copy. Both keep the copy from forgetting."
        ).format(data=", ".join(learned) or tr("data that its card does not name"))
        self.replayed = FolderList(tr("Folders of its training data"), tr("Optional"))
        for button in (self.replayed.add_button, self.replayed.remove_button):
            button.setAutoDefault(False)
        self.epochs = QSpinBox()
        self.epochs.setRange(1, 500)
        self.epochs.setValue(_EPOCHS)
        self.epochs.setAccessibleName(tr("Epochs"))
        self.epochs.setToolTip(tr("How often the frames are learned from; the best epoch is kept"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setRange(0, _STEPS)
        self.bar.hide()
        self.state = PlainLabel(wrap=True)
        self.state.hide()
        self.start = QPushButton(tr("Start training"))
        self.start.setDefault(True)
        self.start.clicked.connect(self._on_start)
        buttons = QDialogButtonBox()
        buttons.addButton(self.start, QDialogButtonBox.ButtonRole.AcceptRole)
        self.close_button = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        self.missing = TrainingNotice()
        self.missing.changed.connect(self._refresh)
        self.form = container(
            vbox(
                self.missing,
                PlainLabel(explanation, wrap=True),
                6,
                PlainLabel(tr("Corrected frames"), role="heading"),
                self.folder.row(),
                self.summary,
                6,
                PlainLabel(tr("What the model was trained on"), role="heading"),
                PlainLabel(remembering, role="muted", wrap=True),
                self.replayed,
                6,
                hbox(PlainLabel(tr("Epochs")), self.epochs, spacer(1), spacing=10),
                spacing=8,
                margins=0,
            )
        )
        self.setLayout(
            vbox(stretched(ScrollBody(self.form)), self.bar, self.state, buttons, spacing=12, margins=(20, 18, 20, 16))
        )
        self._summarising = LatestTask(tasks, "Read the dataset", self)
        self._summarising.completed.connect(self._on_summary)
        self.folder.textChanged.connect(self._on_folder)
        self._on_folder()
        fit_height(self)

    @Slot()
    def _on_folder(self) -> None:
        self._can_learn = False
        self._refresh()
        if self.folder.path is None:
            self._show(self.summary, tr("Choose the folder that you have added corrected frames to."), "muted")
        else:
            self._summarising.request(_summarise, self.folder.path)

    @Slot(object)
    def _on_summary(self, found: tuple[str, bool]) -> None:
        text, self._can_learn = found
        self._show(self.summary, text, "muted" if self._can_learn else "error")
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self.start.setEnabled(self._can_learn and self._task is None and not self.missing.is_missing)

    @Slot()
    def _on_start(self) -> None:
        dataset = self.folder.path
        assert dataset is not None
        self._settings.corrections_dir = dataset
        self._task = self._tasks.run(
            _start,
            tr("Start the training"),
            dataset,
            self._model,
            self.replayed.folders,
            self.epochs.value(),
            new_folder("corrections"),
            mask_answers(self._settings),
        )
        self._task.progressed.connect(self._on_progress)
        self._task.completed.connect(self._on_started)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._back_to_form)
        self.form.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self._show(self.state, tr("Reading the pairs…"), "muted")
        self._refresh()

    @Slot(object)
    def _on_progress(self, progress: TaskProgress) -> None:
        self.bar.setRange(0, _STEPS)
        self.bar.setValue(round(progress.fraction * _STEPS))
        self._show(self.state, tr("Reading the pairs, {progress}").format(progress=format_progress(progress)), "muted")

    @Slot(object)
    def _on_started(self, folder: Path) -> None:
        self._task = None
        others = tuple(other for other in self._settings.training_runs if other != folder)
        self._settings.training_runs = (folder, *others)
        self.run_started.emit(folder)
        self.accept()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._back_to_form()
        if not isinstance(error, PolypViewerError):
            raise error
        self._show(self.state, tr_error(error), "error")

    @Slot()
    def _back_to_form(self) -> None:
        self._task = None
        self.form.setEnabled(True)
        self.bar.hide()
        self.state.hide()
        self._refresh()

    def reject(self) -> None:
        """Closes the dialog; a run that is being planned is not started."""
        if self._task is not None:
            self._task.cancel()
        super().reject()

    def _show(self, label: PlainLabel, text: str, role: str) -> None:
        label.setText(text)
        label.setProperty("role", role)
        label.style().polish(label)
        label.show()
        fit_height(self)


def _summarise(handle: TaskHandle, folder: Path) -> tuple[str, bool]:
    try:
        return tr(summarise(folder)), True
    except PolypViewerError as error:
        return tr_error(error), False


def _start(
    handle: TaskHandle,
    dataset: Path,
    model: ModelFile,
    replayed: tuple[Path, ...],
    epochs: int,
    folder: Path,
    answers: MaskAnswers,
) -> Path:
    def report(done: int, total: int) -> None:
        handle.raise_if_cancelled()
        handle.progress(done / total if total else 0.0)

    plan = plan_learning(dataset, model, replayed, [f"epochs={epochs}"], report, answers)
    handle.raise_if_cancelled()
    split_file = RunFolder(folder).asked_split_file
    write_split(split_file, plan.split)
    start_run(plan.roots, plan.config, folder, answers.options(), split_file=split_file)
    return folder
