"""`polyp-train preview`: draws augmented pairs as the network will see them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from training.commands.shared import InvertMasksOption, LabelValuesOption, RootsArgument, refuse_unwritable


def preview(
    roots: RootsArgument,
    config_file: Annotated[
        Path, typer.Option("--config", metavar="FILE", help="A config, as fit --show-config prints it.")
    ],
    out: Annotated[Path, typer.Option(metavar="PNG", help="The picture to write.")],
    label_values: LabelValuesOption = None,
    invert_masks: InvertMasksOption = None,
) -> None:
    """Draw eight augmented training pairs with the outlines of their masks."""
    from training.config.make_config import read_config
    from training.datasets.mask_answers import MaskAnswers

    refuse_unwritable(out)
    config = read_config(config_file)

    from training.datasets.discovery import find_datasets
    from training.datasets.protection import refuse_overlap_with_datasets

    refuse_overlap_with_datasets([out], find_datasets(roots), config_file)

    from training.fit.preview import write_preview  # loads PyTorch

    write_preview(roots, config, out, MaskAnswers.parse(label_values or (), invert_masks))
