"""`polyp-train evaluate-video`: scores a model, or a table of boxes, on recordings."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.display_text import counted
from polyp_core.findings.policy_file import PRESET_NAMES
from polyp_core.printable_names import printable
from training.commands.shared import (
    ClusterOption,
    DeviceOption,
    EngineOption,
    JsonOption,
    print_note,
    progress,
    refuse_options,
    refuse_unwritable,
)

if TYPE_CHECKING:
    from training.evaluation.intervals import MeanInterval
    from training.evaluation.recordings.evaluate_recordings import RecordingEvaluation
    from training.evaluation.recordings.summary import DetectionSummary


Truths = Annotated[
    list[str],
    typer.Argument(
        metavar="TRUTH...",
        help="Boxes per frame (JSON), a review, masks (NPZ), a label file, or a folder of frames with masks or boxes. "
        "FILE=RECORDING names the recording of a file; by default the one of the same name next to it.",
        show_default=False,
    ),
]
Policy = Annotated[
    str,
    typer.Option(
        metavar="PRESET|FILE",
        help=f"Policy of alarms: {', '.join(PRESET_NAMES)}, model (that of its card), or a JSON or TOML file.",
    ),
]
Fps = Annotated[float | None, typer.Option(min=0.1, max=240, help="Frames a second of recordings that do not say it.")]
Classes = Annotated[
    str | None, typer.Option(metavar="NAMES", help="Classes of boxes that are lesions, separated by commas.")
]
OneLesion = Annotated[
    bool, typer.Option("--one-lesion", help="Boxes that do not name their lesion show one lesion per recording.")
]
Reader = Annotated[str | None, typer.Option(help="Whose review is the truth, if a file has several.")]


def evaluate_video(
    context: typer.Context,
    system: Annotated[
        Path,
        typer.Argument(
            metavar="MODEL",
            help="A model file, or predictions as a table (CSV), COCO or a folder of tables.",
            show_default=False,
        ),
    ],
    truths: Truths,
    policy: Policy = "balanced",
    threshold: Annotated[
        float | None,
        typer.Option(min=0.0001, max=1, help="Score from which a box counts in single frames; default: the policy's."),
    ] = None,
    validation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TRUTH",
            help="Recordings on which the threshold of single frames is chosen: a frame false-positive rate of 0.045.",
        ),
    ] = None,
    fps: Fps = None,
    classes: Classes = None,
    one_lesion: OneLesion = False,
    reader: Reader = None,
    engine: EngineOption = "viewer",
    device: DeviceOption = "auto",
    cluster: ClusterOption = None,
    table: Annotated[Path | None, typer.Option(help="Write a CSV file with a row per lesion and recording.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Score a model or a table of boxes on recordings: frames, lesions, delay and false alarms."""
    from polyp_core.archive.clusters import check_cluster
    from polyp_core.files.atomic_files import write_text
    from polyp_core.files.input_protection import refuse_overlap
    from polyp_core.findings.policy_file import find_policy
    from training.evaluation.on_cluster import absolute
    from training.evaluation.recordings import evaluate_recordings as evaluation
    from training.evaluation.recordings.truth_files import TruthOptions
    from training.evaluation.recordings.truth_folders import find_truths

    if validation:
        refuse_options(context, ("--threshold",), "The recordings of --validation decide the threshold.")
    names = split_classes(classes)
    options = TruthOptions(fps, names, one_lesion, reader)
    if cluster is not None:
        check_cluster(cluster)
        system = system.absolute()
        truths, validation = list(map(absolute, truths)), list(map(absolute, validation or ()))
    chosen = find_policy(policy, system if system.suffix == ".safetensors" else None)
    test, held_out = find_truths(truths, options), find_truths(validation or (), options)
    if table:
        refuse_unwritable(table)
        refuse_overlap([table], [system, *(truth.path for truth in (*test, *held_out))])
    with progress("Analysing recordings") as on_progress:
        result = evaluation.evaluate_recordings(
            system,
            test,
            policy=chosen,
            threshold=threshold,
            validation=held_out,
            classes=names,
            engine=engine,
            device=device,
            cluster=cluster,
            on_message=print_note,
            on_progress=lambda name, done, total: on_progress(done, total),
        )
    if as_json:
        typer.echo(json.dumps(evaluation.as_json(result), allow_nan=False))
    else:
        typer.echo("\n".join(_lines(result)))
    if table:
        write_text(table, _table(result))


def split_classes(classes: str | None) -> frozenset[str]:
    """Returns the names of the option --classes."""
    return frozenset(name.strip() for name in (classes or "").split(",") if name.strip())


