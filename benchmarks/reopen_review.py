"""Measures how long the viewer takes to show a reviewed recording again: findings, decisions, pictures and first mask.

    python benchmarks/reopen_review.py RECORDING [--decisions 10] [--rounds 5] [--model FILE] [--cores 2]

The first opening analyses what is not stored yet and decides on some findings, in the data folder of the user; with
POLYP_VIEWER_HOME in that folder. `polyp-annotate RECORDING --out OUT` with the same model analyses it beforehand.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from measuring import Spread, machine, report, use_cores
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.services.settings import Settings
from app.widgets.theme import apply_theme
from app.workspaces.review.findings_panel.list_rows import FindingRow
from polyp_core.review import changes
from resources import MODEL_FOLDER

_LONGEST_S = 7200.0


def wait_until(condition: Callable[[], bool]) -> None:
    """Runs the event loop until `condition`."""
    end_s = time.perf_counter() + _LONGEST_S
    while not condition():
        QApplication.processEvents()
        time.sleep(0.01)
        if time.perf_counter() > end_s:
            raise SystemExit("The recording is not shown.")


def is_listed(window: MainWindow) -> bool:
    """Whether every frame is analysed and the review is open with all that was found."""
    review = window.review
    return review.decisions.is_open and review.analysed_whole and bool(review.decisions.extents())


def is_shown(window: MainWindow) -> bool:
    """Whether the frame at the playhead has its mask, too, and the visible rows of the list their pictures."""
    frame, findings = window.review.current_frame(), window.review.findings_panel.list
    first, last = (findings.indexAt(QPoint(1, y)).row() for y in (1, findings.viewport().height() - 1))
    rows = [row for row in findings.rows[first : last + 1 or None] if isinstance(row, FindingRow)]
    pictures = [window.review.session.thumbnail_at_leisure(row.extent.best_frame) for row in rows]
    has_mask = frame is not None and frame.prediction is not None
    return has_mask and all(picture is not None for picture in pictures)


def decide(window: MainWindow, count: int) -> None:
    """Confirms the first `count` findings."""
    controller = window.review.decisions
    for listed in controller.listed[:count]:
        decision = controller.decision_on(listed)
        controller.change(lambda review, decision=decision: changes.set_state(review, decision, "confirmed"))
    controller.wait_until_stored()


def states_of(window: MainWindow) -> list[str]:
    """Returns the states of the listed findings."""
    return [each.state for each in window.review.decisions.listed]


def main(
    recording: Annotated[Path, typer.Argument(help="A video.")],
    decisions: Annotated[int, typer.Option(min=0, help="Findings that are confirmed before.")] = 10,
    rounds: Annotated[int, typer.Option(min=1)] = 5,
    cores: Annotated[int, typer.Option(min=1)] = 2,
    model: Annotated[Path, typer.Option(help="A model file.")] = MODEL_FOLDER / "light.safetensors",
) -> None:
    """Prints the seconds from opening the file until all is listed, and until all of it is shown, over the rounds.

    The processor time until then depends less on what else the machine does.
    """
    use_cores(cores)
    environment = machine()
    application = QApplication(sys.argv[:1])
    settings = Settings(play_on_open=False, started_before=True)
    apply_theme(application, settings.theme)
    window = MainWindow(settings)
    window.resize(1280, 720)
    window.show()
    window.models.start(model, "cpu")
    wait_until(lambda: window.review.session.segmenter is not None)
    window.open([recording])
    wait_until(lambda: is_listed(window))
    decide(window, decisions)
    states, listed_s, shown_s, processor_s = states_of(window), [], [], []
    for _ in range(rounds):
        window.close_source()
        window.review.session.wait_until_closed()
        window.review.decisions.wait_until_stored()
        start_s, used_s = time.perf_counter(), time.process_time()
        window.open([recording])
        wait_until(lambda: is_listed(window))
        listed_s.append(time.perf_counter() - start_s)
        wait_until(lambda: is_shown(window))
        shown_s.append(time.perf_counter() - start_s)
        processor_s.append(time.process_time() - used_s)
        assert states_of(window) == states
    window.close()
    result = {
        "recording": recording.name,
        "findings": len(states),
        "decisions": sum(state != "undecided" for state in states),
        "listed_s": Spread.of(listed_s),
        "shown_s": Spread.of(shown_s),
        "processor_s": Spread.of(processor_s),
    }
    for name, value in result.items():
        typer.echo(f"{name}: {value}")
    report(f"reopen-review-{recording.stem}", environment, result)


if __name__ == "__main__":
    typer.run(main)
