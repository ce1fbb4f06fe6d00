"""The Policy workspace: recordings with truth, sliders of a policy, and what it gives on them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from app.plots.plot import Plot
from app.services.deadline import Deadline
from app.services.latest_task import LatestTask
from app.services.model_name import model_name
from app.services.tasks import Task, TaskHandle
from app.translation import mark, tr, tr_error, tr_n
from app.widgets.buttons import push_button
from app.widgets.dropped_files import accept_as_copy, dropped_paths
from app.widgets.empty_page import EmptyPage
from app.widgets.file_dialogs import ask_for_file, ask_for_files, ask_where_to_save
from app.widgets.layouts import container, hbox, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.task_row import TaskRow
from app.workspaces.context import Context
from app.workspaces.policy.model_judging import JudgedModel, PolicyResult, apply_policy, judge, save_with_policy
from app.workspaces.policy.policy_charts import delay_chart, false_alarm_chart, format_points, missed_chart
from app.workspaces.policy.policy_sliders import PolicySliders
from polyp_core.errors import PolypViewerError
from polyp_core.model.model_file import ModelFile, read_model_file, read_model_header
from training.evaluation.recordings.disagreement import Disagreement
from training.evaluation.recordings.truth_files import TruthFile, TruthOptions
from training.evaluation.recordings.truth_folders import TRUTH_SUFFIXES, find_truths

_SIDE_PX = 340
_TRUTH_PATTERNS = " ".join(f"*{suffix}" for suffix in TRUTH_SUFFIXES)
_ABOUT = mark(
    "Add the truth of recordings: boxes of each frame (JSON), a review, or masks, next to the recording. Recordings "
    "are analysed with the model in use, once. Then sliders show what an alarm policy gives: false alarms a minute, "
    "time to the first alarm, and missed lesions, beside published values of other systems."
)


class PolicyWorkspace(QWidget):
    """Judges the model in use on recordings with truth; moving a slider never runs the network."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setAcceptDrops(True)
        self._truths: list[TruthFile] = []
        self.judged: list[JudgedModel] = []
        """The model in use, and a second one if there is one, on the recordings of the list."""
        self._analysing: Task | None = None
        self._curves = LatestTask(context.tasks, tr("Apply the policy"), self)
        self._curves.completed.connect(self._show_result)
        self._curves.failed.connect(context.requests.notice)
        self.empty = EmptyPage(tr("No recordings with truth"), tr(_ABOUT), tr("Add truth…"), "plus")
        self.empty.clicked.connect(self._ask_for_files)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Recordings with truth"))
        self.add = push_button(tr("Add…"), "plus", tr("Add files with the known lesions of recordings"))
        self.add.clicked.connect(self._ask_for_files)
        self.remove = push_button(tr("Remove"), "minus", tr("Remove the selected recordings from this list"))
        self.remove.clicked.connect(self._remove)
        self.sliders = PolicySliders(context.settings.alarm_policy)
        self.sliders.changed.connect(self._update)
        self.numbers = PlainLabel(wrap=True)
        self.compare = push_button(tr("Compare…"), "compare", tr("Show a second model on the same recordings"))
        self.compare.clicked.connect(self._ask_for_second_model)
        self.differences = QListWidget()
        self.differences.setAccessibleName(tr("Where the alarms of the two models differ"))
        self.differences.setToolTip(tr("Open the recording in Review with a double click"))
        self.differences.itemDoubleClicked.connect(self._open_difference)
        self._differences_title = PlainLabel(tr("Where their alarms differ"), role="heading")
        self.apply = push_button(tr("Use in Review"), "check", tr("Decide on findings in Review with this policy"))
        self.apply.clicked.connect(self._use_in_review)
        self.save = push_button(
            tr("Save model with it…"),
            "content-save-outline",
            tr("Write a copy of the model whose card has this policy"),
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
                PlainLabel(tr("Recordings with truth"), role="heading"),
                stretched(self.list),
                hbox(self.add, self.remove, self.compare, spacer(), spacing=8),
                8,
                PlainLabel(tr("Policy"), role="heading"),
                self.sliders,
                self.numbers,
                self._differences_title,
                stretched(self.differences),
                vbox(self.apply, self.save, spacing=8, margins=0),
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
            accept_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_as_copy(event)
        self.add_truths([str(path) for path in dropped_paths(event.mimeData())])

    @Slot()
    def _ask_for_files(self) -> None:
        filters = f"{tr('Truth of recordings')} ({_TRUTH_PATTERNS});;{tr('All files')} (*)"
        last = self._truths[-1].path if self._truths else None
        self.add_truths([str(file) for file in ask_for_files(self, tr("Add truth of recordings"), filters, last)])

    def add_truths(self, arguments: Sequence[str]) -> None:
        """Analyses the recordings of these truths, each FILE, FILE=RECORDING or a folder, and adds them to the list."""
        if not arguments or self._analysing is not None:
            return
        if self._context.models.model is None:
            self._context.requests.notice.emit(tr("No model is open yet."))
            return
        try:
            options = TruthOptions(rate_fps=self._context.settings.image_rate_fps)
            truths = [self._with_recording(truth) for truth in find_truths(arguments, options)]
        except PolypViewerError as error:
            self._context.requests.notice.emit(tr_error(error))
            return
        model = self._context.models.model
        if self.judged and self.judged[0].model.sha256 != model.sha256:
            self._set_judged([], [])
        new = {truth.name for truth in truths}
        everything = [*(each for each in self._truths if each.name not in new), *truths]
        self._judge([model, *(each.model for each in self.judged[1:])], everything)

    def _with_recording(self, truth: TruthFile) -> TruthFile:
        if truth.recording is not None:
            return truth
        title = tr("Choose the recording of {name}").format(name=truth.path.name)
        return replace(truth, recording=ask_for_file(self, title, start=truth.path.parent))

    def _judge(self, models: Sequence[ModelFile], truths: Sequence[TruthFile]) -> None:
        """Analyses `truths` with one or two models; what is stored of either is not run again."""
        device = self._context.models.device
        self._start(lambda handle: [judge(handle, model, device, truths) for model in models], truths)

    def _start(self, work: Callable[[TaskHandle], list[JudgedModel]], truths: Sequence[TruthFile]) -> None:
        self._analysing = task = self._context.tasks.run(work, tr("Analyse recordings with truth"))
        self._task_place.addWidget(TaskRow(task))
        task.completed.connect(lambda judged: self._set_judged(judged, truths))
        task.failed.connect(self._on_failed)
        task.ended.connect(self._on_ended)

    def _set_judged(self, judged: list[JudgedModel], truths: Sequence[TruthFile]) -> None:
        self.judged, self._truths = judged, list(truths)
        self._show_list()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self._context.requests.notice.emit(tr_error(error))

    @Slot()
    def _on_ended(self) -> None:
        self._analysing = None

    @Slot()
    def _remove(self) -> None:
        gone = {self.list.row(item) for item in self.list.selectedItems()}
        kept = [row for row in range(len(self._truths)) if row not in gone]
        judged = [replace(each, recordings=tuple(each.recordings[row] for row in kept)) for each in self.judged]
        self._set_judged(judged if kept else [], [self._truths[row] for row in kept])

    def _show_list(self) -> None:
        self.list.clear()
        for truth, _ in self.judged[0].recordings if self.judged else ():
            values = {"name": truth.name, "seconds": f"{truth.known_s:.0f}"}
            self.list.addItem(
                tr_n(
                    "{name}: {n} lesion, {seconds} s", "{name}: {n} lesions, {seconds} s", len(truth.lesions), **values
                )
            )
        self._pages.setCurrentIndex(1 if self.judged else 0)
        self._update()

    # -- Two models ----------------------------------------------------------------------------------------------------

    @Slot()
    def _ask_for_second_model(self) -> None:
        if chosen := ask_for_file(self, tr("Compare with a model"), tr("Models (*.safetensors)")):
            self.compare_with(chosen)

    def compare_with(self, path: Path) -> None:
        """Analyses the recordings with the model at `path` too, and shows both."""
        if self._analysing is not None or not self.judged:
            return
        try:
            second = read_model_header(path)
        except PolypViewerError as error:
            self._context.requests.notice.emit(tr_error(error))
            return
        if second.sha256 == self.judged[0].model.sha256:
            self._context.requests.notice.emit(tr("This is the model in use. Choose another one to compare with it."))
            return
        first, truths = self.judged[0], self._truths

        def run(handle: TaskHandle) -> list[JudgedModel]:
            return [first, judge(handle, read_model_file(path), self._context.models.device, truths)]

        self._start(run, truths)

    def _names(self) -> list[str]:
        names = [model_name(each.model) for each in self.judged]
        if len(set(names)) == len(names):
            return names
        return [f"{name} ({letter})" for name, letter in zip(names, "AB", strict=True)]

    def _show_differences(self, found: Sequence[tuple[str, Disagreement]], names: Sequence[str]) -> None:
        self.differences.clear()
        shown = len(names) > 1
        self._differences_title.setVisible(shown)
        self.differences.setVisible(shown)
        if not shown:
            return
        only = tr("only {model}")
        sides = {"only A": only.format(model=names[0]), "only B": only.format(model=names[1])}
        sides["elsewhere"] = tr("at different places")
        for name, each in found:
            text = tr("{name}, {start} to {end} s: {side}").format(
                name=name, start=f"{each.start_s:.2f}", end=f"{each.end_s:.2f}", side=sides[each.side]
            )
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.differences.addItem(item)

    @Slot(QListWidgetItem)
    def _open_difference(self, item: QListWidgetItem) -> None:
        name = item.data(Qt.ItemDataRole.UserRole)
        recording = next((truth.recording for truth in self._truths if truth.name == name), None)
        if recording is not None:
            self._context.requests.open_requested.emit(recording if isinstance(recording, tuple) else (recording,))

    # -- Policy --------------------------------------------------------------------------------------------------------

    @Slot()
    def _update(self) -> None:
        if self.judged:
            self._curves.request(apply_policy, tuple(self.judged), self.sliders.policy)
        else:
            self._curves.cancel()

    @Slot(object)
    def _show_result(self, result: PolicyResult | None) -> None:
        if result is None or len(result.curves) != len(self.judged):
            return
        names = self._names()
        curves = dict(zip(names, result.curves, strict=True))
        self.numbers.setText(format_points(curves))
        self._show_differences(result.differences, names)
        for plot, chart in zip(self.plots, (false_alarm_chart, delay_chart, missed_chart), strict=True):
            plot.show_chart(chart(curves))

    @Slot()
    def _use_in_review(self) -> None:
        self._context.settings.alarm_policy = self.sliders.policy
        self._context.requests.notice.emit(tr("Review now decides on findings with this policy."))

    @Slot()
    def _ask_where_to_save(self) -> None:
        if not self.judged:
            return
        own = self.judged[0].model
        name = f"{own.path.stem}-policy.safetensors"
        title, kinds = tr("Save the model with this policy"), tr("Models (*.safetensors)")
        if (path := ask_where_to_save(self, title, name, kinds, ".safetensors")) is not None:
            model, policy = own.path, self.sliders.policy
            task = self._context.tasks.run(lambda handle: save_with_policy(model, policy, path), tr("Save the model"))
            task.completed.connect(
                lambda saved: self._context.requests.notice.emit(tr("Saved {path}.").format(path=saved.path))
            )
            task.failed.connect(self._on_failed)

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Stops the analysis; its task ends by itself."""
        self._curves.cancel()
        if self._analysing is not None:
            self._analysing.cancel()
