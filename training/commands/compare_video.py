"""`polyp-train compare-video`: two systems, or two policies, on the same recordings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.display_text import counted
from polyp_core.printable_names import printable
from training.commands.evaluate_video import (
    Classes,
    Fps,
    OneLesion,
    Policy,
    Reader,
    Truths,
    interval_label,
    split_classes,
)
from training.commands.shared import DeviceOption, JsonOption, progress

if TYPE_CHECKING:
    from training.evaluation.recordings.compare_recordings import RecordingComparison

_LISTED = 20


def compare_video(
    system_a: Annotated[Path, typer.Argument(metavar="A", help="A model file or a table.", show_default=False)],
    system_b: Annotated[
        Path, typer.Argument(metavar="B", help="What is compared with it; may be the same.", show_default=False)
    ],
    truths: Truths,
    policy: Policy = "balanced",
    policy_b: Annotated[
        str | None, typer.Option(metavar="PRESET|FILE", help="Policy of B; by default that of A.")
    ] = None,
    fps: Fps = None,
    classes: Classes = None,
    one_lesion: OneLesion = False,
    reader: Reader = None,
    device: DeviceOption = "auto",
    as_json: JsonOption = False,
) -> None:
    """Compare two systems or two policies on the same recordings, and list where their alarms differ."""
    from polyp_core.findings.policy_file import find_policy
    from training.evaluation.recordings import compare_recordings as comparing
    from training.evaluation.recordings.truth_files import TruthOptions
    from training.evaluation.recordings.truth_folders import find_truths

    names = split_classes(classes)
    systems, chosen = (system_a, system_b), (policy, policy_b or policy)
    policies = [
        find_policy(each, system if system.suffix == ".safetensors" else None)
        for each, system in zip(chosen, systems, strict=True)
    ]
    found = find_truths(truths, TruthOptions(fps, names, one_lesion, reader))
    with progress("Analysing recordings") as on_progress:
        result = comparing.compare_recordings(
            systems,
            (policies[0], policies[1]),
            found,
            classes=names,
            device=device,
            on_progress=lambda name, done, total: on_progress(done, total),
        )
    if as_json:
        typer.echo(json.dumps(comparing.as_json(result), allow_nan=False))
    else:
        typer.echo("\n".join(_lines(result)))


def _lines(comparison: RecordingComparison) -> Iterator[str]:
    yield "Alarms of A and B on the same recordings; B less A with its 95 % interval over recordings"
    for each in comparison.differences:
        reading = f"   {each.reading}" if each.reading else ""
        yield f"  {each.measure}: A {each.a:.3f}, B {each.b:.3f}, difference {interval_label(each.difference)}{reading}"
    medians = [own.policy.delays.median.mean for own in (comparison.a, comparison.b)]
    yield f"  time to first detection, median: A {medians[0]:.2f} s, B {medians[1]:.2f} s"
    yield "Where their alarms differ, the longest first:"
    stretches = [(name, each) for name, own in comparison.disagreements.items() for each in own]
    stretches.sort(key=lambda pair: pair[1].start_s - pair[1].end_s)
    for name, stretch in stretches[:_LISTED]:
        yield f"  {printable(name)}, {stretch.start_s:.2f} to {stretch.end_s:.2f} s: {stretch.side}"
    if len(stretches) > _LISTED:
        yield f"  and {counted(len(stretches) - _LISTED, 'shorter one')} (--json lists all)"
    if not stretches:
        yield "  nowhere"
    yield from (f"note: {printable(note)}" for note in comparison.notes)
