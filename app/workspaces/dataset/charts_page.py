"""The charts of the chosen pairs; clicking or drawing in a chart narrows the filter."""

import pandas as pd
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.plots.plot import Plot
from app.services.latest_task import LatestTask
from app.services.tasks import TaskHandle, Tasks
from app.translation import mark, tr
from app.widgets.layouts import container, hbox, stretched, vbox
from app.widgets.plain_text import PlainLabel, tooltip
from app.workspaces.dataset.dataset_session import DatasetSession
from app.workspaces.dataset.no_pairs import NoPairs
from training.browser.pair_filter import Range
from training.browser.score_charts import make_score_charts
from training.statistics.chart_set import make_charts
from training.statistics.charts import Chart, Scatter

_HINTS = {
    "Histogram": mark("Click a bar to choose its pairs."),
    "Bars": mark("Click a bar to choose its pairs."),
    "Scatter": mark("Hold Shift and draw a rectangle to choose the pairs in it."),
}


class ChartsPage(QWidget):
    """A list of the charts and the current one, recomputed in the background when the filter changes."""

    failed = Signal(str)

    def __init__(self, session: DatasetSession, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._charts: dict[str, Chart] = {}
        self._stale = True
        self._work = LatestTask(tasks, "Compute the charts", self)
        self._work.completed.connect(self._on_charts)
        self._work.failed.connect(self.failed)
        self.names = QListWidget()
        self.names.setFixedWidth(300)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.names.setAccessibleName(tr("Charts"))
        self.names.currentItemChanged.connect(self._show_current)
        self.plot = Plot()
        self.plot.protected_folders = lambda: session.dataset_folders
        self.plot.range_selected.connect(self._on_range)
        self.plot.value_selected.connect(self._on_value)
        self.plot.rectangle_selected.connect(self._on_rectangle)
        self.plot.failed.connect(self.failed)
        self._caption = PlainLabel(role="muted", wrap=True)
        right = vbox(stretched(self.plot), self._caption, spacing=8)
        view = container(hbox(self.names, stretched(right), spacing=16, margins=0))
        self.no_pairs = NoPairs(session, view)
        self.setLayout(vbox(self.no_pairs, margins=12))
        session.rows_changed.connect(self._refresh)

    @property
    def settled(self) -> bool:
        """Whether the charts are those of the chosen pairs."""
        return not self._stale and not self._work.busy

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        self._stale = True
        if self._session.dataset_table is None:
            self._work.cancel()
            self._charts = {}
            self.names.clear()
            self._show_current()
        elif self.isVisible():
            self._stale = False
            self._work.request(_charts, self._session.chosen)

    @Slot(object)
    def _on_charts(self, charts: dict[str, Chart]) -> None:
        self._charts = charts
        titles = {key: tr(chart.title) for key, chart in charts.items()}
        listed = {self.names.item(row).data(Qt.ItemDataRole.UserRole): row for row in range(self.names.count())}
        if list(listed) != list(titles):
            current = self.names.currentItem()
            selected = current.data(Qt.ItemDataRole.UserRole) if current is not None else None
            self.names.blockSignals(True)
            self.names.clear()
            for key, title in titles.items():
                item = QListWidgetItem(title)
                item.setData(Qt.ItemDataRole.UserRole, key)
                item.setToolTip(tooltip(title))
                self.names.addItem(item)
            self.names.setCurrentRow(list(titles).index(selected) if selected in titles else 0)
            self.names.blockSignals(False)
        self._show_current()

    def show_chart(self, key: str) -> None:
        """Selects the chart with this key, if there is one."""
        for row in range(self.names.count()):
            if self.names.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.names.setCurrentRow(row)

    def _show_current(self) -> None:
        item = self.names.currentItem()
        chart = self._charts.get(item.data(Qt.ItemDataRole.UserRole)) if item is not None else None
        self.plot.show_chart(chart)
        hint = tr(_HINTS.get(type(chart).__name__, ""))
        self._caption.setText(f"{tr(chart.caption)} {hint}".strip() if chart is not None else "")

    @Slot(str, float, float, bool)
    def _on_range(self, column: str, low: float, high: float, closed: bool) -> None:
        self._session.set_filter(self._session.filter.with_range(column, Range(low, high, closed)))

    @Slot(str, str)
    def _on_value(self, column: str, value: str) -> None:
        self._session.set_filter(self._session.filter.with_choice(column, frozenset((value,))))

    @Slot(float, float, float, float)
    def _on_rectangle(self, left: float, right: float, bottom: float, top: float) -> None:
        chart = self.plot.chart
        if isinstance(chart, Scatter) and len(self.plot.rows_within(left, right, bottom, top)):
            narrowed = self._session.filter.with_range(chart.x.column, Range(left, right))
            self._session.set_filter(narrowed.with_range(chart.y.column, Range(bottom, top)))


def _charts(handle: TaskHandle, pairs: pd.DataFrame) -> dict[str, Chart]:
    handle.raise_if_cancelled()
    pairs = pairs.reset_index(drop=True)
    return make_score_charts(pairs) | make_charts(pairs)
