"""Actions that export, save or copy frames, and the redactions that apply to all of them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from app.services.diagnostics import describe
from app.services.paths import pictures_dir
from app.services.tasks import Task
from app.shell.footer import Footer
from app.shell.opening import Opening
from app.shell.shell_context import ShellContext
from app.translation import tr, tr_n, tr_value
from app.workspaces.review.export_dialog import ExportDialog
from app.workspaces.review.export_form import ExportSubject
from app.workspaces.review.export_task_dialog import ExportTaskDialog
from app.workspaces.review.privacy_editor import PrivacyEditor
from app.workspaces.review.snapshot import Snapshot, SnapshotSaver
from polyp_core.export.privacy import Box, Privacy
from polyp_core.export.provenance import Provenance, exported_track
from polyp_core.export.run_export import AnnotateResult, model_name
from polyp_core.frames.frame import Image, SourceInfo
from resources import DEMO_CLIP


class ExportActions(QObject):
    """Exports, saves and copies what the Review workspace shows, and reports the result in a notice."""

    privacy_changed = Signal()
    """The user changed the redactions or the crop of the source on screen."""
    exports_ended = Signal()
    """The last running export has ended."""

    def __init__(self, context: ShellContext, footer: Footer) -> None:
        super().__init__(context.window)
        self._review, self._opener, self._window = context.review, context.opener, context.window
        self._settings, self._tasks, self._notices = context.settings, context.tasks, context.notices
        self._footer = footer
        self._exports: list[Task] = []
        self.privacy_editor: PrivacyEditor | None = None
        self.export_dialog: ExportDialog | None = None
        self._snapshots = SnapshotSaver(self._tasks, self)
        self._snapshots.saved.connect(self._on_saved)
        self._snapshots.copied.connect(self._on_copied)
        self._snapshots.failed.connect(lambda error: self._notices.warn(describe(error).message))
        self._review.canvas.box_drawn.connect(self._on_box_drawn)
        self._review.player.info_changed.connect(self._on_info)

    # -- Snapshot and copy ---------------------------------------------------------------------------------------------

    def snapshot(self) -> None:
        """Saves the frame on screen with its overlay."""
        self._save(with_overlay=True)

    def snapshot_bare(self) -> None:
        """Saves the frame on screen without the overlay."""
        self._save(with_overlay=False)

    def copy_frame(self) -> None:
        """Copies the frame on screen with its overlay."""
        if self.may_export() and (snapshot := self._current_snapshot(with_overlay=True)) is not None:
            self._snapshots.copy(snapshot)

    def copy_frame_bare(self) -> None:
        """Copies the frame on screen without the overlay."""
        if self.may_export() and (snapshot := self._current_snapshot(with_overlay=False)) is not None:
            self._snapshots.copy(snapshot)

    def _save(self, *, with_overlay: bool) -> None:
        if self.may_export() and (snapshot := self._current_snapshot(with_overlay=with_overlay)) is not None:
            opening = self._opener.current
            path = opening.path if opening is not None else ()
            sources = (path,) if isinstance(path, Path) else path
            self._snapshots.save(snapshot, self._settings.snapshot_dir or pictures_dir(), sources)

    def _current_snapshot(self, *, with_overlay: bool) -> Snapshot | None:
        analysed, source = self._review.current_frame(), self._review.current_source
        if analysed is None or source is None:
            return None
        provenance, other = self.provenance(), self._review.comparison.second.exported
        if provenance is not None and other is not None and with_overlay and self._review.canvas.second is not None:
            provenance = replace(provenance, second_model=model_name(other.segmenter.opened.result().model))
        if provenance is not None and with_overlay and analysed.stored_mask is not None:
            provenance = replace(provenance, corrections=f"1 frame by {self._review.decisions.reader}")
        snapshot = Snapshot(
            source.path.stem,
            analysed,
            self._review.overlay_style,
            self._review.privacy,
            provenance,
            with_overlay,
            self._review.current_truth() if with_overlay else None,
            self._settings.snapshot_neutral_names,
            self._review.session.model_hidden,
            self._review.canvas.second if with_overlay else None,
        )
        if snapshot.withheld:
            self._notices.warn(
                tr(
                    "This picture would be all black: a redaction rectangle or the crop lies outside pictures of its "
                    "size. Change them under Export > Privacy."
                )
            )
            return None
        return snapshot

    def provenance(self) -> Provenance | None:
        """The model and the settings of the view; None while no model is loaded."""
        thread, style = self._review.segmenter_thread, self._review.overlay_style
        if thread is None or not thread.opened.done() or thread.opened.exception() is not None:
            return None
        source = self._review.current_source
        return Provenance(
            model_name(thread.opened.result().model),
            style.threshold,
            style.min_region_fraction * 100,
            exported_track(source) if source is not None else None,
        )

    def _on_saved(self, path: Path, missing_mask: str) -> None:
        text = f"{tr('Saved {path}.').format(path=path)} {missing_mask}".rstrip()
        self._notices.show_notice(text, action=(tr("Show folder"), lambda: show_folder(path.parent)))

    def _on_copied(self, missing_mask: str) -> None:
        self._notices.show_notice(f"{tr('Copied the frame.')} {missing_mask}".rstrip())

    # -- Export --------------------------------------------------------------------------------------------------------

    @property
    def exporting(self) -> bool:
        """True while an export is running."""
        return bool(self._exports)

    def export(self) -> None:
        """Opens the export dialog for the source on screen, or shows the dialog of a running export."""
        if show_running(self.export_dialog):
            return
        source, thread, opening = self._review.current_source, self._review.segmenter_thread, self._opener.current
        if source is None or opening is None or not self.may_export():
            return
        if thread is None:
            self._notices.warn(tr("Nothing can be exported while no model is loaded. Choose one under Analysis."))
            return
        analysed, decisions = self._review.current_frame(), self._review.decisions
        subject = ExportSubject(
            path=opening.path,
            info=source,
            frame_index=analysed.frame.index if analysed is not None else 0,
            loop=self._review.loop_range,
            findings=decisions.listing.curve.findings,
            model_hidden=self._review.session.model_hidden,
            analysed_whole=self._review.analysed_whole,
            policy=self._settings.alarm_policy,
            style=self._review.overlay_style,
            overlay_visible=self._settings.overlay_visible and not self._review.session.model_hidden,
            privacy=self._review.privacy,
            deinterlace=self._review.deinterlace,
            open_frames=self._review.session.open_frames,
            review=decisions.review if decisions.is_open and decisions.review.decisions else None,
            second=self._review.comparison.second.exported,
            masks=self._review.masks.stored(),
        )
        dialog = ExportDialog(subject, self._settings, self._tasks, thread, self._review.map_store, self._window)
        dialog.export_completed.connect(self._on_export_completed)
        self.show_dialog(dialog, self.export_dialog)
        self.export_dialog = dialog

    def show_dialog(self, dialog: ExportTaskDialog, previous: ExportTaskDialog | None) -> None:
        """Shows `dialog` in place of `previous`; its export appears in the footer, a late failure in a notice."""
        if previous is not None:
            previous.deleteLater()
        dialog.export_started.connect(self.follow)
        dialog.export_failed.connect(self._notices.warn)
        dialog.show()

    def _on_info(self, info: SourceInfo | None) -> None:
        dialog = self.export_dialog
        if dialog is not None and dialog.waiting:
            dialog.follow(info)

    def ask_to_stop_exports(self, then: Callable[[], object]) -> None:
        """Asks whether to stop a running export, and calls `then` if so. Enter and Esc continue the export."""
        question = QMessageBox(self._window)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(tr("An export is running"))
        question.setText(tr("An export is not finished yet."))
        question.setInformativeText(tr("Stopping it discards its files."))
        stop = question.addButton(tr("Stop it and close"), QMessageBox.ButtonRole.AcceptRole)
        go_on = question.addButton(tr("Continue exporting"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(go_on)
        question.setEscapeButton(go_on)
        stop.clicked.connect(then)
        question.open()

    def follow(self, task: Task) -> None:
        """Shows a running export in the footer, and asks before the window closes meanwhile."""
        self._exports.append(task)
        task.ended.connect(self._on_export_ended)
        self._footer.follow(task)

    def _on_export_ended(self) -> None:
        self._exports = [task for task in self._exports if task.running]
        if not self._exports:
            self.exports_ended.emit()

    def _on_export_completed(self, result: AnnotateResult) -> None:
        text = tr_n(
            "Exported {n} frame into {folder}.",
            "Exported {n} frames into {folder}.",
            result.frames,
            folder=result.folder,
        )
        self._notices.show_notice(
            " ".join((text, *map(tr_value, result.notes))),
            action=(tr("Show folder"), lambda: show_folder(result.folder)),
            stays=True,
        )

    def may_export(self) -> bool:
        """True unless the user has to look at the rectangles proposed for text first, which are then looked for."""
        opening = self._opener.current
        if not self._settings.check_burned_in_text or opening is None or opening.remembered.text_checked:
            return True
        if self.privacy_editor is None or not self.privacy_editor.isVisible():
            self.edit_privacy()
        if self.privacy_editor is not None:
            self.privacy_editor.look_for_text()
        self._notices.warn(
            tr(
                "Nothing of this recording is exported before you have looked at the rectangles that Privacy proposes "
                "for text in its picture. Close Privacy then, and export again."
            )
        )
        return False

    # -- Privacy -------------------------------------------------------------------------------------------------------

    def edit_privacy(self) -> None:
        """Opens the editor of redactions and crop next to the picture."""
        source, analysed = self._review.current_source, self._review.current_frame()
        open_frames = self._review.session.open_frames
        if source is None or analysed is None or open_frames is None:
            return
        self.close_privacy()
        editor = PrivacyEditor(
            self._review.privacy,
            (source.width_px, source.height_px),
            self._picture,
            open_frames,
            self._tasks,
            self._settings,
            self._window,
        )
        editor.text_checked.connect(self._opener.keep_text_checked)
        editor.privacy_changed.connect(self._on_privacy_changed)
        editor.box_requested.connect(self._on_box_requested)
        self.privacy_editor = editor
        editor.show()
        corner = self._window.frameGeometry().topRight()
        editor.move(corner.x() - editor.frameGeometry().width() - 24, corner.y() + 64)

    def apply_default_preset(self, opening: Opening, source: SourceInfo) -> None:
        """Applies the default redaction preset to a source without redactions of its own, and shows a notice.

        Must be called before anything of the source can be exported.
        """
        name, remembered = self._settings.default_redaction_preset, opening.remembered
        preset = self._settings.default_preset
        if preset is None or remembered.privacy_chosen or remembered.privacy != Privacy() or opening.path == DEMO_CLIP:
            return
        size_px = (source.width_px, source.height_px)
        if not preset.fits(size_px) or source.mixed_sizes:
            own = tr("several sizes") if source.mixed_sizes else f"{size_px[0]} x {size_px[1]}"
            text = tr(
                "Nothing is blacked out: the default redactions {name} are for pictures of {size}, and this recording "
                "has {own}."
            )
            self._notices.warn(text.format(name=name, size=f"{preset.width_px} x {preset.height_px}", own=own))
            return
        self._review.privacy = preset.privacy
        self._opener.keep_privacy(preset.privacy)
        self._notices.show_notice(
            tr("The default redactions {name} are applied: check whether they fit this recording.").format(name=name),
            action=(tr("Change", "button"), self.edit_privacy),
            stays=True,
        )

    def close_privacy(self) -> None:
        """Closes the editor before its source is closed."""
        if self.privacy_editor is not None:
            self.privacy_editor.text_checked.disconnect(self._opener.keep_text_checked)
            self.privacy_editor.close()
            self.privacy_editor.deleteLater()
            self.privacy_editor = None

    def _on_privacy_changed(self, privacy: Privacy) -> None:
        self._review.privacy = privacy
        self.privacy_changed.emit()

    def _picture(self) -> Image:
        analysed = self._review.current_frame()
        assert analysed is not None, "the editor is closed before its source is"
        return analysed.frame.image

    def _on_box_requested(self) -> None:
        self._window.activateWindow()
        self._review.canvas.ask_for_box()

    def _on_box_drawn(self, x: int, y: int, width: int, height: int) -> None:
        if self.privacy_editor is not None:
            self.privacy_editor.set_box(Box(x, y, width, height))


def show_running(dialog: ExportTaskDialog | None) -> bool:
    """Shows a dialog again if its export is running; returns whether it is."""
    if dialog is None or not dialog.running:
        return False
    dialog.show()
    dialog.raise_()
    return True


def show_folder(folder: Path) -> None:
    """Shows a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
