"""The settings page of the caches: their sizes, limits, and buttons to clear them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QFormLayout, QPushButton, QWidget

from app.services.latest_task import LatestTask
from app.services.model_fields import Control
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.translation import mark, tr, tr_n
from app.widgets.accessible import set_name
from app.widgets.form_fields import NumberField
from app.widgets.layouts import hbox, spacer, vbox
from app.widgets.plain_text import PlainLabel
from polyp_core.cache import (
    CACHES,
    LARGEST_CAP_MB,
    LEAST_CAP_MB,
    Cache,
    Usage,
    cap_given_by_environment,
    clear,
    format_size,
    prune_folder,
    usage,
)

_INTRODUCTION = mark(
    "Files that save time and can be made again. Above a limit, the files unused for longest are removed first; files "
    "in use stay. Cancel does not restore what was cleared."
)
_COUNTING = mark("Counting…")
_IN_USE = mark("{size} in use")


class CachesPage(QWidget):
    """Measures and clears the caches in the background; limits apply at once."""

    def __init__(self, settings: Settings, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._work = LatestTask(tasks, "Count the caches", self)
        self._work.completed.connect(self._on_counted)
        self._work.failed.connect(self._on_failed)
        self._tasks = tasks
        self._caps_before_mb = {name: settings.cache_cap_mb(cache) for name, cache in CACHES.items()}
        self.rows = {name: _Row(cache) for name, cache in CACHES.items()}
        self.total = PlainLabel(tr(_COUNTING))
        self.clear_all = QPushButton(tr("Clear all"))
        self.clear_all.setAutoDefault(False)
        self.clear_all.clicked.connect(lambda: self._clear(list(CACHES.values())))
        self._lay_out()
        for name, row in self.rows.items():
            row.cap.edited.connect(lambda name=name, cap=row.cap: self._set_cap(name, round(cap.value())))
            row.clear.clicked.connect(lambda _=False, row=row: self._clear([row.cache]))
        settings.changed.cache_caps_mb.connect(self._show_caps)
        self._show_caps()
        self._work.request(_counted)

    def enforce_caps(self) -> None:
        """Removes files above lowered limits in the background."""
        lowered = [
            (cache, now)
            for name, cache in CACHES.items()
            if (now := self._settings.cache_cap_mb(cache)) < self._caps_before_mb[name]
        ]
        if lowered:
            self._tasks.run(_pruned, "Remove files above the cache limits", lowered)

    def _lay_out(self) -> None:
        introduction = PlainLabel(tr(_INTRODUCTION), role="muted", wrap=True)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        for row in self.rows.values():
            form.addRow(row.title, row)
        foot = hbox(self.total, spacer(), self.clear_all)
        self.setLayout(vbox(introduction, form, foot, spacer(), spacing=14, margins=(0, 4, 0, 0)))

    def _set_cap(self, name: str, value: int) -> None:
        self._settings.cache_caps_mb = {**self._settings.cache_caps_mb, name: value}

    def _clear(self, caches: Sequence[Cache]) -> None:
        for cache in caches:
            self.rows[cache.name].size_label.setText(tr("Clearing…"))
        self._set_enabled(False)
        self._work.request(_cleared, caches)

    def _set_enabled(self, enabled: bool) -> None:
        for button in (*(row.clear for row in self.rows.values()), self.clear_all):
            button.setEnabled(enabled)

    @Slot(object)
    def _on_counted(self, found: "_Counted") -> None:
        for name, row in self.rows.items():
            used = found.usage[name]
            size = format_size(used.size_bytes)
            kept = name in found.cleared and used.files
            row.size_label.setText(tr(_IN_USE).format(size=size) if kept else size)
            files = tr_n("{n} file in {folder}", "{n} files in {folder}", used.files, folder=row.cache.folder)
            row.size_label.setToolTip(files)
        size = format_size(sum(used.size_bytes for used in found.usage.values()))
        self.total.setText(tr("In total: {size}").format(size=size))
        self._set_enabled(True)

    @Slot(str)
    def _on_failed(self, reason: str) -> None:
        self.total.setText(reason)
        self._set_enabled(True)

    @Slot()
    def _show_caps(self) -> None:
        for row in self.rows.values():
            with QSignalBlocker(row.cap):
                row.cap.set_value(self._settings.cache_cap_mb(row.cache))


class _Row(QWidget):
    """One cache: its size, limit and button, above a line about its contents."""

    def __init__(self, cache: Cache) -> None:
        super().__init__()
        self.cache = cache
        title = tr(cache.title)
        self.title = PlainLabel(title)
        self.size_label = PlainLabel(tr(_COUNTING))
        self.size_label.setMinimumWidth(
            self.size_label.fontMetrics().horizontalAdvance(tr(_IN_USE).format(size="1,000 MB  "))
        )
        self.cap = NumberField(Control(unit="MB", step=100), LEAST_CAP_MB, LARGEST_CAP_MB, whole=True)
        set_name(self.cap, tr("Limit of {cache}").format(cache=title))
        given = cap_given_by_environment(cache)
        self.cap.setEnabled(given is None)
        self.cap.setToolTip("" if given is None else tr("This limit is set by an environment variable."))
        self.clear = QPushButton(tr("Clear"))
        self.clear.setAutoDefault(False)
        self.clear.setAccessibleName(tr("Clear {cache}").format(cache=title))
        contents = PlainLabel(tr(cache.description), role="muted", wrap=True)
        of = PlainLabel(tr("of at most"), role="muted")
        row = hbox(self.size_label, of, self.cap, spacer(), self.clear, spacing=10)
        self.setLayout(vbox(row, contents, spacing=3, margins=0))
        self.title.setFixedHeight(self.cap.sizeHint().height())


@dataclass(frozen=True, slots=True)
class _Counted:
    """The usage of the caches by name, and which of them were just cleared."""

    usage: Mapping[str, Usage]
    cleared: frozenset[str] = frozenset()


def _counted(handle: TaskHandle) -> _Counted:
    return _Counted({name: usage(cache) for name, cache in CACHES.items()})


def _cleared(handle: TaskHandle, caches: Sequence[Cache]) -> _Counted:
    for cache in caches:
        clear(cache)
    found = _counted(handle)
    return _Counted(found.usage, frozenset(cache.name for cache in caches))


def _pruned(handle: TaskHandle, lowered: Sequence[tuple[Cache, int]]) -> None:
    for cache, cap_mb in lowered:
        prune_folder(cache.folder, cap_mb * 1_000_000)
