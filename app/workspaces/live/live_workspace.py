"""The Live workspace: watches a capture card or a stream, records it, and lists findings as they come."""

import threading
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QComboBox, QListWidget, QWidget

from app.canvas.picture_composition import compose_picture
from app.playback.prefetcher_signals import Latest
from app.services.deadline import Deadline
from app.services.overlay_style import overlay_style
from app.translation import mark, tr, tr_error
from app.widgets.buttons import push_button
from app.widgets.file_dialogs import ask_for_folder
from app.widgets.layouts import container, hbox, stretched, vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.qimages import to_qimage
from app.widgets.theme import icon
from app.workspaces.context import Context
from app.workspaces.live.live_canvas import LiveCanvas
from app.workspaces.live.live_labels import (
    format_delay,
    format_finding,
    format_input,
    format_recording,
    format_warning,
)
from polyp_core.errors import SourceError
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.live.address import LiveAddress, find_devices, parse_address
from polyp_core.live.live_view import LivePicture, LiveView

_UPDATE_MS = 250
_SIDE_PX = 280
_ABOUT = mark("Capture device, or a stream such as udp://127.0.0.1:5000 or rtsp://camera.local/stream")


class LiveWorkspace(QWidget):
    """Shows the newest picture with its mask. Nothing is opened before Watch is pressed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view: LiveView | None = None
        self._address: LiveAddress | None = None
        self._segmenter: SegmenterThread | None = None
        self._latest = Latest(self)
        self._latest.arrived.connect(self._show_picture)
        self.address = QComboBox()
        self.address.setEditable(True)
        self.address.setAccessibleName(tr("Address"))
        self.address.setToolTip(tr(_ABOUT))
        edit = self.address.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(tr(_ABOUT))
        edit.setStyleSheet("padding: 0; border: none; background: transparent")  # the combo box has both
        edit.returnPressed.connect(self._toggle)
        self.address.addItems(find_devices())
        self.address.setCurrentText(context.settings.live_address)
        self.watch = push_button(tr("Watch"), "play", tr("Show the newest picture of this address"))
        self.watch.clicked.connect(self._toggle)
        self.record = push_button(tr("Record…"), "record-circle-outline", tr("Write what arrives into a folder"))
        self.record.clicked.connect(self._toggle_recording)
        self.canvas = LiveCanvas()
        self.canvas.painted.connect(self._on_painted)
        self.findings = QListWidget()
        self.findings.setAccessibleName(tr("Findings"))
        text = tr("Findings are listed here while a live picture is watched.")
        self.no_findings = PlainLabel(text, role="muted", wrap=True)
        self.status = PlainLabel(role="muted")
        self._timer = QTimer(self, interval=_UPDATE_MS)
        self._timer.timeout.connect(self._update)
        context.models.chosen.connect(self._use_model)
        context.models.device_chosen.connect(self._use_model)
        self._lay_out()
        self._update()

    def _lay_out(self) -> None:
        bar = hbox(stretched(self.address), self.watch, self.record, spacing=8)
        parts = (PlainLabel(tr("Findings"), role="heading"), self.no_findings, stretched(self.findings))
        side = container(vbox(*parts, spacing=8, margins=(12, 0, 0, 0)))
        side.setFixedWidth(_SIDE_PX)
        page = hbox(stretched(self.canvas), side, spacing=0, margins=0)
        self.setLayout(vbox(bar, stretched(container(page)), self.status, spacing=10, margins=(16, 12, 16, 12)))

    # -- Watching ------------------------------------------------------------------------------------------------------

    @property
    def view(self) -> LiveView | None:
        """What is watched now."""
        return self._view

    @Slot()
    def _toggle(self) -> None:
        if self._view is not None:
            self.stop()
        else:
            self.start(self.address.currentText())

    def start(self, text: str) -> None:
        """Watches the device or stream that `text` names."""
        try:
            address = parse_address(text)
        except SourceError as error:
            self._context.requests.notice.emit(tr_error(error))
            return
        self.stop()
        if address.name == text:  # without a password
            self._context.settings.live_address = text
        if self._segmenter is None:
            self._use_model()
        self._context.queue.worker.set_live(True)
        self._address = address
        self.findings.clear()
        self._view = LiveView(address, self._segmenter, self._context.settings.alarm_policy, self._compose)
        self._timer.start()
        self._update()

    def stop(self) -> None:
        """Ends watching and recording; the connection is closed in the background."""
        view, self._view = self._view, None
        if view is None:
            return
        view.stop()
        self._context.tasks.run(lambda handle: view.close(), tr("Close the live picture"))
        self._context.queue.worker.set_live(False)
        self._timer.stop()
        self.canvas.clear()
        self._update()

    @Slot()
    def _use_model(self) -> None:
        """Opens the model in use; a view goes on with it from the next picture on."""
        model, device = self._context.models.model, self._context.models.device
        if model is None or (self._view is None and self._segmenter is None and not self.isVisible()):
            return
        former = self._segmenter
        self._segmenter = SegmenterThread(lambda: Segmenter.open(model, device))
        if self._view is not None:
            self._view.set_segmenter(self._segmenter)
        if former is not None:
            self._context.tasks.run(lambda handle: former.close(), tr("Close the model of the live picture"))

    def _compose(self, picture: LivePicture) -> None:
        """Draws the mask over its picture, in the thread of the analysis."""
        height, width = picture.analysed.frame.image.shape[:2]
        settings, model = self._context.settings, self._context.models.model
        style = overlay_style(settings, model.card if model is not None else None)
        image = compose_picture(picture.analysed, self.canvas.scale_for(width, height), style)
        self._latest.put("picture", (picture, to_qimage(image)))

    @Slot(object, object)
    def _show_picture(self, kind: object, value: tuple[LivePicture, object]) -> None:
        if self._view is not None:
            self.canvas.show_picture(*value)  # type: ignore[arg-type]

    @Slot(object)
    def _on_painted(self, picture: LivePicture) -> None:
        if self._view is not None:
            self._view.shown(picture)

    @property
    def notice_place(self) -> QWidget:
        """The picture, below the address."""
        return self.canvas

    # -- Recording -----------------------------------------------------------------------------------------------------

    @Slot()
    def _toggle_recording(self) -> None:
        if self._view is None:
            return
        if self._view.is_recording:
            view = self._view
            self._context.tasks.run(lambda handle: view.stop_recording(), tr("Finish the live recording"))
            return
        if folder := ask_for_folder(self, tr("Record into a folder"), self._context.settings.live_folder):
            self.start_recording(folder)

    def start_recording(self, folder: Path) -> None:
        """Records what is watched into parts in `folder`."""
        if self._view is not None:
            self._context.settings.live_folder = folder
            self._view.start_recording(folder)
            self._update()

    # -- Shown state ---------------------------------------------------------------------------------------------------

    @Slot()
    def _update(self) -> None:
        view = self._view
        self.watch.setText(tr("Stop") if view is not None else tr("Watch"))
        self.watch.setIcon(icon("stop" if view is not None else "play"))
        self.address.setEnabled(view is None)
        self.record.setEnabled(view is not None)
        is_recording = view is not None and view.is_recording
        self.record.setText(tr("Stop recording") if is_recording else tr("Record…"))
        self.record.setIcon(icon("stop-circle-outline" if is_recording else "record-circle-outline", "danger"))
        if view is None or self._address is None:
            self.canvas.set_texts(delay="", warning="", recording="")
            self.status.setText("")
            return
        state = view.state
        recording = format_recording(state.recorder)
        self.canvas.set_texts(
            delay=format_delay(state), warning=format_warning(state, self._address.name), recording=recording
        )
        self.status.setText(format_input(state))
        self._show_findings(
            [format_finding(each, state) for each in reversed((*state.ended_findings, *state.current_findings))]
        )

    def _show_findings(self, lines: list[str]) -> None:
        """Shows the newest finding first."""
        for row, line in enumerate(lines):
            if (item := self.findings.item(row)) is None:
                self.findings.addItem(line)
            elif item.text() != line:
                item.setText(line)
        while self.findings.count() > len(lines):
            self.findings.takeItem(self.findings.count() - 1)
        self.no_findings.setVisible(not lines)

    def shutdown(self, deadline: Deadline | None = None) -> None:
        """Ends watching, finishes the recording and closes the model."""
        self._timer.stop()
        view, self._view = self._view, None
        if view is not None:
            view.stop()
            # A disk that does not answer must not keep the window open.
            finishing = threading.Thread(target=view.close, name="live-close", daemon=True)
            finishing.start()
            (deadline or Deadline()).join(finishing)
        segmenter, self._segmenter = self._segmenter, None
        if segmenter is not None:
            segmenter.close()
