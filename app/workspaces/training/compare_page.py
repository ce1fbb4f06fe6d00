"""The comparison of two runs: curves, scores, settings that differ, and a paired comparison of their models."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.services.model_choice import ModelChoice
from app.services.tasks import Task, TaskHandle, Tasks
from app.translation import mark, tr, tr_error, tr_n
from app.widgets.buttons import push_button
from app.widgets.layouts import container, hbox, scrolled, spacer, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.workspaces.training.config_table import TextTable, formatted_values
from app.workspaces.training.curves_tab import ALARM_SCORES, ALARMS, SCORES, CurvesGrid
from app.workspaces.training.run_labels import best_row
from app.workspaces.training.runs import Runs
from app.workspaces.training.setting_labels import full_label_of
from polyp_core.errors import PolypViewerError
from polyp_core.inference.segmenter import DeviceChoice
from training.evaluation.compare import DiceComparison
from training.runs.paired_comparison import compare_runs
from training.runs.run_series import run_name
from training.runs.run_snapshot import RunSnapshot

_RIGHT_PX = 464
_ROW_PX = 26
_ABSENT = "–"
_SCORES_OF_PARTS = {
    ("validation", "loss"): mark("Validation loss"),
    ("validation", "dice"): mark("Validation Dice"),
    ("validation", "iou"): mark("Validation IoU"),
    ("validation", "accuracy"): mark("Validation accuracy"),
    ("train", "loss"): mark("Training loss"),
    ("train", "dice"): mark("Training Dice"),
    ("train", "iou"): mark("Training IoU"),
    ("train", "accuracy"): mark("Training accuracy"),
}


class ComparePage(QWidget):
    """Shows the two runs that are chosen in it."""

    working = Signal(object)
    """A Task that was just started."""
    failed = Signal(str)

    def __init__(self, runs: Runs, tasks: Tasks, models: ModelChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs, self._tasks, self._models = runs, tasks, models
        self._task: Task | None = None
        self.boxes = (QComboBox(), QComboBox())
        for box, name in zip(self.boxes, ("A", "B"), strict=True):
            box.setAccessibleName(tr("Run {name}").format(name=name))
            box.setMinimumWidth(260)
            box.currentIndexChanged.connect(self._on_chosen)
        self.curves = CurvesGrid()
        for plot in self.curves.plots.values():
            plot.failed.connect(self.failed)
        self.scores = TextTable(tr("Scores of the two runs"), (tr("Last epoch"), "A", "B", tr("Change")))
        self.differences = TextTable(tr("Settings that differ"), (tr("Setting"), "A", "B"))
        self.same = PlainLabel(tr("Both runs have the same settings."), role="muted", wrap=True)
        self.run_button = push_button(
            tr("Compare on validation images"),
            "scale-balance",
            tr("Runs the best model of each on the images that both runs validated on"),
        )
        self.run_button.clicked.connect(self.compare)
        self.reading = PlainLabel(
            tr(
                "The curves are of different images if the runs have different splits. The comparison on the same "
                "images gives the difference with an interval."
            ),
            role="muted",
            wrap=True,
        )
        self._lay_out()
        runs.listed.connect(self._list)
        runs.changed.connect(self._on_changed)
        self._list()

    def _lay_out(self) -> None:
        heading = PlainLabel(tr("Compare two runs"), role="heading")
        a, b = self.boxes
        top = hbox(heading, 16, PlainLabel("A"), a, PlainLabel("B"), b, spacer(), spacing=10)
        right = vbox(spacing=10, margins=(0, 12, 0, 0))
        for title, widgets in (
            (tr("Scores"), (self.scores,)),
            (tr("On the same images"), (self.run_button, self.reading)),
            (tr("Settings that differ"), (self.differences, self.same)),
        ):
            for widget in (PlainLabel(title, role="section"), *widgets):
                right.addWidget(widget)
            right.addSpacing(8)
        right.addStretch()
        scroll = scrolled(container(right))
        scroll.setFixedWidth(_RIGHT_PX)
        body = hbox(stretched(scrolled(self.curves)), scroll, spacing=20)
        self.setLayout(vbox(top, stretched(body), margins=16))

    def propose(self, folder: Path | None) -> None:
        """Chooses the run in `folder` as B, and another one as A, finished if there is one."""
        folders = self.offered
        if folder is None or folder not in folders:
            return
        self.boxes[1].setCurrentIndex(folders.index(folder))
        a = self._snapshots[0]
        if a is None or a.folder == folder or a.phase != "finished":
            self.boxes[0].setCurrentIndex(self._other_than(folder))

    def compare(self) -> None:
        """Scores the models of both runs on the same images, in the background."""
        a, b = self._chosen
        if self._task is not None or a is None or b is None:
            return
        self._task = self._tasks.run(_compare, tr("Compare two runs"), a, b, self._models.device)
        self._task.completed.connect(self._on_compared)
        self._task.failed.connect(self._on_failed)
        self._task.ended.connect(self._on_ended)
        self.reading.setText(tr("Comparing…"))
        self._refresh_button()
        self.working.emit(self._task)

    @property
    def offered(self) -> tuple[Path, ...]:
        """The runs that can be chosen: those that have ended and have scores."""
        return tuple(run.folder for run in self._offered_runs)

    def _other_than(self, folder: Path) -> int:
        """Returns the place of a run to compare `folder` with: a finished one if there is one."""
        others = [run for run in self._offered_runs if run.folder != folder]
        finished = [run for run in others if run.phase == "finished"]
        return self.offered.index((finished or others)[0].folder) if others else 0

    @property
    def _offered_runs(self) -> list[RunSnapshot]:
        runs = (self._runs.snapshot(folder) for folder in self._runs.folders)
        return [run for run in runs if run is not None and run.rows and not run.is_active]

    @property
    def _chosen(self) -> tuple[Path | None, Path | None]:
        return self.boxes[0].currentData(), self.boxes[1].currentData()

    @property
    def _snapshots(self) -> tuple[RunSnapshot | None, ...]:
        return tuple(self._runs.snapshot(folder) if folder is not None else None for folder in self._chosen)

    @Slot()
    def _list(self) -> None:
        before = self._chosen
        for place, box in enumerate(self.boxes):
            box.blockSignals(True)
            box.clear()
            for folder in self.offered:
                box.addItem(run_name(folder), folder)
            box.setEnabled(box.count() > 0)
            box.setPlaceholderText(tr("no run that has ended"))
            kept = before[place] is not None and before[0] != before[1]  # equal only while one run was known
            index = box.findData(before[place]) if kept else -1
            box.setCurrentIndex(index if index >= 0 else min(1 - place, box.count() - 1))
            box.blockSignals(False)
        self._on_chosen()

    @Slot()
    def _on_chosen(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.reading.setText("")
        self._refresh()

    @Slot(object)
    def _on_changed(self, snapshot: RunSnapshot) -> None:
        listed = tuple(self.boxes[0].itemData(place) for place in range(self.boxes[0].count()))
        if listed != self.offered:
            self._list()
        elif snapshot.folder in self._chosen:
            self._refresh()

    def _refresh(self) -> None:
        a, b = self._snapshots
        self._refresh_button()
        if a is None or b is None:
            return
        names = {"A": a, "B": b}
        self.curves.show_series(
            {
                score: {name: (run.rows, f"validation_{score}") for name, run in names.items()}
                for score in SCORES | ALARMS
                if a.rows or b.rows
            }
        )
        self.scores.show_rows(score_rows(a, b))
        differences = config_differences(a, b)
        self.differences.show_rows(differences)
        self.differences.setVisible(bool(differences))
        self.same.setVisible(not differences)
        for table in (self.scores, self.differences):
            table.setFixedHeight(_ROW_PX * (table.rowCount() + 1) + 16)

    def _refresh_button(self) -> None:
        ready = [run for run in self._snapshots if run is not None and run.has_model and not run.is_active]
        self.run_button.setEnabled(len(ready) == 2 and self._chosen[0] != self._chosen[1] and self._task is None)

    @Slot(object)
    def _on_compared(self, comparison: DiceComparison) -> None:
        self.reading.setText(format_comparison(comparison))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, PolypViewerError):
            raise error
        self.reading.setText(tr_error(error))

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        if self.reading.text() == tr("Comparing…"):
            self.reading.setText("")
        self._refresh_button()


def _compare(handle: TaskHandle, a: Path, b: Path, device: DeviceChoice) -> DiceComparison:
    return compare_runs(a, b, device, handle.progress, lambda: handle.cancelled)


def score_rows(a: RunSnapshot, b: RunSnapshot) -> list[tuple[str, str, str, str]]:
    """Returns rows of the scores after the last and the best epochs: label, A's, B's and the difference."""
    last = [run.rows[-1] if run.rows else None for run in (a, b)]
    found = []
    for part in ("validation", "train"):
        for score in SCORES:
            found.append(_row(tr(_SCORES_OF_PARTS[part, score]), last, f"{part}_{score}"))
    best = [best_row(run) for run in (a, b)]
    found.append(_row(tr("Best validation Dice"), best, "validation_dice"))
    for titles, rows in ((ALARM_SCORES, last), ({"false_alarm_rate": mark("False alarms of the best epoch")}, best)):
        for score, title in titles.items():
            if any(row is not None and f"validation_{score}" in row for row in rows):
                found.append(_row(tr(title), rows, f"validation_{score}"))
    return found


def config_differences(a: RunSnapshot, b: RunSnapshot) -> list[tuple[str, str, str]]:
    """Returns rows of the settings that differ: label, A's and B's value."""
    if a.config is None or b.config is None:
        return []
    of_a, of_b = formatted_values(a.config), formatted_values(b.config)
    found = [(full_label_of(name), value, of_b[name]) for name, value in of_a.items() if value != of_b[name]]
    if a.roots != b.roots:
        names = [", ".join(root.name for root in run.roots) for run in (a, b)]
        found.append((tr("Folders"), names[0], names[1]))
    return found


def format_comparison(comparison: DiceComparison) -> str:
    """Returns the comparison in sentences, with its interval."""
    c = comparison
    return f"{tr(c.reading)}\n" + (
        tr_n(
            "{n} image with a polyp that both validated on: mean Dice at 0.5 of A {dice_a:.3f}, of B {dice_b:.3f}. A "
            "is better on {wins_a}, B on {wins_b}, and {ties} are ties.",
            "{n} images with a polyp that both validated on: mean Dice at 0.5 of A {dice_a:.3f}, of B {dice_b:.3f}. A "
            "is better on {wins_a}, B on {wins_b}, and {ties} are ties.",
            c.n,
            dice_a=c.dice_a,
            dice_b=c.dice_b,
            wins_a=c.wins_a,
            wins_b=c.wins_b,
            ties=c.ties,
        )
    )


def _row(name: str, rows: Sequence[dict[str, float] | None], column: str) -> tuple[str, str, str, str]:
    a, b = (row.get(column) if row is not None else None for row in rows)
    change = _ABSENT if a is None or b is None else f"{b - a:+.4f}"
    return name, _format_score(a), _format_score(b), change


def _format_score(value: float | None) -> str:
    return _ABSENT if value is None else f"{value:.4f}"
