import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import av
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.review.export_dialog import ExportDialog
from app.workspaces.review.export_form import ExportForm, ExportSubject, format_policy, format_style
from polyp_core.export.manifest import MANIFEST_NAME
from polyp_core.export.privacy import Box, Privacy
from polyp_core.findings.findings import Finding
from polyp_core.findings.policy import PRESETS, AlarmPolicy
from polyp_core.frames.frame import SourceInfo
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from resources import DEMO_CLIP


@pytest.fixture
def subject(demo_info: SourceInfo) -> ExportSubject:
    return ExportSubject(
        path=DEMO_CLIP,
        info=demo_info,
        frame_index=60,
        loop=(60, 69),
        findings=(Finding(55, 62, 60, 2.2, 2.48, 2.4, 0.1, 0.9), Finding(70, 75, 72, 2.8, 3.0, 2.88, 0.1, 0.9)),
        analysed_whole=True,
        policy=AlarmPolicy(),
        style=OverlayStyle(opacity=0.6),
        overlay_visible=True,
        privacy=Privacy((Box(0, 0, 100, 50),), Box(0, 0, 400, 300)),
        deinterlace="auto",
    )


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    assert tasks.shutdown()


@pytest.fixture
def dialog(
    subject: ExportSubject, tasks: Tasks, segmenter_thread: SegmenterThread, tmp_path: Path, qtbot: QtBot
) -> ExportDialog:
    settings = Settings(export_dir=tmp_path / "out")
    dialog = ExportDialog(subject, settings, tasks, segmenter_thread, None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def click_start(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)


def test_the_form_offers_what_there_is_and_says_how_much(subject: ExportSubject, qtbot: QtBot) -> None:
    assert subject.label("all") == f"Everything ({subject.info.frame_count} frames, 23 s)"
    assert subject.label("findings").startswith("2 findings (14 frames")
    assert subject.ranges("findings") == (range(55, 63), range(70, 76))
    bare = replace(subject, frame_index=3, loop=None, findings=(), analysed_whole=False)
    form = ExportForm(bare, Path("/out"))
    qtbot.addWidget(form)
    assert form.stretch == "all"
    assert not bare.available("loop")
    assert "none is marked" in bare.label("loop")


def test_a_hidden_overlay_is_said_to_be_exported_all_the_same(subject: ExportSubject) -> None:
    assert format_style(subject.style, visible=True).startswith("As on the screen: filled")
    assert format_style(subject.style, visible=False).startswith("Hidden on the screen, but exported: filled")


def test_the_policy_and_what_it_finds_are_named(subject: ExportSubject) -> None:
    assert format_policy(subject) == "Balanced policy: 2 findings in all frames."
    early = replace(subject, findings=subject.findings[:1], analysed_whole=False, policy=AlarmPolicy(open_level=0.6))
    assert format_policy(early) == (
        "Own policy: 1 finding in the frames analysed so far. An export analyses all frames chosen above."
    )
    hidden = replace(subject, findings=(), model_hidden=True)
    assert format_policy(hidden).startswith("The model is hidden from you, but the files contain what it found")
    assert hidden.label("findings") == "Findings: the model is hidden" and not hidden.available("findings")


def test_clips_have_a_length_where_findings_of_a_recording_are_exported(subject: ExportSubject, qtbot: QtBot) -> None:
    form = ExportForm(subject, Path("/out"))
    qtbot.addWidget(form)
    form.show()
    assert form.clips.isVisible() and not form.clips.isEnabled()
    form.choose_outputs(frozenset({"findings"}))
    assert form.clips.isEnabled()
    pictures = ExportForm(replace(subject, info=replace(subject.info, kind="images")), Path("/out"))
    qtbot.addWidget(pictures)
    pictures.show()
    assert not pictures.clips.isVisible()


def test_dicom_outputs_name_the_patient_only_where_that_is_chosen(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.form.choose_outputs(frozenset({"csv"}))
    assert not dialog.form.identity.isEnabled() and not dialog.form.identity.isChecked()
    dialog.form.choose_outputs(frozenset({"dicom-seg"}))
    assert dialog.form.identity.isEnabled()
    dialog.form.choose_stretch("frame")
    dialog.form.identity.setChecked(True)
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000) as completed:
        click_start(dialog, qtbot)
    assert "The source is no DICOM file, so the DICOM outputs name no patient." in completed.args[0].notes


def test_findings_are_exported_by_the_policy_of_the_viewer(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog._subject = replace(dialog._subject, policy=PRESETS["every region"], privacy=Privacy())
    dialog.form.choose_outputs(frozenset({"findings"}))
    assert (dialog.form.lead_in.value(), dialog.form.lead_out.value()) == (2, 2)
    dialog.form.lead_in.setValue(0)
    dialog.form.lead_out.setValue(0.5)
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000) as completed:
        click_start(dialog, qtbot)
    content = json.loads((tmp_path / "out" / "demo" / "findings.json").read_text(encoding="utf-8"))
    assert content["policy"]["name"] == "every region"
    assert content["analysed"]["frames"] == 10
    assert (content["clips"]["lead_in_s"], content["clips"]["lead_out_s"]) == (0, 0.5)
    assert (dialog._settings.export_lead_in_s, dialog._settings.export_lead_out_s) == (0, 0.5)
    assert any("by the every region policy in 10 of 580 frames" in note for note in completed.args[0].notes)


def test_what_was_written_last_is_ticked_the_next_time(
    dialog: ExportDialog, subject: ExportSubject, tasks: Tasks, segmenter_thread: SegmenterThread, qtbot: QtBot
) -> None:
    dialog.form.choose_outputs(frozenset({"csv", "masks"}))
    click_start(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.result() == ExportDialog.DialogCode.Accepted, timeout=60_000)
    next_one = ExportDialog(subject, dialog._settings, tasks, segmenter_thread, None)
    qtbot.addWidget(next_one)
    assert next_one.form.outputs == {"csv", "masks"}


def test_nothing_can_start_without_an_output_or_a_folder(dialog: ExportDialog) -> None:
    assert dialog.start.isEnabled()
    dialog.form.choose_outputs(frozenset())
    assert not dialog.start.isEnabled()
    dialog.form.choose_outputs(frozenset({"csv"}))
    dialog.form.target.folder.setText("  ")
    assert not dialog.start.isEnabled()


def test_a_loop_is_exported_with_its_redactions_while_the_window_lives(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.form.choose_outputs(frozenset({"video", "frames", "csv"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000) as completed:
        click_start(dialog, qtbot)
    folder = tmp_path / "out" / "demo"
    assert completed.args[0].frames == 10
    names = [MANIFEST_NAME, "annotated.mp4", "frames", "frames.csv", "regions.csv"]
    assert sorted(path.name for path in folder.iterdir()) == names
    with av.open(str(folder / "annotated.mp4")) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (400, 300)
        assert not container.streams.audio
    picture = read_image(folder / "frames" / "000060.png")
    assert picture.shape == (300, 400, 3)
    assert not picture[:50, :100].any()
    assert not dialog.isVisible()


def export_once(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.form.choose_outputs(frozenset({"csv"}))
    dialog.form.choose_stretch("frame")
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000):
        click_start(dialog, qtbot)
    dialog.show()
    dialog._back_to_form("", "muted")


def ask(dialog: ExportDialog, qtbot: QtBot) -> QMessageBox:
    """The question that a click on Export brings up."""
    click_start(dialog, qtbot)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in dialog.findChildren(QMessageBox)), timeout=10_000)
    return next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())


def button(question: QMessageBox, text: str) -> QAbstractButton | None:
    return next((button for button in question.buttons() if button.text().replace("&", "") == text), None)


def test_files_in_the_way_are_replaced_only_after_a_yes(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    export_once(dialog, qtbot)
    old = tmp_path / "out" / "demo" / "frames.csv"
    before = old.stat().st_mtime_ns
    question = ask(dialog, qtbot)
    assert "frames.csv" in question.text()
    question.button(QMessageBox.StandardButton.Cancel).click()
    assert old.stat().st_mtime_ns == before
    assert dialog.start.isEnabled()

    replace_button = button(ask(dialog, qtbot), "Replace")
    assert replace_button is not None
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000):
        replace_button.click()
    assert old.stat().st_mtime_ns != before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["demo"]


def test_both_results_can_be_kept(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    export_once(dialog, qtbot)
    before = (tmp_path / "out" / "demo" / "frames.csv").stat().st_mtime_ns
    keep_both = button(ask(dialog, qtbot), "Keep both")
    assert keep_both is not None
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000) as completed:
        keep_both.click()
    assert completed.args[0].folder == tmp_path / "out" / "demo-2"
    assert (tmp_path / "out" / "demo-2" / "frames.csv").exists()
    assert (tmp_path / "out" / "demo" / "frames.csv").stat().st_mtime_ns == before


def test_what_the_program_did_not_write_cannot_be_replaced(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    old = tmp_path / "out" / "demo" / "frames.csv"
    old.parent.mkdir(parents=True)
    old.write_text("precious")
    dialog.form.choose_outputs(frozenset({"csv"}))
    dialog.form.choose_stretch("frame")
    question = ask(dialog, qtbot)
    assert button(question, "Replace") is None
    assert "was not written by this program" in question.informativeText()
    keep_both = button(question, "Keep both")
    assert keep_both is not None
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000):
        keep_both.click()
    assert old.read_text() == "precious"
    assert (tmp_path / "out" / "demo-2" / "frames.csv").exists()


def test_an_export_onto_its_own_source_is_refused_before_anything_is_asked(
    subject: ExportSubject, tasks: Tasks, segmenter_thread: SegmenterThread, qtbot: QtBot, tmp_path: Path
) -> None:
    frames = tmp_path / "frames" / "frames"
    frames.mkdir(parents=True)
    (frames / "1.png").write_bytes(b"an original")
    dialog = ExportDialog(replace(subject, path=frames), Settings(export_dir=tmp_path), tasks, segmenter_thread, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.choose_outputs(frozenset({"frames"}))
    click_start(dialog, qtbot)
    qtbot.waitUntil(lambda: "would replace" in dialog.state.text(), timeout=10_000)
    assert dialog.findChild(QMessageBox) is None
    assert dialog.start.isEnabled()
    assert (frames / "1.png").read_bytes() == b"an original"


def test_a_stopped_export_leaves_nothing_behind(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.form.choose_stretch("all")
    with qtbot.waitSignal(dialog.export_started, timeout=10_000) as started:
        click_start(dialog, qtbot)
    task = started.args[0]
    with qtbot.waitSignal(task.progressed, timeout=60_000):
        pass
    with qtbot.waitSignal(task.cancelled, timeout=30_000):
        qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert not (tmp_path / "out").exists()
    assert "Nothing was kept" in dialog.state.text()
    assert dialog.start.isVisible()
    assert dialog.form.isEnabled()


def test_neutral_names_are_exported_and_ticked_the_next_time(
    dialog: ExportDialog,
    subject: ExportSubject,
    tasks: Tasks,
    segmenter_thread: SegmenterThread,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_HOME", str(tmp_path / "home"))
    assert not dialog.form.target.neutral_names.isChecked()
    dialog.form.target.neutral_names.setChecked(True)
    assert "recording-" in dialog.form.target.where.text() and "demo" not in dialog.form.target.where.text()
    dialog.form.choose_outputs(frozenset({"csv"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000) as completed:
        click_start(dialog, qtbot)
    assert completed.args[0].folder == tmp_path / "out" / "recording-001"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["recording-001"]
    (key,) = (tmp_path / "home" / "config").iterdir()
    assert str(DEMO_CLIP) in key.read_text(encoding="utf-8")

    again = ExportDialog(subject, dialog._settings, tasks, segmenter_thread, None)
    qtbot.addWidget(again)
    again.show()
    assert again.form.target.neutral_names.isChecked()
    click_start(again, qtbot)
    qtbot.waitUntil(lambda: again.findChild(QMessageBox) is not None, timeout=10_000)
    assert "frames.csv" in again.findChild(QMessageBox).text()


def test_a_closed_dialog_lets_its_export_go_on(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.form.choose_outputs(frozenset({"csv"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000):
        with qtbot.waitSignal(dialog.export_started, timeout=10_000):
            click_start(dialog, qtbot)
        dialog.close_button.click()
        assert not dialog.isVisible()
    assert (tmp_path / "out" / "demo" / "frames.csv").exists()


def test_a_failure_is_a_sentence_and_the_choices_stay(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    dialog.form.choose_outputs(frozenset({"masks"}))
    click_start(dialog, qtbot)
    qtbot.waitUntil(lambda: "Cannot write" in dialog.state.text(), timeout=60_000)
    assert str(tmp_path / "out") in dialog.state.text()
    assert dialog.form.outputs == frozenset({"masks"})
    assert dialog.start.isEnabled()


def test_an_export_leaves_no_thread_behind(
    dialog: ExportDialog, qtbot: QtBot, new_threads: Callable[[], list[str]]
) -> None:
    dialog.form.choose_outputs(frozenset({"csv"}))
    with qtbot.waitSignal(dialog.export_completed, timeout=60_000):
        click_start(dialog, qtbot)
    qtbot.waitUntil(lambda: new_threads() == [], timeout=60_000)
