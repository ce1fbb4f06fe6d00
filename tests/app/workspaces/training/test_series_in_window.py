"""Adding the folder of a series adds all of its runs."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from training.config.make_config import make_config
from training.runs.run_series import SeriesRecord, write_series

from .conftest import TINY


def test_adding_a_series_adds_its_runs_in_their_order(qtbot, settings, open_workspace, make_run, monkeypatch) -> None:
    folds = [make_run(f"study/fold-{number}") for number in (1, 2, 3)]
    series = folds[0].parent
    names = tuple(fold.name for fold in folds)
    config = make_config("baseline", TINY)
    write_series(series, SeriesRecord(created=datetime.now(UTC), kind="folds", runs=names, config=config))
    alone = make_run("alone")
    workspace = open_workspace()
    for chosen in (alone, series, Path()):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, to=chosen: str(to) if to.name else "")
        workspace.list.add.click()
    assert settings.training_runs == (*folds, alone)
    assert workspace.list.current == folds[0]
    rows = workspace.list.list
    shown = [rows.item(row).text().partition("\n")[0] for row in range(rows.count())]
    assert shown == ["study/fold-1", "study/fold-2", "study/fold-3", "alone"]
