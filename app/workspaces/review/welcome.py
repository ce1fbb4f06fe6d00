"""The page without a source: open something, try the demo, or go on with a recent file or a review."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.actions import ActionTable
from app.services.reviews import FoundReview
from app.services.settings import Settings
from app.services.source_history import recent_name
from app.translation import mark, tr
from app.widgets.plain_text import PlainLabel, tooltip
from app.widgets.theme import icon
from polyp_core.display_text import one_line
from polyp_core.time_text import format_clock

_MISSING = mark("Neither at its last place nor in the folders of recent files. Click to choose where it is.")
_MONTHS = (
    *(mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun")),
    *(mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec")),
)


class WelcomePage(QWidget):
    """What to do first. Reads the recent files from `settings` and follows them; the reviews are set."""

    recent_chosen = Signal(Path)
    review_chosen = Signal(object)
    """A FoundReview."""
    shown = Signal()
    """The page is visible again; `show_reviews` is expected."""

    def __init__(self, settings: Settings, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        title = PlainLabel("Polyp Viewer")
        title.setProperty("role", "title")
        about = PlainLabel(tr("Plays colonoscopy recordings with the predicted polyp masks over them."))
        about.setProperty("role", "muted")
        about.setWordWrap(True)

        self.open_file = _button(actions["open_file"], primary=True)
        self.open_folder = _button(actions["open_folder"])
        self.open_demo = _button(actions["open_demo"])
        drop = PlainLabel(tr("Or drop a video, an image or a folder of frames anywhere in this window."))
        drop.setProperty("role", "muted")
        drop.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(title)
        left.addWidget(about)
        left.addSpacing(14)
        for button in (self.open_file, self.open_folder, self.open_demo):
            left.addWidget(button)
        left.addSpacing(6)
        left.addWidget(drop)
        left.addStretch()

        heading = PlainLabel(tr("Recent files"))
        heading.setProperty("role", "heading")
        clear = QPushButton(tr("Clear"))
        clear.setProperty("role", "link")
        clear.setToolTip(actions["clear_recent"].toolTip())
        clear.clicked.connect(actions["clear_recent"].trigger)
        self._clear = clear
        top = QHBoxLayout()
        top.addWidget(heading)
        top.addStretch()
        top.addWidget(clear)
        self.recent = _chooser(tr("Recent files"))
        self.recent.itemActivated.connect(self._on_chosen)
        self.recent.itemClicked.connect(self._on_chosen)
        self.reviews = _chooser(tr("Reviews"))
        self.reviews.itemActivated.connect(self._on_review_chosen)
        self.reviews.itemClicked.connect(self._on_review_chosen)
        self._reviews_heading = PlainLabel(tr("Reviews"), role="heading")
        self._none = PlainLabel(tr("Files you open will be listed here."))
        self._none.setProperty("role", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lists = QStackedLayout()
        self._lists.addWidget(self._none)
        self._lists.addWidget(self.recent)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(top)
        right.addLayout(self._lists, 1)
        right.addWidget(self._reviews_heading)
        right.addWidget(self.reviews, 1)

        card = QFrame()
        card.setProperty("role", "panel")
        card.setMaximumSize(900, 520)
        columns = QHBoxLayout(card)
        columns.setContentsMargins(32, 28, 32, 28)
        columns.setSpacing(36)
        columns.addLayout(left, 4)
        columns.addLayout(right, 5)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 20)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(across, 20)
        layout.addStretch(1)

        settings.changed.recent_files.connect(self._list_recent)
        self._list_recent()
        self.show_reviews([])

    def show_reviews(self, found: Sequence[FoundReview]) -> None:
        """Lists reviews, each with its recording's name, and how much of it is decided by whom."""
        self.reviews.clear()
        for each in found:
            item = QListWidgetItem(icon("clipboard-text-outline"), review_label(each))
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(tooltip(tr(_MISSING) if each.recording is None else str(each.recording)))
            self.reviews.addItem(item)
        self.reviews.setVisible(bool(found))
        self._reviews_heading.setVisible(bool(found))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _list_recent(self) -> None:
        self.recent.clear()
        for path in self._settings.recent_files:
            item = QListWidgetItem(icon("file-video-outline" if path.suffix else "folder-outline"), recent_name(path))
            item.setToolTip(tooltip(str(path)))
            item.setData(Qt.ItemDataRole.UserRole, path)
            self.recent.addItem(item)
        self._clear.setVisible(self.recent.count() > 0)
        self._lists.setCurrentWidget(self.recent if self.recent.count() else self._none)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.recent_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _on_review_chosen(self, item: QListWidgetItem) -> None:
        self.review_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def review_label(found: FoundReview) -> str:
    """Two lines: the recording, or how long it is if its file is not found; and how much who has decided, and when."""
    summary = found.summary
    length = format_clock(summary.recording.duration_s)
    name = (
        tr("Recording of {length}, file not found").format(length=length)
        if found.recording is None
        else recent_name(found.recording)
    )
    progress = summary.progress
    if progress:
        decided = tr("{decided} of {total} decided").format(decided=progress.decided, total=progress.total)
    else:
        decided = tr("{n} decided").format(n=summary.decided)
    changed = datetime.fromisoformat(summary.changed_at).astimezone()
    state = tr("{decided}, complete").format(decided=decided) if summary.is_complete else decided
    month = tr(_MONTHS[changed.month - 1])
    date = tr("{day} {month} {year}").format(day=changed.day, month=month, year=changed.year)
    return f"{name}\n{state} · {one_line(summary.reader)} · {date}"


def _chooser(name: str) -> QListWidget:
    chooser = QListWidget()
    chooser.setAccessibleName(name)
    chooser.setProperty("role", "icons")
    chooser.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    chooser.setIconSize(QSize(20, 20))
    chooser.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return chooser


def _button(action: QAction, *, primary: bool = False) -> QPushButton:
    button = QPushButton(action.icon(), action.text())
    button.setToolTip(action.toolTip())
    if primary:
        button.setProperty("role", "primary")
        button.setIcon(icon("folder-open-outline", "on_accent"))
    button.setMinimumHeight(38)
    button.clicked.connect(action.trigger)
    return button
