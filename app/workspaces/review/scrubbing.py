"""Scrubbing: moves the player by the time line, and shows a preview of the frame under the pointer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QWidget

from app.playback.playback_range import Loop
from app.playback.player import Player
from app.translation import tr
from app.workspaces.review.finding_text import format_frame_facts
from app.workspaces.review.findings_panel.list_rows import FindingRow, Row
from app.workspaces.review.frame_times import format_time
from app.workspaces.review.hover_preview import HoverPreview
from app.workspaces.review.review_session import ReviewSession
from app.workspaces.review.time_line import TimeLine
from polyp_core.findings.curve import Curve


class Scrubbing(QObject):
    """Playback pauses while the playhead is dragged, and goes on from where it is released."""

    def __init__(
        self,
        time_line: TimeLine,
        player: Player,
        session: ReviewSession,
        findings: Callable[[], Sequence[FindingRow]],
        current: Callable[[], Row | None],
        curve: Callable[[], Curve],
        around: QWidget,
    ) -> None:
        """`findings` returns the reader's list, `current` its current row, `curve` what is shown.

        The preview floats over `around`.
        """
        super().__init__(around)
        self._time_line, self._player, self._session = time_line, player, session
        self.preview = HoverPreview(around)
        self._findings, self._current, self._curve, self._around = findings, current, curve, around
        self._resumes = False
        time_line.pressed.connect(self._on_pressed)
        time_line.dragged.connect(player.seek)
        time_line.released.connect(self._on_released)
        time_line.valueChanged.connect(player.seek)
        time_line.range_selected.connect(lambda first, last: player.set_loop(Loop(first, last)))
        time_line.hovered.connect(self._on_hovered)
        session.thumbnail_arrived.connect(self._on_thumbnail)

    @Slot()
    def _on_pressed(self) -> None:
        self._resumes = self._player.playing
        self._player.pause()

    @Slot(int)
    def _on_released(self, index: int) -> None:
        self._player.seek(index)
        if self._resumes:
            self._player.play()

    @Slot(int)
    def _on_hovered(self, index: int) -> None:
        if index < 0 or (info := self._player.info) is None:
            self.preview.leave()
            return
        marks = self._time_line.marks_at(index)
        facts = format_frame_facts(self._findings(), self._curve(), index, marks, self._current())
        frame = tr("frame {number}").format(number=index)
        where = info.frame_names[index] if info.frame_names else format_time(self._player.time_s(index))
        text = "\n".join([f"{where}   {frame}", *facts])
        # While dragging, the canvas is the preview, and a second decoder would slow it down.
        image = None if self._time_line.dragging else self._session.thumbnail(index)
        above = self._time_line.mapTo(self._around, QPoint(round(self._time_line.axis.x_of(index)), 0))
        self.preview.show_frame(index, text, image, above)

    @Slot(int)
    def _on_thumbnail(self, index: int) -> None:
        if index == self.preview.frame_index:
            self._on_hovered(index)
