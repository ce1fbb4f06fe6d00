"""The Policy workspace: recordings with truth, sliders of a policy, and what it gives on them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QStackedWidget, QWidget

from app.plots.plot import Plot
from app.services.deadline import Deadline
from app.services.latest_task import LatestTask
from app.services.tasks import Task, TaskHandle
from app.widgets.buttons import push_button
from app.widgets.dropped_files import dropped_paths
from app.widgets.empty_page import EmptyPage
from app.widgets.layouts import container, hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.task_row import TaskRow
from app.workspaces.context import Context
from app.workspaces.policy.policy_charts import delay_chart, false_alarm_chart, format_point, missed_chart
from app.workspaces.policy.policy_sliders import PolicySliders
from polyp_core.errors import PolypViewerError
from polyp_core.files.input_protection import refuse_overlap
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.inference.segmenter import DeviceChoice, Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from training.evaluation.recordings.model_predictions import predict_recording
from training.evaluation.recordings.policy_curve import JudgedRecording, PolicyCurve, policy_curve
from training.evaluation.recordings.truth_files import TruthFile, TruthOptions
from training.evaluation.recordings.truth_folders import find_truths

_SIDE_PX = 340
_TRUTHS = "Truth of recordings (*.json *.npz *.sqlite);;All files (*)"
_ABOUT = (
    "Add recordings with known lesions: boxes of each frame (JSON), a review, or masks, next to the recording. They "
    "are analysed with the model in use, once. Then sliders show what an alarm policy gives: false alarms a minute, "
    "time to the first alarm, and missed lesions, beside published values of other systems."
)


class PolicyWorkspace(QWidget):
    """Judges the model in use on recordings with truth; moving a slider never runs the network."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAcceptDrops(True)
        self.recordings: list[JudgedRecording] = []
        self._model: ModelFile | None = None
        self._analysing: Task | None = None
        self._curves = LatestTask(context.tasks, "Apply the policy", self)
        self._curves.completed.connect(self._show_curve)
        self._curves.failed.connect(context.requests.notice)
        self.empty = EmptyPage("No recordings with truth", _ABOUT, "Add recordings…", "plus")
        self.empty.clicked.connect(self._ask_for_files)
        self.list = QListWidget()
        self.list.setAccessibleName("Recordings with truth")
        self.add = push_button("Add…", "plus", "Add recordings with known lesions")
        self.add.clicked.connect(self._ask_for_files)
        self.remove = push_button("Remove", "minus", "Remove the selected recordings from this list")
        self.remove.clicked.connect(self._remove)
        self.sliders = PolicySliders(context.settings.alarm_policy)
        self.sliders.changed.connect(self._update)
        self.numbers = PlainLabel(wrap=True)
        self.apply = push_button("Use in Review", "check", "Decide on findings in Review with this policy")
        self.apply.clicked.connect(self._use_in_review)
        self.save = push_button(
            "Save model with it…",
            "content-save-outline",
            "Write a copy of the model whose card has this policy",
        )
        self.save.clicked.connect(self._ask_where_to_save)
        self.plots = [Plot() for _ in range(3)]
        for plot in self.plots:
            plot.failed.connect(context.requests.notice)
        self._task_place = vbox(margins=0)
        self._pages = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        side = container(
            vbox(
                PlainLabel("Recordings with truth", role="heading"),
                stretched(self.list),
                hbox(self.add, self.remove, spacer(), spacing=8),
                8,
                PlainLabel("Policy", role="heading"),
                self.sliders,
                self.numbers,
                hbox(self.apply, self.save, spacer(), spacing=8),
                spacing=8,
                margins=(16, 12, 8, 12),
            )
        )
        side.setFixedWidth(_SIDE_PX)
        curves = vbox(*(stretched(plot) for plot in self.plots), spacing=6, margins=(8, 12, 16, 12))
        self._pages.addWidget(self.empty)
        self._pages.addWidget(container(hbox(side, stretched(container(curves)), spacing=0, margins=0)))
        self.setLayout(vbox(self._task_place, stretched(self._pages), spacing=0, margins=0))

    # -- Recordings ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_truths([str(path) for path in dropped_paths(event.mimeData())])

    @Slot()
    def _ask_for_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, "Add recordings with known lesions", "", _TRUTHS)
        self.add_truths(files)

    def add_truths(self, arguments: Sequence[str]) -> None:
        """Analyses the recordings of these truths, each FILE, FILE=RECORDING or a folder, and adds them to the list."""
        if not arguments or self._analysing is not None:
            return
        if self._context.models.model is None:
            self._context.requests.notice.emit("No model is open yet.")
            return
        try:
            options = TruthOptions(rate_fps=self._context.settings.image_rate_fps)
            truths = [self._with_recording(truth) for truth in find_truths(arguments, options)]
        except PolypViewerError as error:
            self._context.requests.notice.emit(str(error))
            return
        model, device = self._context.models.model, self._context.models.device
        if self._model is not None and self._model.sha256 != model.sha256:
            self._clear()
        self._model = model
        self._analysing = task = self._context.tasks.run(
            lambda handle: judge(handle, model, device, truths), "Analyse recordings with truth"
        )
        self._task_place.addWidget(TaskRow(task))
        task.completed.connect(self._on_judged)
        task.failed.connect(self._on_failed)
        task.ended.connect(self._on_ended)

    def _with_recording(self, truth: TruthFile) -> TruthFile:
        if truth.recording is not None:
            return truth
        chosen, _ = QFileDialog.getOpenFileName(
            self, f"Choose the recording of {truth.path.name}", str(truth.path.parent)
        )
        return replace(truth, recording=Path(chosen) if chosen else None)

    @Slot(object)
    def _on_judged(self, judged: list[JudgedRecording]) -> None:
        new = {recording.truth.name for recording in judged}
        self.recordings = [*(each for each in self.recordings if each.truth.name not in new), *judged]
        self._show_list()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self._context.requests.notice.emit(str(error))

    @Slot()
    def _on_ended(self) -> None:
        self._analysing = None

    @Slot()
    def _remove(self) -> None:
        rows = {self.list.row(item) for item in self.list.selectedItems()}
        self.recordings = [each for row, each in enumerate(self.recordings) if row not in rows]
        self._show_list()

    def _clear(self) -> None:
        self.recordings = []
        self._show_list()

    def _show_list(self) -> None:
        self.list.clear()
        for truth, _ in self.recordings:
            lesions = len(truth.lesions)
            self.list.addItem(f"{truth.name}: {lesions} lesion{'s' * (lesions != 1)}, {truth.known_s:.0f} s")
        self._pages.setCurrentIndex(1 if self.recordings else 0)
        self._update()

    # -- Policy --------------------------------------------------------------------------------------------------------

    @Slot()
    def _update(self) -> None:
        if not self.recordings:
            self._curves.cancel()
            return
        recordings, policy = tuple(self.recordings), self.sliders.policy
        self._curves.request(lambda handle: policy_curve(recordings, policy, lambda: handle.cancelled))

    @Slot(object)
    def _show_curve(self, curve: PolicyCurve | None) -> None:
        if curve is None:
            return
        self.numbers.setText(format_point(curve.chosen))
        for plot, chart in zip(self.plots, (false_alarm_chart, delay_chart, missed_chart), strict=True):
            plot.show_chart(chart(curve))

    @Slot()
    def _use_in_review(self) -> None:
        self._context.settings.alarm_policy = self.sliders.policy
        self._context.requests.notice.emit("Review now decides on findings with this policy.")

    @Slot()
    def _ask_where_to_save(self) -> None:
        if self._model is None:
            return
        name = f"{self._model.path.stem}-policy.safetensors"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the model with this policy", name, "Models (*.safetensors)")
        if chosen:
            model, policy = self._model.path, self.sliders.policy
            task = self._context.tasks.run(
                lambda handle: save_with_policy(model, policy, Path(chosen)), "Save the model"
            )
            task.completed.connect(lambda saved: self._context.requests.notice.emit(f"Saved {saved.path}."))
            task.failed.connect(self._on_failed)

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops the analysis; its task ends by itself."""
        self._curves.cancel()
        if self._analysing is not None:
            self._analysing.cancel()


def judge(
    handle: TaskHandle, model: ModelFile, device: DeviceChoice, truths: Sequence[TruthFile]
) -> list[JudgedRecording]:
    """Returns the recordings of `truths` with what `model` predicts. Raises PolypViewerError and CancelledError."""
    judged = []
    with SegmenterThread(lambda: Segmenter.open(model, device)) as segmenter:
        for number, truth_file in enumerate(truths):

            def progress(done: int, total: int, number: int = number) -> None:
                handle.raise_if_cancelled()
                handle.progress((number + done / max(total, 1)) / len(truths))

            with predict_recording(truth_file, segmenter, progress) as (truth, prediction):
                # Masks are read from files that are closed now.
                judged.append(JudgedRecording(truth, replace(prediction, mask=None)))
    return judged


def save_with_policy(model: Path, policy: AlarmPolicy, path: Path) -> ModelFile:
    """Writes a copy of a model whose card has `policy`. Raises ModelFileError and ExportError."""
    refuse_overlap([path], [model])
    read = read_model_file(model, keep_content=True)
    card = read.card.model_copy(update={"alarm_policy": policy.model_dump()})
    return write_model_file(path, card, read.weights(), read.extras())
