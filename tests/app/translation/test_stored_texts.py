"""Texts that runs, split files and caches store are shown in German, also after they were written and read again."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from app.services.model_fields import format_problem
from app.translation import filled, tr, tr_error, tr_value, use_texts
from app.translation.ts_files import Texts, read_texts
from app.workspaces.recordings.labels import Situation, format_details, state_label
from polyp_core.analysis.queue.discovery import describe
from polyp_core.analysis.queue.recording_queue import RecordingQueue
from polyp_core.display_text import first_of, joined
from polyp_core.errors import DatasetError, QueueError
from polyp_core.findings.policy import AlarmPolicy
from polyp_core.model.model_file import read_model_file
from polyp_core.stored_text import StoredText, text_to_json
from resources import MODEL_FILE, TRANSLATIONS
from tests.colour_model import write_colour_model
from training.config.make_config import ConfigError, make_config
from training.datasets.sample import Sample
from training.datasets.split_files import read_split, write_split
from training.datasets.splits import make_split
from training.evaluation.compare import AlarmComparison, DiceComparison
from training.evaluation.false_alarms import count_false_alarms
from training.evaluation.intervals import MeanInterval
from training.runs.heartbeat import Heartbeat
from training.runs.model_comparison import ModelComparison, read_model_comparison, save_model_comparison
from training.runs.run_folder import RunFolder
from training.runs.run_snapshot import read_run_snapshot
from training.runs.start_comparison import StartComparison


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    use_texts(read_texts((TRANSLATIONS / "de").glob("*.ts")))
    yield
    use_texts(Texts())


def start_comparison(groups: int) -> StartComparison:
    gain, more = MeanInterval(0.04, 0.02, 0.06), MeanInterval(0.25, 0.1, 0.5)
    dice = DiceComparison(8, groups, 0.7, 0.74, gain, 4, 4, 0)
    alarms = [
        count_false_alarms(np.array(claimed), np.zeros(4, bool), ["frame"] * 4, list("abcd"))[0]
        for claimed in ([True, False, False, False], [True, True, False, False])
    ]
    rates = AlarmComparison("frame", 4, groups, *alarms, more)
    return StartComparison(read_model_file(MODEL_FILE), dice, dice, (rates,), None)


def test_what_a_model_learned_is_said_in_german() -> None:
    few, many = (tr(start_comparison(groups).text) for groups in (5, 6))
    assert "um 0.040 höher als der von" in few and "(0.020 bis 0.060; 8 Testbilder mit Polyp aus 5 Gruppen)" in few
    assert "zu wenig (5 Gruppen); nötig sind 6." in few and "sind das zu wenige Gruppen." in few
    assert many.startswith("Das neue Modell ist besser als") and many.endswith("Das neue Modell hat mehr.")
    assert "\nFehlalarme (4 ganze Bilder ohne Polyp): 25.0 % (0.6 % bis 80.6 %) mit" in many
    assert tr(start_comparison(6).alarms[0].reading).startswith("B hat mehr Fehlalarme: bei 25.0 % (10.0 % bis 50.0 %)")


def test_a_stored_comparison_is_translated_and_one_of_an_earlier_version_is_as_it_was(tmp_path: Path) -> None:
    write_colour_model(RunFolder(tmp_path).model_file, (-1, 1, 0), 12.0)
    text = start_comparison(6).text
    save_model_comparison(ModelComparison(tmp_path, text, Path("before.safetensors"), "Before", known=True))
    read = read_model_comparison(tmp_path)
    assert read is not None and read.words == text and tr(read.words) == tr(text) != text
    earlier = {"words": "B {is} better.", "before": "before.safetensors", "name_before": "Before", "known": True}
    (tmp_path / "verdict.json").write_text(json.dumps(earlier))
    read = read_model_comparison(tmp_path)
    assert read is not None and tr(read.words) == "B {is} better."


def test_warnings_of_a_split_file_are_german(tmp_path: Path) -> None:
    samples = [
        Sample(tmp_path / f"{number}.png", tmp_path / f"{number}_mask.png", str(number), "set", group="set/one")
        for number in range(8)
    ]
    split = make_split(samples, "random", validation_fraction=0.5)
    write_split(tmp_path / "split.json", split)
    read = read_split(tmp_path / "split.json")
    assert read == split and split.warnings[0].startswith("Validation scores of this random split will be too good: 4")
    assert tr_value(read.warnings[0]).startswith("Die Validierungskennwerte dieser zufälligen Aufteilung werden zu gut")
    assert "4 von 4 Bildern haben im Training ein Bild ihrer Sequenz" in tr_value(read.warnings[0])
    content = json.loads((tmp_path / "split.json").read_text()) | {"warnings": ["Of an earlier version."]}
    (tmp_path / "split.json").write_text(json.dumps(content))
    assert read_split(tmp_path / "split.json").warnings == ("Of an earlier version.",)
    with pytest.raises(DatasetError) as raised:
        make_split(samples, "grouped")
    assert tr_error(raised.value).startswith("Die Aufteilung nach Gruppen lässt kein Paar für Validierung")


def test_the_message_of_a_failed_run_is_german(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    with Heartbeat(folder, 3) as heartbeat:
        heartbeat.enter(
            "failed", DatasetError("The split file {path} is damaged: {reason}.", path="a", reason="b").text
        )
    snapshot = read_run_snapshot(tmp_path)
    assert snapshot.phase == "failed" and snapshot.message == "The split file a is damaged: b."
    assert tr_value(snapshot.message) == "Die Aufteilungsdatei a ist beschädigt: b."
    (tmp_path / "config.json").write_text("{}")
    assert "ist keine Konfiguration eines Laufs dieser Version." in tr_value(read_run_snapshot(tmp_path).message)
    status = json.loads(folder.status_file.read_text()) | {"message": "Of an earlier version."}
    folder.status_file.write_text(json.dumps(status))
    assert read_run_snapshot(tmp_path).message.endswith("Of an earlier version.")


def test_similar_names_are_proposed_in_german() -> None:
    with pytest.raises(Exception) as raised:
        make_config("lihgt")
    assert tr_error(raised.value).endswith(" Ist light gemeint?")


def test_wrong_settings_are_explained_in_german() -> None:
    with pytest.raises(ConfigError) as raised:
        make_config("light", ["losses=bce:x", "epohcs=3"])
    assert tr_error(raised.value) == (
        "Die Einstellung losses kann nicht bce:x sein: das Gewicht von bce ist eine Zahl, wie in bce:0.5, nicht x. Die "
        "Einstellung epohcs gibt es nicht. Die Einstellungen sind preset, architecture, encoder, encoder_depth, "
        "decoder_channels, dropout, side_px, scales und 43 weitere; --show-config gibt alle aus. Ist epochs oder "
        "step_epochs oder plateau_epochs gemeint?"
    )
    assert format_problem(raised.value.problems[0].reason).startswith("Das Gewicht von bce ist eine Zahl")
    with pytest.raises(ConfigError) as raised:
        make_config("light", ["architecture=resunet", "encoder=resnet18"])
    assert tr_error(raised.value) == "resunet hat den Encoder resnet34, nicht resnet18."


def test_texts_in_a_row_are_translated_one_by_one() -> None:
    names = first_of(["a", "b", "c"], 2)
    assert names == "a, b and 1 more" and tr_value(names) == "a, b und 1 weitere" and first_of(["a"], 2) == "a"
    text = joined([filled("The training was stopped."), "a {b}"], "\n")
    assert text == "The training was stopped.\na {b}" and tr(text) == "Das Training wurde angehalten.\na {b}"


@pytest.mark.parametrize(
    "value",
    [
        *({"template": text, "values": {"a": 1}} for text in ("{b}", "{a.__class__}", "{", "{a:{b}}", "{a!z}", "{}")),
        *(
            {"template": "{a:.3f}", "values": {"a": "x"}},
            {"template": "{a}"},
            {"template": "{a}", "values": {"a": None}},
        ),
        *(None, 3, ["a"]),
    ],
)
def test_what_is_not_a_stored_text_is_refused(value: object) -> None:
    adapter = TypeAdapter(StoredText)
    text = filled("{n} pairs of {what} at {x:.1f}", n=2000, what=filled("{a}", a="b"), x=0.5)
    again = adapter.validate_json(adapter.dump_json(text))
    assert again == text == "2,000 pairs of b at 0.5" and text_to_json(again) == text_to_json(text)
    with pytest.raises(ValidationError):
        adapter.validate_python(value)


def test_the_list_of_recordings_is_german_also_when_it_is_read_again(tmp_path: Path) -> None:
    situation = Situation(False, False, None, "sha", AlarmPolicy(), None)
    (document := tmp_path / "a.xyz").write_bytes(b"%PDF-1.7")
    note = filled("{n} images cannot be read; black frames stand in their places: {names}.", n=2, names="a.png, b.png")
    done = {"state": "complete", "reason": "", "model_sha256": "sha"}
    with_note = describe(document).model_copy(update={**done, "id": "b", "paths": (tmp_path / "b",), "notes": (note,)})
    earlier = with_note.model_copy(
        update={"id": "c", "paths": (tmp_path / "c",), "notes": ("Of an earlier {version}.",)}
    )
    queue = RecordingQueue(tmp_path / "config")
    assert queue.open() and queue.add(describe(document)) and queue.add(with_note) and queue.add(earlier)
    queue.close()
    again = RecordingQueue(tmp_path / "config")
    assert again.open()
    failed, second, third = again.entries
    assert failed.reason.startswith(f"{document} is a PDF file, which this program does not read.")
    assert state_label(failed, situation).text.startswith("Fehlgeschlagen: a.xyz ist eine PDF-Datei; solche Dateien")
    assert f"{document} ist eine PDF-Datei" in format_details(failed)
    shown = "2 Bilder können nicht gelesen werden; an ihrer Stelle stehen schwarze Bilder: a.png, b.png"
    assert state_label(second, situation).text == f"Vollständig. {shown}" and shown in format_details(second)
    assert state_label(third, situation).text == "Vollständig. Of an earlier {version}"
    again.close()


def test_why_the_list_of_recordings_cannot_be_changed_is_said_in_german(tmp_path: Path) -> None:
    owner, other = RecordingQueue(tmp_path), RecordingQueue(tmp_path)
    assert owner.open() and not other.open()
    assert other.problem.startswith("Another window of Polyp Viewer works through the recordings.")
    assert tr_value(other.problem).startswith("Ein anderes Fenster von Polyp Viewer bearbeitet die Aufnahmen.")
    with pytest.raises(QueueError) as raised:
        other.set_paused(True)
    assert tr_error(raised.value) == tr_value(other.problem)
    owner.pause_because(joined((filled("The queue is paused."), filled("The list of recordings cannot be saved."))))
    paused = "Die Warteschlange ist angehalten. Die Liste der Aufnahmen kann nicht gespeichert werden."
    assert tr_value(owner.problem) == paused
    owner.close()
    (tmp_path / "queue.json").write_text("{")
    assert other.open()
    assert tr_value(other.problem).startswith(
        "Die Liste der Aufnahmen konnte nicht vollständig gelesen werden: ab Zeile 1"
    )
    other.close()
