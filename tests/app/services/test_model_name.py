"""The models of two runs of one preset have different names."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from app.services.model_name import model_name
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.config.make_config import make_config
from training.runs.run_folder import RunFolder, RunRecord


def test_a_runs_model_is_named_by_its_run_and_any_other_by_its_card(tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "enhanced-2026-11-26-141001")
    record = RunRecord(created=datetime.now(UTC), roots=(tmp_path,), config=make_config("enhanced"))
    run.path.mkdir()
    run.write_record(record)
    shutil.copy(MODEL_FILE, run.model_file)
    assert model_name(read_model_file(run.model_file)) == "enhanced-2026-11-26-141001"
    shipped = read_model_file(MODEL_FILE)
    assert model_name(shipped) == shipped.card.name
    elsewhere = tmp_path / run.model_file.name
    shutil.copy(MODEL_FILE, elsewhere)
    assert model_name(read_model_file(elsewhere)) == shipped.card.name
