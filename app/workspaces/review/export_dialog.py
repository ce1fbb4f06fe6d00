"""Dialog that exports the source on screen in a background thread, while the viewer stays usable."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.services.paths import exports_dir
from app.services.settings import Settings
from app.services.tasks import TaskHandle, Tasks
from app.translation import format_count, tr
from app.widgets.manual_pages import set_page
from app.workspaces.review.export_form import ExportForm, ExportSubject
from app.workspaces.review.export_task_dialog import ExportTaskDialog
from app.workspaces.review.frame_times import format_indexing
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.export.formats.export_format import FindingOptions
from polyp_core.export.formats.registry import output_names
from polyp_core.export.frame_reader import ExportProgress, SecondModel
from polyp_core.export.run_export import (
    AnnotateOptions,
    AnnotateResult,
    annotate,
    check_no_overlap,
    expected_folder,
)
from polyp_core.export.staging import ExistingOutputs, existing_outputs
from polyp_core.frames.frame import FrameSource, SourceInfo
from polyp_core.inference.segmenter_thread import SegmenterThread


class ExportDialog(ExportTaskDialog):
    """Exports the frames of a source; `export_completed` passes an AnnotateResult."""

    def __init__(
        self,
        subject: ExportSubject,
        settings: Settings,
        tasks: Tasks,
        segmenter: SegmenterThread,
        map_cache: ProbabilityMapCache | None,
        parent: QWidget | None = None,
    ) -> None:
        self._subject, self._settings = subject, settings
        self._segmenter, self._map_cache = segmenter, map_cache
        self._source_left = False
        self.form = ExportForm(subject, settings.export_dir or exports_dir())
        self.form.choose_outputs(settings.export_outputs)
        self.form.target.neutral_names.setChecked(settings.export_neutral_names)
        self.form.lead_in.setValue(settings.export_lead_in_s)
        self.form.lead_out.setValue(settings.export_lead_out_s)
        super().__init__(tr("Export {name}").format(name=subject.name), self.form, tasks, parent)
        set_page(self, "exports.md")
        self.form.changed.connect(self.update_start)
        self.follow(subject.info)

    @property
    def waiting(self) -> bool:
        """True while no export can start because the length of the source is unknown."""
        return self._subject.info.indexing and not self.running and not self._source_left

    @property
    def can_start(self) -> bool:
        return self.form.complete and not self._subject.info.indexing

    def follow(self, info: SourceInfo | None) -> None:
        """Takes the new state of the source's index; None if the source was closed before the index was complete."""
        was_waiting = self.waiting
        if info is None:
            self._source_left = True
            self.show_state(
                tr("The recording was closed before its length was known. Open it again to export it."), "error"
            )
        else:
            self._subject = replace(self._subject, info=info)
            self.form.show_subject(self._subject)
            if info.indexing:
                progress = format_indexing(info.index_fraction)
                text = tr("The export can start once the length is known: {progress}.")
                self.show_state(text.format(progress=progress), "muted")
            elif was_waiting:
                self.state.hide()
        self.update_start()

    def _find_existing(self) -> Callable[[TaskHandle], ExistingOutputs]:
        target = self.form.target
        assert target.out_folder is not None
        return partial(_existing, self._subject.path, target.out_folder, self.form.outputs, target.key_file)

    def _export(self, *, overwrite: bool, keep_both: bool) -> Callable[[TaskHandle], AnnotateResult]:
        target = self.form.target
        assert target.out_folder is not None
        self._settings.export_dir, self._settings.export_outputs = target.out_folder, self.form.outputs
        self._settings.export_neutral_names = target.neutral_names.isChecked()
        lead_in_s, lead_out_s = self.form.lead_in.value(), self.form.lead_out.value()
        self._settings.export_lead_in_s, self._settings.export_lead_out_s = lead_in_s, lead_out_s
        options = AnnotateOptions(
            style=self._subject.style,
            outputs=self.form.outputs,
            ranges=self._subject.ranges(self.form.stretch),
            privacy=self._subject.privacy,
            image_rate_fps=self._settings.image_rate_fps,
            deinterlace=self._subject.deinterlace,
            video_track=self._subject.info.video_track,
            overwrite=overwrite,
            key_file=target.key_file,
            keep_both=keep_both,
            findings=FindingOptions(self._subject.policy, lead_in_s, lead_out_s),
            review=self._subject.review,
            masks=self._subject.masks,
            identify_source=self.form.identity.isChecked() and self.form.identity.isEnabled(),
        )
        return partial(
            _annotate,
            self._subject.path,
            target.out_folder,
            options,
            self._segmenter,
            self._map_cache,
            self._subject.open_frames,
            self._subject.second if self.form.second.isChecked() else None,
        )


def _format_done(now: ExportProgress) -> str:
    """Returns `now.label` in the language of the window."""
    if now.is_again:
        text = tr("Clips and stills of findings, frame {done} of {total}")
    else:
        text = tr("Frame {done} of {total}") if now.total else tr("Frame {done}")
    return text.format(done=format_count(now.done), total=format_count(now.total))


def _existing(
    source: SourcePath, out_folder: Path, outputs: frozenset[str], key_file: Path | None, handle: TaskHandle
) -> ExistingOutputs:
    folder = expected_folder(source, out_folder, key_file)
    check_no_overlap(source, folder, outputs)
    return existing_outputs(folder, output_names(outputs))


def _annotate(
    source: SourcePath,
    folder: Path,
    options: AnnotateOptions,
    segmenter: SegmenterThread,
    map_cache: ProbabilityMapCache | None,
    open_frames: Callable[[], FrameSource] | None,
    second: SecondModel | None,
    handle: TaskHandle,
) -> AnnotateResult:
    return annotate(
        source,
        folder,
        options,
        segmenter,
        map_cache=map_cache,
        on_progress=lambda now: handle.progress(now.fraction, _format_done(now)),
        cancelled=handle.cancel_event,
        open_frames=open_frames,
        second=second,
    )
