"""Finds recordings and pictures whose masks are corrected, for the dialog that adds them to a dataset."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.services.source_history import recall, source_name
from app.services.tasks import TaskHandle
from app.workspaces.review.dataset_dialog import Subject
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.source_identity import SourcePath
from polyp_core.errors import PolypViewerError
from polyp_core.export.privacy import Privacy
from polyp_core.export.redaction_presets import RedactionPreset
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.review.records import MaskSource, Recording
from polyp_core.review.review_folder import path_of_review
from training.corrections.read_review import read_labelled_frames, read_labelled_pictures


def find_corrected(
    handle: TaskHandle, entries: Sequence[QueueEntry], reader: str, preset: RedactionPreset | None, needs_check: bool
) -> list[Subject]:
    """Returns the recordings among `entries` with masks by `reader`, as they are on the disk, none of them chosen.

    Redactions are those that were set for each recording, else the default `preset` where it fits. With `needs_check`,
    recordings are left out in which nobody has looked at the rectangles proposed for text in the picture.
    """
    found = []
    for entry in entries:
        handle.raise_if_cancelled()
        source, remembered = entry.paths[0], recall(entry.content_key)
        if len(entry.paths) > 1 or (needs_check and not remembered.text_checked):
            continue
        if not path_of_review(entry.content_key, remembered.video_track).exists():
            continue
        try:
            labelled = read_labelled_frames(
                source, sources=tuple(MaskSource), reader=reader, video_track=remembered.video_track
            )
        except PolypViewerError:  # changed or moved since, or nothing is corrected
            continue
        privacy = remembered.privacy
        if not remembered.privacy_chosen and privacy == Privacy():
            privacy = _default_privacy(preset, labelled.recording)
        found.append(Subject(source_name(source), (replace(labelled, privacy=privacy),), is_chosen=False))
    return found


def find_corrected_pictures(
    handle: TaskHandle, path: SourcePath, reader: str, privacy: Privacy, wait_until_stored: Callable[[], None]
) -> list[Subject]:
    """Returns the pictures of a folder or a list that `reader` has corrected as one subject, or an empty list."""
    wait_until_stored()
    files = path if isinstance(path, tuple) else images_in(path) if path.is_dir() else [path]
    found = []
    for done, file in enumerate(files):
        handle.raise_if_cancelled()
        handle.progress(done / len(files))
        found += read_labelled_pictures([(file, "")], sources=tuple(MaskSource), reader=reader)
    labelled = tuple(replace(each, privacy=privacy) for each in found)
    return [Subject(source_name(path), labelled)] if labelled else []


def _default_privacy(preset: RedactionPreset | None, recording: Recording) -> Privacy:
    fits = preset is not None and preset.fits((recording.width_px, recording.height_px))
    return preset.privacy if preset is not None and fits else Privacy()
