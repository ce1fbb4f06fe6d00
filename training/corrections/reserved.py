"""Which recordings of a dataset of corrected frames are kept for the test, and never trained on.

They are named in the field `test` of its `dataset.toml`, which every command that trains or divides pairs follows.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from polyp_core.errors import DatasetError
from training.corrections.frame_table import FrameRow, is_correction_dataset, read_frame_table
from training.datasets.description import Description, read_description, write_description
from training.datasets.layouts import DESCRIPTION_FILE

FEWEST_RECORDINGS = 4
"""Two for the test, because an interval needs two groups, one for validation, and one to learn from."""

_FEWEST_FOR_TESTS = 2
_ONE_IN = 3


def is_reserved(folder: Path, recording_key: str) -> bool:
    """True if the dataset in `folder` keeps the recording with that content key for the test.

    Its frames should not be suggested for labelling: a test set of the frames that a model finds hard would not say how
    good it is. False for a folder without such a dataset. Raises DatasetError if it is damaged.
    """
    if not is_correction_dataset(folder):
        return False
    rows = read_frame_table(folder)
    reserved = reserved_names(read_description(folder / DESCRIPTION_FILE), rows)
    return any(row.recording_key == recording_key and row.recording in reserved for row in rows)


def reserved_names(description: Description, rows: Iterable[FrameRow]) -> set[str]:
    """Returns the neutral names of the recordings among `rows` that are kept for the test."""
    return {
        row.recording for row in rows if any(PurePosixPath(row.image).match(pattern) for pattern in description.test)
    }


def reserve_recordings(folder: Path) -> set[str]:
    """Keeps a third of the recordings, at least two, for the test, and returns their neutral names.

    If some are kept already, nothing changes: a model may have learned from all others. Raises DatasetError if fewer
    than FEWEST_RECORDINGS recordings show a polyp, ExportError if the description cannot be written.
    """
    rows, path = read_frame_table(folder), folder / DESCRIPTION_FILE
    description = read_description(path)
    with_polyp = {row.recording for row in rows if row.mask}
    refuse_too_few_recordings(folder, rows)
    if reserved := reserved_names(description, rows):
        return reserved
    # By a hash of the content, so that nobody chooses the recordings on which a model looks good.
    ordered = sorted({row.recording: row.recording_key for row in rows}.items(), key=lambda each: _digest(each[1]))
    names = [name for name, _ in ordered if name in with_polyp]
    empty = [name for name, _ in ordered if name not in with_polyp]
    tests = names[: max(_FEWEST_FOR_TESTS, len(names) // _ONE_IN)] + empty[: len(empty) // _ONE_IN]
    write_description(path, _with_tests(description, tests))
    return set(tests)


def refuse_too_few_recordings(folder: Path, rows: Iterable[FrameRow]) -> None:
    """Raises DatasetError if fewer than FEWEST_RECORDINGS recordings show a polyp."""
    count = len({row.recording for row in rows if row.mask})
    if count < FEWEST_RECORDINGS:
        raise DatasetError(
            "The frames with a polyp in {folder} are of {count} recordings, and {fewest} are needed: two to compare "
            "the models on, one to choose the best epoch on, and one to learn from. Add frames of more recordings.",
            folder=folder,
            count=str(count),
            fewest=str(FEWEST_RECORDINGS),
        )


def with_new_recordings(description: Description, before: Sequence[FrameRow], after: Sequence[FrameRow]) -> Description:
    """Returns `description` after frames were added: once recordings are kept for the test, so is one new one in three.

    They are chosen as soon as they are added, before any model has learned from them.
    """
    reserved, known = reserved_names(description, after), {row.recording for row in before}
    if not reserved:
        return description
    new: list[str] = []
    for name in dict.fromkeys(row.recording for row in after if row.recording not in known):
        known.add(name)
        if len(reserved) + len(new) < len(known) // _ONE_IN:
            new.append(name)
    return _with_tests(description, new)


def _with_tests(description: Description, names: Iterable[str]) -> Description:
    return description.model_copy(update={"test": (*description.test, *(f"*/{name}_*" for name in names))})


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
