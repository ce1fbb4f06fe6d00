"""Measures how long it takes until all polyps of a long recording are in the strip, and until it is analysed.

    python benchmarks/recording.py [--minutes 30] [--model FILE] [--complete]

The recording is made from the demo clip's scenes, with five polyps at known times. Decoding all frames to RGB in the
same run is the measure of the complete analysis.
"""

import os
import tempfile
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from long_recording import FPS, Stretch, make_recording
from measuring import machine, report, use_cores

from polyp_core.analysis.recording_predictions import OpenedSource, RecordingPredictions
from polyp_core.findings.curve import Curve
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from resources import MODEL_FILE

_POLYP_STARTS = (0.105, 0.29, 0.469, 0.669, 0.931)  # as parts of the recording
_POLYP_S = (10, 4, 8, 4, 14)
_LONGEST_S = 7200.0
_POLL_S = 0.1


def polyps(length_s: float) -> list[Stretch]:
    """Returns when polyps are in view of a recording of `length_s` seconds."""
    return [
        Stretch(part * length_s, part * length_s + seconds)
        for part, seconds in zip(_POLYP_STARTS, _POLYP_S, strict=True)
    ]


def found(curve: Curve, stretches: list[Stretch]) -> int:
    """Returns how many of `stretches` contain the best frame of a finding, or of what is to be checked."""
    marked = curve.findings + curve.to_check
    return sum(any(each.start_s <= finding.best_s <= each.end_s for finding in marked) for each in stretches)


def analyse(path: Path, model: Path, stretches: list[Stretch], complete: bool) -> dict[str, Any]:
    """Returns the seconds until all polyps are found, until the overview is complete, and until everything is."""
    errors: list[Exception] = []
    with open_source(path) as source, SegmenterThread(lambda: Segmenter.open(model)) as segmenter:
        source.wait_for_index()
        segmenter.opened.result()
        opened = OpenedSource(path, "auto", None, lambda: open_source(path))
        start = time.perf_counter()
        predictions = RecordingPredictions(
            opened, segmenter, AlarmPolicy(), memory_mb=256, on_curve=lambda: None, on_error=errors.append
        )
        predictions.set_times(source.times_s())
        predictions.set_analysing(True)
        result: dict[str, Any] = {"all_polyps_s": None, "overview_s": None, "complete_s": None}
        while time.perf_counter() - start < _LONGEST_S and not errors:
            time.sleep(_POLL_S)
            passed, curve = time.perf_counter() - start, predictions.curve
            if result["all_polyps_s"] is None and found(curve, stretches) == len(stretches):
                result["all_polyps_s"] = passed
            if result["overview_s"] is None and predictions.overview_remaining_s == 0:
                counts = {"overview_findings": len(curve.findings), "overview_polyps": found(curve, stretches)}
                result |= {"overview_s": passed} | counts
            if curve.settled and curve.analysed.all():
                result |= {"complete_s": passed, "findings": len(curve.findings)}
                break
            if not complete and result["overview_s"] is not None:
                break
        predictions.close()
    if errors:
        raise SystemExit(str(errors[0]))
    return result


def decode(path: Path) -> float:
    """Returns the seconds that decoding every frame to RGB takes."""
    with open_source(path) as source:
        source.wait_for_index()
        start = time.perf_counter()
        for _ in source.frames():
            pass
        return time.perf_counter() - start


def main(
    minutes: Annotated[float, typer.Option(min=1)] = 30,
    model: Annotated[Path, typer.Option(help="A model file.", show_default=False)] = MODEL_FILE,
    cores: Annotated[int, typer.Option(min=1)] = 2,
    complete: Annotated[bool, typer.Option(help="Go on until every frame is analysed.")] = False,
) -> None:
    """Prints the seconds of each stage."""
    use_cores(cores)
    environment = machine()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLYP_VIEWER_HOME"] = folder
        path = Path(folder) / "recording.mp4"
        stretches = make_recording(path, round(minutes * 60 * FPS), polyps(minutes * 60))
        result = analyse(path, model, stretches, complete)
        if complete:
            result["decode_s"] = decode(path)
            result["ratio"] = result["complete_s"] / result["decode_s"]
    for name, value in result.items():
        typer.echo(f"{name}: {value}")
    report("recording", environment, {"minutes": minutes, "model": model.name} | result)


if __name__ == "__main__":
    typer.run(main)
