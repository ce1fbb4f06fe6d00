"""Finds review files next to their recordings: masks of frames are pairs, rejected findings are polyp-free frames."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from polyp_core.analysis.source_identity import content_key
from polyp_core.display_text import filled, mark
from polyp_core.errors import ReviewError, SourceError
from polyp_core.frames.recording_frames import frame_path
from polyp_core.frames.stills.image_sequence import images_in
from polyp_core.label_formats.review_masks import is_review_file, read_review_content, review_mask_path
from polyp_core.printable_names import printable
from polyp_core.review.records import Extent, Recording
from polyp_core.review.review import Review
from polyp_core.review.review_json import is_review_json
from training.datasets.folder_walk import walk_files
from training.datasets.found_dataset import FoundDataset
from training.datasets.layouts import PairFolders
from training.datasets.recording_datasets import recordings
from training.datasets.sample import Sample

LAYOUT = "review of a recording"
_REJECTED_EVERY_S = 1.0
"""Seconds between two polyp-free frames of a rejected finding, as successive ones are nearly alike."""

_AS_JSON = mark("{file} is a review as JSON, which is no dataset: import it in Review, and save a copy of the review.")


def find_review_datasets(root: Path, used: Collection[Path]) -> list[FoundDataset]:
    """Returns the datasets of the review files below `root`, in which pictures of `used` are left out.

    Its recording is found by content. Frames with a mask that the reader drew, accepted or verified to be empty are
    pairs; some frames of rejected findings are polyp-free. Confirmed findings have boxes, which are no masks.
    """
    paths = [folder / name for folder, names in walk_files(root) for name in names]
    files = [path for path in paths if is_review_file(path)]
    videos = list(recordings(root)) if files else []
    found = [dataset for path in files for dataset in _datasets(path, videos, used)]
    exchanged = [path for path in paths if path.suffix == ".json" and is_review_json(path)]
    return found + [
        _without_samples(printable(path.stem), path, filled(_AS_JSON, file=path.name)) for path in exchanged
    ]


def _datasets(path: Path, videos: Sequence[Path], used: Collection[Path]) -> Iterator[FoundDataset]:
    name = printable(path.stem)
    try:
        content = read_review_content(path)
        source = _source_of(path, content.recording, videos)
    except ReviewError as error:
        yield _without_samples(name, path, error.text)
        return
    labelled = [review for review in content.reviews.values() if review.masks.layers or review.decisions]
    if source is None:
        text = mark("The recording of {file} is not among the videos of this folder.")
        yield _without_samples(name, path, filled(text, file=path.name))
    elif len(labelled) != 1:
        readers = ", ".join(review.reader for review in labelled) or filled("nobody")
        yield _without_samples(
            name,
            path,
            filled(
                "{file} has labels of {readers}. A dataset needs those of one reader: export one review.",
                file=path.name,
                readers=readers,
            ),
        )
    else:
        yield from _of_reader(name, path, content.recording, labelled[0], _frame_paths(source, content.recording), used)


def _of_reader(
    name: str, path: Path, recording: Recording, review: Review, frames: Sequence[Path], used: Collection[Path]
) -> Iterator[FoundDataset]:
    group = f"{name}/{name}"
    masked = [index for index in map(int, review.masks.frames()) if frames[index] not in used]
    pairs = tuple(
        Sample(frames[index], review_mask_path(path, review.reader, index), f"{index:06d}", name, group=group)
        for index in masked
    )
    free_name = f"polyp_free-{name}"
    free = tuple(
        Sample(frames[index], None, f"{index:06d}", free_name, group=f"{free_name}/{name}", polyp_free="frame")
        for index in _rejected_frames(recording, review)
        if index not in set(masked) and frames[index] not in used
    )
    boxes = sum(each.state == "confirmed" and each.extent.best_frame not in set(masked) for each in review.decisions)
    one = filled("1 confirmed finding has a box and no mask. A box is not used as a mask: draw the masks in Review.")
    several = filled(
        "{n} confirmed findings have a box and no mask. A box is not used as a mask: draw the masks in Review.", n=boxes
    )
    notes = [one if boxes == 1 else several] if boxes else []
    if pairs or notes:
        yield FoundDataset(PairFolders(name, LAYOUT, path.parent, path, path), pairs, notes=tuple(notes))
    if free:
        yield FoundDataset(PairFolders(free_name, LAYOUT, path.parent, path / "rejected", None, "frame"), free)


def _rejected_frames(recording: Recording, review: Review) -> list[int]:
    """Returns a frame of each second of the rejected findings, without those that other findings show too."""
    rate_fps = recording.frame_count / recording.duration_s if recording.duration_s else 1.0
    step = max(1, round(_REJECTED_EVERY_S * rate_fps))
    others = {frame for each in review.decisions if each.state != "rejected" for frame in _range(each.extent)}
    chosen: set[int] = set()
    for decision in review.decisions:
        if decision.state == "rejected":
            chosen.update([frame for frame in _range(decision.extent) if frame not in others][::step])
    return sorted(chosen)


def _source_of(path: Path, recording: Recording, videos: Sequence[Path]) -> Path | None:
    """Returns the video, or the folder of pictures named as the review file, with the content of the recording."""
    if recording.video_track is not None:
        raise ReviewError(
            "{name} is of video track {track}, which is not read as a dataset.",
            name=path.name,
            track=str(recording.video_track),
        )
    folder = path.with_suffix("")
    for candidate in (*videos, *([folder] if folder.is_dir() else [])):
        try:
            if content_key(candidate) == recording.key:
                return candidate
        except (OSError, SourceError):
            continue  # it cannot be the recording
    return None


def _frame_paths(source: Path, recording: Recording) -> Sequence[Path]:
    if source.is_dir():
        return images_in(source)
    return [frame_path(source, index) for index in range(recording.frame_count)]


def _range(extent: Extent) -> range:
    return range(extent.first_frame, extent.last_frame + 1)


def _without_samples(name: str, path: Path, note: str) -> FoundDataset:
    return FoundDataset(PairFolders(name, LAYOUT, path.parent, path, path), (), notes=(note,))
