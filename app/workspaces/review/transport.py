"""Transport: the row of controls below the time line: play, step, seek, time, range, findings, speed and pace."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QToolButton, QWidget

from app.actions import ActionTable
from app.playback.clock import SPEEDS
from app.playback.frame_timer import Pace
from app.translation import mark, tr
from app.widgets.buttons import action_button
from app.widgets.layouts import hbox, spacer
from app.widgets.plain_text import PlainLabel, control_text, tooltip
from app.widgets.theme import icon
from app.workspaces.review.frame_times import format_indexing, format_time

_PACES: tuple[tuple[Pace, str], ...] = (("every_frame", mark("Every frame")), ("real_time", mark("Real time")))
_COUNTED = mark("Frames count from 0, as in exports")


class Transport(QWidget):
    """Buttons for actions of the table, and lists that emit their choices."""

    speed_chosen = Signal(float)
    pace_chosen = Signal(str)

    def __init__(self, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.play_button = action_button(actions["play"], 26)
        self.time = QToolButton()
        self.time.setToolTip(f"{actions['go_to'].toolTip()}\n{tr(_COUNTED)}")
        self.time.clicked.connect(actions["go_to"].trigger)
        self.time.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.time.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.time.setAccessibleName(tr("Time and frame"))

        self.speed = QComboBox()
        for speed in SPEEDS:
            self.speed.addItem(f"{speed:g}x", speed)
        self.speed.setToolTip(_with_keys(tr("Speed"), actions, "slower", "faster", "normal_speed"))
        self.speed.setAccessibleName(tr("Speed"))
        self.speed.activated.connect(lambda: self.speed_chosen.emit(self.speed.currentData()))

        self.pace = QComboBox()
        for pace, text in _PACES:
            self.pace.addItem(tr(text), pace)
        paces = tr(
            "Every frame: each frame is shown with its mask; a slow computer plays slower.\n"
            "Real time: the pace of the recording is kept and frames are skipped ({key})"
        )
        self.pace.setToolTip(paces.format(key=actions["real_time"].shortcut().toString()))
        self.pace.setAccessibleName(tr("If the computer is too slow"))
        self.pace.activated.connect(lambda: self.pace_chosen.emit(self.pace.currentData()))
        for box in (self.speed, self.pace):
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        self.loop_text = PlainLabel(role="muted")

        self._row = hbox(
            *self._buttons("go_start", "back_10s", "step_back"),
            self.play_button,
            *self._buttons("step_forward", "forward_10s", "go_end"),
            8,
            self.time,
            spacer(1),
            self.loop_text,  # left of its buttons, so that they do not move when it changes
            4,
            *self._buttons("loop_start", "loop_end", "loop_clear"),
            _line(),
            *self._buttons("previous_finding", "next_finding", "edit_mask"),
            _line(),
            self.speed,
            4,
            self.pace,
            spacing=2,
            margins=(8, 2, 8, 6),
        )
        self.setLayout(self._row)
        self._time_forms: tuple[str, ...] = ("",)
        self.time.setMinimumWidth(1)  # the text is chosen to fit, and must not limit the width of the window
        self.show_time(None, 0, 0.0, 0.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Shows as much of the time, and then of the loop, as fits next to the controls."""
        if not self.isVisible():
            self.time.setText(control_text(self._time_forms[0]))  # it has no width yet
            return
        fixed = (self._row.itemAt(place) for place in range(self._row.count()))
        margins = self._row.contentsMargins()
        taken = margins.left() + margins.right() + self._row.spacing() * (self._row.count() - 1)
        taken += sum(i.sizeHint().width() for i in fixed if i is not None and i.widget() not in self._fitted)
        room = self.width() - taken
        padding = self.time.sizeHint().width() - self._width_of(self.time.text())
        text = next((form for form in self._time_forms if self._width_of(form) + padding <= room), self._time_forms[-1])
        self.time.setText(control_text(text))
        self.loop_text.setVisible(self._width_of(text) + padding + self.loop_text.sizeHint().width() <= room)

    @property
    def _fitted(self) -> tuple[QWidget, ...]:
        return self.time, self.loop_text

    def _width_of(self, text: str) -> int:
        return self.time.fontMetrics().horizontalAdvance(text)

    def show_time(
        self,
        index: int | None,
        frame_count: int,
        time_s: float,
        duration_s: float,
        *,
        index_fraction: float = 1.0,
        name: str = "",
    ) -> None:
        """Shows the playhead; `index` is None without a source.

        With an `index_fraction` below 1, of the index that is being built, the length is not known yet. `name` is that
        of an unrelated picture, which is shown without times.
        """
        if index is None:
            forms: tuple[str, ...] = ("-:-- / -:--",)
        elif index_fraction < 1.0:
            frame = tr("frame {number}").format(number=index)
            building = format_indexing(index_fraction)
            forms = (f"{format_time(time_s)}   {frame}   {building}", f"{frame}   {building}", frame)
        else:
            last = str(max(0, frame_count - 1))
            number = str(index).rjust(len(last), "\u2007")  # as wide as a digit, so that the text does not move
            frame = tr("frame {number}").format(number=number)
            numbered = f"{frame} / {last}"
            now, end = format_time(time_s), format_time(duration_s)
            timed = (f"{now} / {end}   {numbered}", f"{now}   {numbered}", f"{now}   {frame}")
            forms = (*((f"{name}   {numbered}", numbered) if name else timed), frame)
        self._time_forms = forms
        self._fit()
        self.time.setToolTip(tooltip(f"{self._actions['go_to'].toolTip()}\n{forms[0]}\n{tr(_COUNTED)}"))

    def show_playing(self, playing: bool) -> None:
        action = self._actions["play"]
        action.setIcon(icon("pause" if playing else "play"))
        action.setText(tr("Pause") if playing else tr("Play"))

    def show_speed(self, speed: float) -> None:
        index = self.speed.findData(speed)
        if index < 0:
            # A speed from the settings may lie between those of the row.
            index = sum(self.speed.itemData(k) < speed for k in range(self.speed.count()))
            self.speed.insertItem(index, f"{speed:g}x", speed)
        self.speed.setCurrentIndex(index)

    def show_pace(self, pace: str) -> None:
        self.pace.setCurrentIndex(self.pace.findData(pace))

    def show_loop(self, text: str) -> None:
        """Shows the ends of the range; empty for none."""
        self.loop_text.setText(text)
        self._fit()

    def _buttons(self, *names: str) -> list[QToolButton]:
        return [action_button(self._actions[name], 20) for name in names]


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setFixedSize(17, 20)
    line.setEnabled(False)
    return line


def _with_keys(text: str, actions: ActionTable, *names: str) -> str:
    keys = ", ".join(f"{actions[name].shortcut().toString()} {actions[name].text().lower()}" for name in names)
    return f"{text} ({keys})"
