"""One line of facts under the controls: is this frame's mask there, how fast it plays, what runs the model."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.playback.mask_state import MaskState
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import colours
from app.workspaces.review.time_axis import format_indexing
from polyp_core.analysis.analysis_order import Stage
from polyp_core.masks.prediction import Prediction

_STATES = {
    MaskState.NO_SOURCE: ("○", "faint", "No picture"),
    MaskState.NO_MODEL: ("○", "muted", "No model: no masks are shown"),
    MaskState.ANALYSING: ("◐", "warning", "Analysing this frame"),
    MaskState.READY: ("●", "good", "Mask ready"),
    MaskState.NO_MASK: ("○", "danger", "No mask for this frame"),
}
_FILE_WIDTH_PX = 220
_HIDDEN = ("◌", "warning", "Mask hidden")
_SUPPRESSED, _RAW = ("●", "good", "No polyp in this frame"), ("◌", "warning", "Raw mask")


class StatusLine(QFrame):
    """Shows what it is told; the light differs by shape and words as well as by colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._overlay_visible = MaskState.NO_SOURCE, True
        self._prediction: Prediction | None = None
        self._raw = False
        self.light, self.state = PlainLabel(), PlainLabel()
        self.file = PlainLabel()
        self.file.setMaximumWidth(_FILE_WIDTH_PX)
        self.rate, self.inference, self.device = PlainLabel(), PlainLabel(), PlainLabel()
        self.analysed, self.skipped, self.damaged = PlainLabel(), PlainLabel(), PlainLabel()
        self.awaited = PlainLabel()
        self.rate.setToolTip("The clip's own rate, and how many frames a second are really shown")
        self.inference.setToolTip("How long the network takes for one frame")
        self.device.setToolTip("What the model runs on")
        self.skipped.setToolTip("Frames left out since playback started, to keep the clip's pace")
        self.damaged.setToolTip("Frames that the recording holds damaged, of those analysed so far")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 4)
        row.setSpacing(6)
        row.addWidget(self.light)
        row.addWidget(self.state)
        self.state.setMinimumWidth(self.fontMetrics().horizontalAdvance("Analysing this frame") + 12)
        for label in (self.file, self.rate, self.skipped, self.damaged, self.awaited):
            row.addSpacing(10)
            row.addWidget(label)
        row.addStretch(1)
        for label in (self.analysed, self.inference, self.device):
            row.addWidget(label)
            row.addSpacing(10)
        for label in (self.rate, self.inference, self.device, self.analysed):
            label.setProperty("role", "muted")
        self.show_mask_state(MaskState.NO_SOURCE)
        self.show_counts(0, 0)
        self.show_indexing(None)
        self.show_file(None)

    def show_mask_state(self, state: MaskState) -> None:
        self._state = state
        sign, role, text = _STATES[state]
        if state is MaskState.READY and self._prediction is not None and self._prediction.is_suppressed:
            sign, role, text = _RAW if self._raw and self._overlay_visible else _SUPPRESSED
            text += f" ({_format_presence(self._prediction)})"
        elif state is MaskState.READY and not self._overlay_visible:
            sign, role, text = _HIDDEN
        self.light.setText(sign)
        self.light.setStyleSheet(f"color: {getattr(colours(), role)}")
        self.state.setText(text)

    def show_overlay_visible(self, visible: bool) -> None:
        """Whether the mask is drawn where there is one."""
        self._overlay_visible = visible
        self.show_mask_state(self._state)

    def show_presence(self, prediction: Prediction | None) -> None:
        """Shows the presence of the frame on screen, and whether it suppresses the mask."""
        self._prediction = prediction
        self.show_mask_state(self._state)

    def show_raw(self, raw: bool) -> None:
        """Whether a suppressed mask is drawn all the same."""
        self._raw = raw
        self.show_mask_state(self._state)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.show_mask_state(self._state)
        super().changeEvent(event)

    def show_file(self, name: str | None) -> None:
        """The file of the picture on screen, where each frame is a file of its own."""
        self.file.setVisible(name is not None)
        self.file.setText(self.fontMetrics().elidedText(name or "", Qt.TextElideMode.ElideMiddle, _FILE_WIDTH_PX))
        self.file.setToolTip(name or "")

    def show_rate(self, clip_fps: float | None, varies: bool, shown_fps: float | None, wanted_fps: float) -> None:
        """`shown_fps` None while nothing plays."""
        if clip_fps is None:
            self.rate.setText("")
            return
        text = f"{clip_fps:.4g} fps{' on average' if varies else ''}"
        if shown_fps is not None:
            text += f", shown {shown_fps:.1f} fps"
            if shown_fps < 0.95 * wanted_fps:
                text += f" ({shown_fps / wanted_fps:.2f}x)"
        self.rate.setText(text)

    def show_engine(self, device: str, seconds_per_frame: float | None) -> None:
        """`device` empty while no model is loaded."""
        self.device.setText(device)
        self.inference.setText(f"{seconds_per_frame * 1000:.0f} ms per frame" if device and seconds_per_frame else "")

    def show_indexing(self, fraction: float | None, awaited: str = "") -> None:
        """How much of the index (0..1) is read, instead of how much is analysed; None once it is complete.

        `awaited` is a place to go to that the index has not reached yet.
        """
        self.awaited.setText(f"Goes to {awaited} once the index has reached it" if awaited else "")
        self.awaited.setVisible(bool(awaited))
        if fraction is not None:
            self.analysed.setText(format_indexing(fraction).capitalize())

    def show_analysed(self, analysed: int, frame_count: int, stage: Stage | None = None) -> None:
        """How much of the clip is analysed, and what the analysis is at."""
        if frame_count and analysed >= frame_count:
            self.analysed.setText("Analysed")
            return
        shown = f"{100 * analysed // frame_count}% analysed" if frame_count and analysed else ""
        self.analysed.setText(f"{stage.value.capitalize()}: {shown}" if shown and stage is not None else shown)

    def show_counts(self, skipped: int, damaged: int) -> None:
        self.skipped.setText(f"{skipped} skipped" if skipped else "")
        self.damaged.setText(f"{damaged} damaged" if damaged else "")
        self.skipped.setVisible(bool(skipped))
        self.damaged.setVisible(bool(damaged))


def _format_presence(prediction: Prediction) -> str:
    """Such as "presence 0.12, level 0.40"; with more digits where two would make both look alike."""
    values = (prediction.presence or 0.0, prediction.presence_level)
    digits = 2 if round(values[0], 2) != round(values[1], 2) else 4
    return "presence {:.{n}f}, level {:.{n}f}".format(*values, n=digits)
