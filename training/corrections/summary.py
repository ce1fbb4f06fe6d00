"""What a dataset of corrected frames holds, in sentences for those who are about to train on it."""

from pathlib import Path

from polyp_core.display_text import FilledText, filled, filled_n
from training.corrections.frame_table import read_frame_table
from training.corrections.reserved import refuse_too_few_recordings, reserved_names
from training.corrections.time_spent import time_of
from training.datasets.description import read_description
from training.datasets.layouts import DESCRIPTION_FILE


def summarise(folder: Path) -> FilledText:
    """Returns the counts of the dataset in `folder`, what is kept for the test, and the time spent.

    Raises DatasetError if there is no such dataset, it is damaged, or it has too few recordings to learn from.
    """
    rows = read_frame_table(folder)
    refuse_too_few_recordings(folder, rows)
    pairs, recordings = sum(bool(row.mask) for row in rows), {row.recording for row in rows}
    reserved = reserved_names(read_description(folder / DESCRIPTION_FILE), rows)
    return filled(
        "{pairs} and {empty}, of {recordings}. {kept}{spent}",
        pairs=filled_n("{n} pair", "{n} pairs", pairs),
        empty=filled_n("{n} picture without a polyp", "{n} pictures without a polyp", len(rows) - pairs),
        recordings=filled_n("{n} recording", "{n} recordings", len(recordings)),
        kept=_format_kept(len(reserved)),
        spent=filled(" {text}", text=spent.text) if (spent := time_of(rows)) else "",
    )


def _format_kept(count: int) -> FilledText:
    if count:
        return filled("{count} of them are kept for the test: no model learns from these.", count=count)
    return filled("A third of them, at least two, will be kept for the test: no model will learn from these.")
