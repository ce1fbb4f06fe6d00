"""What the dialog that adds to a dataset lists of a folder that was reviewed as a whole and picture by picture."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.services.tasks import TaskHandle
from app.shell.corrected_recordings import find_corrected, find_corrected_pictures
from app.workspaces.review.dataset_dialog import Subject
from polyp_core.analysis.queue.entry import QueueEntry
from polyp_core.analysis.source_identity import content_key
from polyp_core.export.images import encode_png
from polyp_core.export.privacy import Privacy
from polyp_core.frames.open import open_source
from polyp_core.review.changes import put_masks
from polyp_core.review.masks import FrameMask
from polyp_core.review.picture_review import read_picture_review, store_change, store_mask
from polyp_core.review.records import MaskSource, Recording, new_id
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path
from training.corrections.read_review import read_labelled_frames

MASK = np.ones((24, 32), np.bool_)


def write_folder(folder: Path) -> Path:
    """Writes a folder of three pictures, of which the review of the folder has 0 and 1, and their own have 0 and 2."""
    folder.mkdir()
    for number in range(3):
        picture = np.random.default_rng(number).integers(40, 200, (24, 32, 3), np.uint8)
        (folder / f"{number}.png").write_bytes(encode_png(picture))
    with open_source(folder) as source:
        recording = Recording.of(content_key(folder), source.info)
    path, layer = review_path(recording), new_id()
    path.parent.mkdir(parents=True)
    with ReviewFile(path, recording) as file:
        file.add_masks(layer, [FrameMask(frame, MASK) for frame in (0, 1)])
        file.apply("Ada", put_masks(file.review("Ada"), MaskSource.CORRECTED, (0, 1), layer=layer))
    for number in (0, 2):
        own = read_picture_review(folder / f"{number}.png", (32, 24), "Ada")
        store_mask(own, layer, MASK)
        store_change(own, put_masks(own.review, MaskSource.CORRECTED, [0], layer=layer))
    return folder


def test_a_folder_and_its_pictures_are_one_group_however_they_are_found(tmp_path: Path) -> None:
    folder, handle = write_folder(tmp_path / "stills"), TaskHandle(threading.Event(), lambda progress: None)
    entry = QueueEntry(paths=(folder,), added=datetime.now(UTC), content_key=content_key(folder))
    opened = Subject("stills", (read_labelled_frames(folder),))

    def found(opened: Subject | None, entries: Sequence[QueueEntry]) -> list[Subject]:
        return find_corrected(handle, opened, entries, "Ada", None, needs_check=False)

    for (subject,) in (
        find_corrected_pictures(handle, folder, "Ada", Privacy(), lambda: None),
        found(None, [entry]),
        found(opened, []),
    ):
        parts = [(each.picture, list(each.frames)) for each in subject.of([MaskSource.CORRECTED])]
        assert parts == [("", [1]), ("0.png", [0]), ("2.png", [0])]
        assert subject.count(MaskSource.CORRECTED) == 3 and subject.count(MaskSource.POINTED) == 0
        assert len({each.group_key for each in subject.labelled}) == 1
    assert found(None, [entry])[0].content_key == entry.content_key and not found(None, [entry])[0].is_chosen
