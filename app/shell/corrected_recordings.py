"""Finds recordings and pictures whose masks are corrected, for the dialog that adds them to a dataset."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from app.services.source_history import recall, source_name
from app.services.tasks import TaskHandle
from app.workspaces.review.dataset_dialog import Subject
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.errors import DatasetError, PolypViewerError
from polyp_core.export.privacy import Privacy
from polyp_core.export.redaction_presets import RedactionPreset
from polyp_core.frames.file_kinds import has_image_suffix
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review_folder import path_of_review
from training.corrections.labelled_frames import LabelledFrames
from training.corrections.read_review import read_labelled, read_labelled_pictures, with_pictures

_ALL = tuple(MaskSource)


def find_corrected(
    handle: TaskHandle,
    opened: Subject | None,
    entries: Sequence[QueueEntry],
    reader: str,
    preset: RedactionPreset | None,
    needs_check: bool,
) -> list[Subject]:
    """Returns `opened` and the recordings among `entries` with masks by `reader`, as on the disk, these not chosen.

    To a folder belong its pictures that were corrected one by one, in the same group. Redactions are those that were
    set for each recording, else the default `preset` where it fits. With `needs_check`, recordings are left out in
    which nobody has looked at the rectangles proposed for text in the picture.
    """
    found = [_with_pictures(handle, opened)] if opened is not None else []
    for entry in entries:
        handle.raise_if_cancelled()
        source, remembered = entry.paths[0], recall(entry.content_key)
        if len(entry.paths) > 1 or (needs_check and not remembered.text_checked):
            continue
        is_reviewed = path_of_review(entry.content_key, remembered.video_track).exists()
        if not is_reviewed and not source.is_dir() and not has_image_suffix(source):
            continue
        try:
            labelled = read_labelled(
                source,
                sources=_ALL,
                reader=reader,
                video_track=remembered.video_track,
                on_picture=lambda _: handle.raise_if_cancelled(),
            )
        except PolypViewerError:  # changed or moved since, or nothing is corrected
            continue
        chosen = remembered.privacy if remembered.privacy_chosen or remembered.privacy != Privacy() else None
        parts = tuple(
            replace(each, privacy=chosen if chosen is not None else _default_privacy(preset, each.recording))
            for each in labelled
        )
        found.append(Subject(source_name(source), parts, is_chosen=False, content_key=entry.content_key))
    return found


def find_corrected_pictures(
    handle: TaskHandle, path: SourcePath, reader: str, privacy: Privacy, wait_until_stored: Callable[[], None]
) -> list[Subject]:
    """Returns the pictures of a folder or a list that `reader` has corrected as one subject, or an empty list.

    To a folder belong its frames that were reviewed as a whole.
    """
    wait_until_stored()

    def report(done: float) -> None:
        handle.raise_if_cancelled()
        handle.progress(done)

    found: list[LabelledFrames] = []
    if isinstance(path, tuple):
        for done, file in enumerate(path):
            report(done / len(path))
            found += read_labelled_pictures([(file, "")], sources=_ALL, reader=reader)
    else:
        with suppress(DatasetError):  # nothing is corrected
            found = read_labelled(path, sources=_ALL, reader=reader, on_picture=report)
    labelled = tuple(replace(each, privacy=privacy) for each in found)
    return [Subject(source_name(path), labelled)] if labelled else []


def _with_pictures(handle: TaskHandle, opened: Subject) -> Subject:
    """Adds the corrected pictures of a folder that is open as a recording, with its redactions."""
    (whole,) = opened.labelled
    found = with_pictures(whole, _ALL, lambda _: handle.raise_if_cancelled())
    return replace(opened, labelled=tuple(replace(each, privacy=whole.privacy) for each in found))


def _default_privacy(preset: RedactionPreset | None, recording: Recording) -> Privacy:
    fits = preset is not None and preset.fits((recording.width_px, recording.height_px))
    return preset.privacy if preset is not None and fits else Privacy()