def _lines(evaluation: RecordingEvaluation) -> Iterator[str]:
    from polyp_core.findings.policy import policy_label

    summary, alarms = evaluation.summary, evaluation.summary.alarms
    yield (
        f"{printable(evaluation.system)}: {counted(summary.recordings, 'recording')}, "
        f"{counted(summary.known_frames, 'judged frame')} of "
        f"{summary.frames:,} ({summary.known_minutes:.1f} min), {counted(summary.policy.lesions, 'lesion')}"
    )
    yield "Values with 95 % intervals over recordings."
    yield f"\nAlarms of the {policy_label(evaluation.policy)}"
    yield f"  {format_sentence(evaluation)}"
    yield from _detection_lines(summary.policy)
    yield (
        f"  false alarms: {alarms.false_alarms}, a minute {interval_label(alarms.false_per_minute)}, a recording "
        f"{interval_label(alarms.false_per_recording)}; lasting {_counts(alarms.durations)}"
    )
    yield (
        f"  alarms per lesion found {interval_label(alarms.fragmentation)}   Dice on frames hit "
        f"{interval_label(alarms.dice)}   flicker {interval_label(alarms.flicker)} "
        f"(truth {interval_label(alarms.true_flicker)})"
    )
    yield f"\nSingle frames at score {evaluation.threshold:.3g}"
    if (point := evaluation.operating_point) is not None:
        matched = "" if point.is_matched else ", which is not within 0.005 of 0.045"
        yield f"  chosen on validation recordings: false-positive rate {point.false_positive_rate:.4f}{matched}"
    yield from _detection_lines(summary.single)
    yield from (f"note: {printable(note)}" for note in evaluation.notes)


def format_sentence(evaluation: RecordingEvaluation) -> str:
    """Formats the findings of a policy as one sentence: lesions, false alarms a minute and delay."""
    found, alarms = evaluation.summary.policy, evaluation.summary.alarms
    delay = found.delays.median.mean
    after = "" if math.isnan(delay) else f", {delay:.2f} s (median) after they came into view"
    rate = alarms.false_per_minute.mean
    return f"{found.found} of {counted(found.lesions, 'lesion')} found{after}; {rate:.1f} false alarms a minute."


def _detection_lines(found: DetectionSummary) -> Iterator[str]:
    value = interval_label
    strict = "   ".join(f"IoU > {iou}: {value(each)}" for iou, each in found.sensitivity_at_iou.items())
    frames = counted(found.frames_with_lesion, "frame")
    yield f"  {frames} with a lesion: sensitivity {value(found.sensitivity)}   {strict}"
    yield f"  {found.frames_without_lesion:,} without: false-positive rate {value(found.false_positive_rate)}"
    if not found.lesions:
        return
    parts = "   ".join(f"{part} of its frames: {value(each)}" for part, each in found.found_in.items())
    yield f"  {counted(found.lesions, 'lesion')} found in {parts}"
    yield f"  found within {'   '.join(f'{window}: {value(each)}' for window, each in found.found_within.items())}"
    delays = found.delays
    yield (
        f"  time to first detection: median {value(delays.median)} s, quartiles {delays.lower_quartile:.2f} and "
        f"{delays.upper_quartile:.2f} s; never found: {delays.never_found}; persistence {value(found.persistence)}"
    )


def interval_label(found: MeanInterval) -> str:
    """Formats a value with its interval."""
    if math.isnan(found.mean):
        return "undefined"
    interval = "" if math.isnan(found.low) else f" ({found.low:.3f} to {found.high:.3f})"
    return f"{found.mean:.3f}{interval}"


def _counts(durations: Mapping[str, int]) -> str:
    return ", ".join(f"{label}: {count}" for label, count in durations.items())


def _table(evaluation: RecordingEvaluation) -> str:
    """Returns CSV with a row per lesion; a recording without a lesion has one row."""
    import pandas as pd

    from polyp_core.files.csv_cells import escape_formula

    rows = []
    for score in evaluation.scores:
        own = {
            "recording": score.name,
            "judged_frames": score.known_frames,
            "judged_s": score.known_s,
            "frames_with_lesion": score.policy.with_lesion,
            "hit_frames": score.policy.hits,
            "frames_without_lesion": score.policy.without_lesion,
            "false_positive_frames": score.policy.false_positives,
            "false_alarms": len(score.alarms.false_alarms_s),
        }
        for lesion in score.policy.lesions or (None,):
            if lesion is None:
                rows.append(own)
                continue
            rows.append(
                own
                | {
                    "lesion": lesion.lesion,
                    "lesion_frames": lesion.frames,
                    "lesion_hits": lesion.hits,
                    "first_frame": lesion.first_frame,
                    "first_hit": lesion.first_hit,
                    "delay_s": lesion.delay_s,
                    "persistence": lesion.persistence,
                }
            )
    return str(pd.DataFrame(rows).map(escape_formula).to_csv(index=False))
