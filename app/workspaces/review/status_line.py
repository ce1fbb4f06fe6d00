"""StatusLine: what is found in the frame on screen, and how far the analysis of the recording is."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QToolButton, QWidget

from app.playback.mask_state import MaskState
from app.translation import mark, tr
from app.widgets.plain_text import ElidedLabel, PlainLabel
from app.widgets.theme import colours, icon
from app.workspaces.review.details_popover import DetailsPopover
from app.workspaces.review.frame_times import format_indexing
from polyp_core.masks.prediction import Prediction

_STATES = {
    MaskState.NO_SOURCE: ("○", "faint", mark("No picture")),
    MaskState.NO_MODEL: ("○", "muted", mark("No model: no masks are shown")),
    MaskState.ANALYSING: ("◐", "warning", mark("Analysing this frame")),
    MaskState.READY: ("●", "good", mark("Mask ready")),
    MaskState.NO_MASK: ("○", "danger", mark("No mask for this frame")),
}
_FILE_WIDTH_PX = 220
_GAP_PX = 10  # before each text
_BEFORE_PROGRESS = 4  # optional texts that matter less than how long the analysis will take
_HIDDEN = ("◌", "warning", mark("Mask hidden"))
_SUPPRESSED, _RAW = ("●", "good", mark("No polyp in this frame")), ("◌", "warning", mark("Raw mask"))
_SUPPRESSED_IN_FINDING = ("●", "good", mark("Mask suppressed in this frame"))


class StatusLine(QWidget):
    """A row of short texts; the state of the mask differs by shape and words as well as by colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._overlay_visible = MaskState.NO_SOURCE, True
        self._prediction: Prediction | None = None
        self._raw = False
        self.light, self.state = PlainLabel(), PlainLabel()
        self.marked, self.finding, self.file = PlainLabel(), PlainLabel(), ElidedLabel()
        self.analysed, self.skipped, self.damaged = ElidedLabel(), PlainLabel(), PlainLabel()
        self.awaited = PlainLabel()
        self.marked.setToolTip(tr("Size of the mask of this frame, in % of the picture, and its mean probability"))
        self.finding.setToolTip(tr("The finding that this frame belongs to"))
        self.skipped.setToolTip(tr("Frames skipped since playback started, to keep the pace of the recording"))
        self.damaged.setToolTip(tr("Damaged frames among those analysed so far"))
        self.pause = QToolButton()
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self._show_paused)
        self.details = DetailsPopover(self)
        self.rate, self.inference, self.device = self.details.rate, self.details.inference, self.details.device
        self.details_button = QToolButton()
        self.details_button.setIcon(icon("information-outline"))
        self.details_button.setAccessibleName(tr("Details"))
        self.details_button.setToolTip(tr("Frame rate, time per frame, device, and the colours of the time line"))
        self.details_button.clicked.connect(lambda: self.details.show_above(self.details_button))
        for button in (self.pause, self.details_button):
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Least important first: hidden where there is no room.
        self._optional = (self.file, self.damaged, self.skipped, self.marked, self.finding, self.awaited)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(self.light)
        row.addWidget(self.state)
        for label in (self.marked, self.finding, self.file, self.skipped, self.damaged, self.awaited):
            label.setContentsMargins(_GAP_PX, 0, 0, 0)
            row.addWidget(label)
        row.addWidget(self.analysed, 1)
        row.addWidget(self.pause)
        row.addWidget(self.details_button)
        self.setMinimumWidth(130)
        self.analysed.setElideMode(Qt.TextElideMode.ElideRight)
        self.analysed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.analysed.setProperty("role", "muted")
        self._show_paused(False)
        self.pause.hide()
        self.show_mask_state(MaskState.NO_SOURCE)
        self.show_mask(None)
        self.show_finding("")
        self.show_counts(0, 0)
        self.show_indexing(None)
        self.show_file(None)

    # -- The frame on screen -------------------------------------------------------------------------------------------

    def show_mask_state(self, state: MaskState) -> None:
        self._state = state
        sign, role, text = _STATES[state]
        if state is MaskState.READY and self._prediction is not None and self._prediction.is_suppressed:
            suppressed = _SUPPRESSED_IN_FINDING if self.finding.text() else _SUPPRESSED
            sign, role, text = _RAW if self._raw and self._overlay_visible else suppressed
            self._show_state(sign, role, f"{tr(text)} ({_format_presence(self._prediction)})")
            return
        if state is MaskState.READY and not self._overlay_visible:
            sign, role, text = _HIDDEN
        self._show_state(sign, role, tr(text))

    def _show_state(self, sign: str, role: str, text: str) -> None:
        self.light.setText(sign)
        self.light.setStyleSheet(f"color: {getattr(colours(), role)}")
        self._show(self.state, text)

    def show_overlay_visible(self, visible: bool) -> None:
        """Whether masks are drawn."""
        self._overlay_visible = visible
        self.show_mask_state(self._state)

    def show_presence(self, prediction: Prediction | None) -> None:
        """Shows the presence of the frame on screen, and whether it suppresses the mask."""
        self._prediction = prediction
        self.show_mask_state(self._state)

    def show_raw(self, raw: bool) -> None:
        """Whether suppressed masks are drawn, too."""
        self._raw = raw
        self.show_mask_state(self._state)

    def show_mask(self, area_fraction: float | None, confidence: float = 0.0, source: str = "") -> None:
        """Shows the size of the frame's mask (0..1) and its mean probability; None if there is no mask yet.

        `source` says where a mask comes from that is not the model's.
        """
        if source:
            text = tr("Area {share}, {source}") if area_fraction else tr("Nothing marked, {source}")
            self._show(self.marked, text.format(share=format_percent(area_fraction or 0.0), source=source))
        elif area_fraction:
            text = tr("Area {share}, confidence {confidence}")
            share = format_percent(area_fraction)
            self._show(self.marked, text.format(share=share, confidence=f"{100 * confidence:.0f} %"))
        else:
            self._show(self.marked, tr("Nothing marked") if area_fraction == 0 else "")

    def show_finding(self, text: str) -> None:
        """Shows which finding the frame belongs to; empty for none. A finding goes on over frames without a mask."""
        was_in_finding = bool(self.finding.text())
        self._show(self.finding, text)
        if bool(text) != was_in_finding:
            self.show_mask_state(self._state)

    def show_file(self, name: str | None) -> None:
        """Shows the file of the frame, if each frame is a file of its own."""
        needed_px = self.file.fontMetrics().horizontalAdvance(name or "") + 2 * _GAP_PX
        self.file.setFixedWidth(min(needed_px, _FILE_WIDTH_PX))
        self._show(self.file, name or "")
        self.file.setToolTip(name or "")

    # -- Playback ------------------------------------------------------------------------------------------------------

    def show_rate(self, source_fps: float | None, varies: bool, shown_fps: float | None, wanted_fps: float) -> None:
        """`shown_fps` is None while paused."""
        if source_fps is None:
            self.rate.setText("")
            return
        text = (tr("{rate} fps on average") if varies else tr("{rate} fps")).format(rate=f"{source_fps:.4g}")
        if shown_fps is not None:
            text = tr("{rate}, shown {shown} fps").format(rate=text, shown=f"{shown_fps:.1f}")
            if shown_fps < 0.95 * wanted_fps:
                text += f" ({shown_fps / wanted_fps:.2f}x)"
        self.rate.setText(text)

    def show_engine(self, device: str, seconds_per_frame: float | None) -> None:
        """`device` is empty while no model is loaded."""
        self.device.setText(device)
        time = f"{seconds_per_frame * 1000:.0f}" if device and seconds_per_frame else ""
        self.inference.setText(tr("{time} ms per frame").format(time=time) if time else "")

    def show_counts(self, skipped: int, damaged: int) -> None:
        self._show(self.skipped, tr("{n} skipped").format(n=skipped) if skipped else "")
        self._show(self.damaged, tr("{n} damaged").format(n=damaged) if damaged else "")

    # -- The recording -------------------------------------------------------------------------------------------------

    def show_indexing(self, fraction: float | None, awaited: str = "") -> None:
        """Shows how much of the index (0..1) is read, instead of the analysis; None once it is complete.

        `awaited` is the target of a seek that is not indexed yet.
        """
        self._show(self.awaited, tr("Goes to {target} once it is indexed").format(target=awaited) if awaited else "")
        if fraction is not None:
            self.analysed.setText(format_indexing(fraction).capitalize())

    def show_analysed(self, text: str, *, can_pause: bool = False, explanation: str = "") -> None:
        """Shows how far the analysis of the recording is, and whether it can be paused."""
        self.analysed.setToolTip(explanation or text)
        if can_pause != self.pause.isVisibleTo(self):
            self.pause.setVisible(can_pause)
            self._fit()
        if text != self.analysed.text():
            self.analysed.setText(text)
            self._fit()

    def _show_paused(self, paused: bool) -> None:
        text = tr("Resume the analysis of the recording") if paused else tr("Pause the analysis of the recording")
        self.pause.setIcon(icon("play" if paused else "pause"))
        self.pause.setAccessibleName(text)
        self.pause.setToolTip(text)

    def _show(self, label: QLabel, text: str) -> None:
        if text != label.text():
            label.setText(text)
            self._fit()

    def _fit(self) -> None:
        """Shows the texts that fit; the progress is elided if leaving out others is not enough."""
        row = self.layout()
        assert row is not None
        progress_px = self.analysed.fontMetrics().horizontalAdvance(self.analysed.text()) + 2
        for least_px, optional in ((progress_px, self._optional[:_BEFORE_PROGRESS]), (0, self._optional)):
            self.analysed.setMinimumWidth(least_px)
            for label in self._optional:
                label.setVisible(bool(label.text()))
            for left_out in (None, *optional):
                if left_out is not None:
                    left_out.hide()
                row.invalidate()
                if row.minimumSize().width() <= self.width():
                    return

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.show_mask_state(self._state)
        super().changeEvent(event)


def format_percent(fraction: float) -> str:
    """Returns a percentage with two digits where it is small: "0.24 %", "3.2 %" or "31 %"."""
    percent = 100 * fraction
    return f"{percent:.2f} %" if percent < 1 else f"{percent:.1f} %" if percent < 10 else f"{percent:.0f} %"


def _format_presence(prediction: Prediction) -> str:
    """Returns a text such as "presence 0.12, level 0.40"; with more digits if both would look alike with two."""
    values = (prediction.presence or 0.0, prediction.presence_level)
    digits = 2 if round(values[0], 2) != round(values[1], 2) else 4
    presence, level = (f"{value:.{digits}f}" for value in values)
    return tr("presence {presence}, level {level}").format(presence=presence, level=level)
