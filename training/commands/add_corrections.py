"""`polyp-train add-corrections`: adds corrected frames of recordings to a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from polyp_core.printable_names import printable
from training.commands.shared import progress


def add_corrections(
    recordings: Annotated[
        list[Path],
        typer.Argument(
            metavar="RECORDING...",
            help="Recordings, folders of pictures or pictures with corrected masks in their reviews.",
            show_default=False,
        ),
    ],
    to: Annotated[
        Path,
        typer.Option(help="The dataset's folder: new, empty, or one to which frames were added.", show_default=False),
    ],
    propagated: Annotated[
        bool, typer.Option("--propagated", help="Also add masks that were carried over from corrected ones.")
    ] = False,
    pointed: Annotated[
        bool, typer.Option("--pointed", help="Also add masks at which the reader only pointed during playback.")
    ] = False,
    known: Annotated[
        Literal["keep", "replace", "both"],
        typer.Option(help="What happens to a frame that the dataset has with another mask or picture."),
    ] = "keep",
    reader: Annotated[
        str | None, typer.Option(help="The reader, if several have corrected frames.", show_default=False)
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A saved copy of the review of a single recording.", show_default=False),
    ] = None,
    redactions: Annotated[
        str | None,
        typer.Option(
            metavar="PRESET|FILE",
            help="Redactions and crop to apply: a preset of the viewer or a JSON file.",
            show_default=False,
        ),
    ] = None,
    licence: Annotated[str, typer.Option(help="Terms of use, for the dataset's description.")] = "",
    note: Annotated[str, typer.Option(help="A note for the dataset's description.")] = "",
    video_stream: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Number of the video track.", show_default=False)
    ] = None,
) -> None:
    """Add frames whose masks a reader has corrected, or verified to be empty, to a dataset for training."""
    from polyp_core.errors import DatasetError
    from polyp_core.export.redaction_presets import find_preset
    from polyp_core.review.records import MaskSource
    from training.corrections.add_frames import add_frames
    from training.corrections.read_review import LABELLED, read_labelled

    if review is not None and len(recordings) > 1:
        raise DatasetError("--review is of one recording. Leave it out, or add the recordings one by one.")
    preset = find_preset(redactions) if redactions is not None else None
    also = {MaskSource.PROPAGATED: propagated, MaskSource.POINTED: pointed}
    sources = (*LABELLED, *(source for source, is_wanted in also.items() if is_wanted))
    labelled = [
        found
        for each in recordings
        for found in read_labelled(
            each, sources=sources, review_file=review, reader=reader, video_track=video_stream, preset=preset
        )
    ]
    with progress("Adding frames") as on_progress:
        added = add_frames(to, labelled, known=known, licence=licence, note=note, on_progress=on_progress)
    typer.echo(printable(str(added)))
