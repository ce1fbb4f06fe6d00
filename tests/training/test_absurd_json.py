"""Malformed and extreme JSON in every file that commands read or a run's folder contains."""

from pathlib import Path

import pytest

from polyp_core.errors import PolypViewerError
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.config.fit_config import FitConfig
from training.config.make_config import read_config
from training.datasets.split_files import read_split, write_split
from training.datasets.splits import Split
from training.packaging.card_scores import card_scores, read_evaluation
from training.runs.process import read_asked, read_launch
from training.runs.run_folder import RunFolder
from training.runs.run_snapshot import read_run_snapshot

ABSURD = {
    "deep list": b"[" * 100_000,
    "deep object": b'{"format": ' * 50_000,
    "huge integer": b'{"format": ' + b"9" * 5_000 + b"}",
    "infinite": b'{"format": 1e999}',
    "nan": b'{"format": NaN}',
    "twice": b'{"format": 1, "format": 1}',
    "surrogate": b'{"format": "\\ud800"}',
    "number": b"1",
    "null": b"null",
    "list": b"[1, 2]",
    "text": b'"format"',
    "not text": b"\xff\xff\x00",
    "empty": b"",
    "zeros": bytes(100),
}
absurd = pytest.mark.parametrize("data", ABSURD.values(), ids=ABSURD.keys())


@absurd
def test_malformed_files_for_commands_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(data)
    for read in (read_config, read_split, lambda path: RunFolder(path.parent).read_record()):
        with pytest.raises(PolypViewerError) as caught:
            read(path)
        assert "\n" not in str(caught.value) and len(str(caught.value)) < 400 + len(str(path))
    with pytest.raises(PolypViewerError, match="not the output of evaluate --json"):
        list(card_scores(read_evaluation(data.decode("latin-1"), read_model_file(MODEL_FILE))))


@absurd
def test_a_run_with_malformed_files_is_still_shown(data: bytes, tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    for file in (folder.status_file, folder.launch_file, folder.asked_file, folder.record_file, folder.split_file):
        file.write_bytes(data)
    assert folder.read_status() is None and read_launch(folder) is None and read_asked(folder) is None
    snapshot = read_run_snapshot(tmp_path)
    assert snapshot.record is None and not snapshot.is_active


@pytest.mark.parametrize(
    "fields",
    [
        '"pid": 99999999999, "started": "2026-01-01T00:00:00Z", "heartbeat": "2026-01-01T00:00:00Z"',
        '"pid": 0, "started": "2026-01-01T00:00:00Z", "heartbeat": "2026-01-01T00:00:00Z"',
        '"pid": 1, "started": "2026-01-01T00:00:00", "heartbeat": "2026-01-01T00:00:00"',
    ],
    ids=["too large a process id", "a process group", "times without a zone"],
)
def test_a_status_with_impossible_values_counts_as_missing(fields: str, tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.status_file.write_text(f'{{"state": "running", "epochs": 3, {fields}}}')
    folder.launch_file.write_text(f'{{"roots": [], "resumes": false, {fields}}}')
    assert folder.read_status() is None and read_launch(folder) is None
    read_run_snapshot(tmp_path)


@pytest.mark.parametrize("ids", ['"abc"', "1", "null", '{"a": 1}'])
def test_a_split_whose_ids_are_not_a_list_is_refused(ids: str, tmp_path: Path) -> None:
    path = tmp_path / "split.json"
    write_split(path, Split("random", 1, 0.2, (), ("a/1",), ("a/2",)))
    path.write_text(path.read_text().replace('[\n  "a/1"\n ]', ids))
    with pytest.raises(PolypViewerError, match="is damaged"):
        read_split(path)


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    config, split = tmp_path / "config.json", tmp_path / "split.json"
    config.write_text(FitConfig().model_dump_json(), encoding="utf-8-sig")
    assert read_config(config) == FitConfig()
    kept = Split("random", 1, 0.2, (), ("a/1",), ("a/2",))
    write_split(split, kept)
    split.write_text(split.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read_split(split) == kept


@pytest.mark.parametrize("values", ['{"n": 1}', '{"n": -1}', "[]", '{"n": "x", "empty_n": 0}'])
def test_scores_without_required_fields_are_refused(values: str) -> None:
    text = f'{{"model_sha256": "abc", "engine": "cpu", "datasets": {{"a": {values}}}}}'
    with pytest.raises(PolypViewerError, match="not the output of evaluate --json"):
        list(card_scores(read_evaluation(text, read_model_file(MODEL_FILE))))
