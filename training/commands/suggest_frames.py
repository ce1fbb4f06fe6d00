"""`polyp-train suggest-frames`: lists the frames from whose masks a model would learn most."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.printable_names import printable
from training.commands.shared import DeviceOption, JsonOption, progress

if TYPE_CHECKING:
    from polyp_core.labelling.frame_suggestions import Suggestion


def suggest_frames(
    recordings: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORDING[=GROUP]...",
            help="Recordings that the viewer has analysed. GROUP names the patient or examination of several.",
            show_default=False,
        ),
    ],
    count: Annotated[int, typer.Option(min=1, max=10_000, help="How many frames to suggest.")] = 20,
    model: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The model that has analysed them.", show_default="the default")
    ] = None,
    second: Annotated[
        Path | None,
        typer.Option("--second-model", metavar="FILE", help="Another one that has analysed them.", show_default=False),
    ] = None,
    dataset: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="A dataset of corrected frames; its recordings that are kept for the test are left out.",
            show_default=False,
        ),
    ] = None,
    device: DeviceOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """List the frames to label next, from what was measured on analysed recordings; runs no network.

    They are those of which the model is unsure, that differ from the frames around them, on which two models disagree,
    or that raise an alarm in a rejected finding; spread over recordings, groups and time.
    """
    from polyp_core.inference.segmenter import Segmenter
    from polyp_core.labelling import frame_suggestions as suggestions
    from polyp_core.model.default_model import default_model, shipped_models
    from training.corrections.reserved import is_reserved

    given = [_split_group(each) for each in recordings]
    candidates = []
    with progress("Reading measures") as on_progress:
        segmenter = Segmenter.open(model or default_model(shipped_models()).path, device)
        other = Segmenter.open(second, device) if second is not None else None
        for number, (path, group) in enumerate(given):
            on_progress(number, len(given))
            found = suggestions.read_candidates(
                path,
                segmenter,
                second=other,
                group=group,
                is_reserved=lambda key: dataset is not None and is_reserved(dataset, key),
            )
            if found is None:
                typer.echo(printable(f"{path} is kept for the test."), err=True)
                continue
            if found.analysed_share < 1:
                share = f"{found.analysed_share:.0%}".replace("%", " %")
                typer.echo(printable(f"{path}: this model has analysed {share} of the frames."), err=True)
            candidates.append(found)
    chosen = suggestions.suggest_frames(candidates, count)
    if as_json:
        typer.echo(json.dumps([_as_json(each) for each in chosen]))
    elif chosen:
        for each in chosen:
            typer.echo(printable(f"{each.source}  {each.frame_index}  {each.time_s:.2f} s  {each.reason.label}"))
    elif any(each.analysed_share for each in candidates):
        typer.echo("No frame is worth it: the model is sure of all that it has analysed.")
    else:
        typer.echo("No frame can be suggested.")


def _split_group(text: str) -> tuple[Path, str]:
    path, _, group = text.rpartition("=")
    return (Path(path), group) if path and not Path(text).exists() else (Path(text), "")


def _as_json(suggestion: Suggestion) -> dict[str, object]:
    return {
        "recording": str(suggestion.source),
        "frame": suggestion.frame_index,
        "time_s": round(suggestion.time_s, 3),
        "value": round(suggestion.value, 3),
        "reason": suggestion.reason.value,
    }
