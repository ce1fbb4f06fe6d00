"""Following an archive that other machines annotate: its state, and opening what is done."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QPushButton

from app.workspaces.recordings.recordings_workspace import RecordingsWorkspace
from polyp_core.archive.archive_folder import ArchiveFolder
from polyp_core.archive.records import ArchivedRecording, Done, Failure, Job
from resources import DEMO_CLIP

from ...conftest import OpenWindow


def make_archive(out: Path, clip: Path) -> ArchiveFolder:
    """An archive of three recordings: one done, one failed and one waiting."""
    folder, now = ArchiveFolder(out), datetime.now(UTC)
    names = ("a" * 24, "b" * 24, "c" * 24)
    paths = (clip, clip.with_name("second.mp4"), clip.with_name("third.mp4"))
    recordings = tuple(
        ArchivedRecording(name=name, paths=(path,), size_bytes=10) for name, path in zip(names, paths, strict=True)
    )
    job = Job(program="0", model="Light", model_sha256="0", settings={}, started=now, recordings=recordings)
    with folder.claim("local:2"):
        folder.start(job)
        folder.note_failure(Failure(name=names[1], reason="It is no video.", host="node7", attempts=2, at=now))
        with folder.new_folder(names[0]) as new:
            (new / "result").mkdir()
            shutil.copyfile(clip, new / "result" / "annotated.mp4")
            values = {"device": "cpu", "engine": "int8", "model": "Light", "model_sha256": "0", "program": "0"}
            done = Done(
                name=names[0], source=str(clip), frames=181, seconds=2, size_bytes=10, settings={}, host="node3",
                finished=now, outputs=("annotated.mp4",), **values,
            )  # fmt: skip
            folder.put_in_place(new / "result", done)
    return folder


def test_the_state_of_an_archive_and_what_is_done(qtbot, open_window: OpenWindow, tmp_path: Path) -> None:
    clip = tmp_path / "first.mp4"
    shutil.copyfile(DEMO_CLIP, clip)
    archive = make_archive(tmp_path / "out", clip)
    window = open_window()
    workspace = cast(RecordingsWorkspace, window.tabs.open("recordings"))
    assert any(button.text() == "Archive…" and button.isVisible() for button in workspace.findChildren(QPushButton))
    dialog = workspace.follow_archive(archive.path)
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 3, timeout=60_000)
    rows = [dialog.tree.topLevelItem(row) for row in range(3)]
    texts = [tuple(row.text(column) for column in range(3)) for row in rows if row is not None]
    assert texts == [
        ("first.mp4", "Done, 181 frames", "node3"),
        ("second.mp4", "Failed: It is no video.", "node7"),
        ("third.mp4", "Waiting", ""),
    ]
    assert dialog.summary.text().startswith("1 of 3 recordings done, 0 running, 1 failed")
    assert "No machine distributes the work" in dialog.summary.text()
    dialog.tree.setCurrentItem(rows[1])
    assert not dialog.open_button.isEnabled()
    clip.unlink()  # its annotated video is opened instead
    dialog.tree.setCurrentItem(rows[0])
    dialog.open_button.click()
    qtbot.waitUntil(lambda: window.review.current_source is not None, timeout=60_000)
    assert window.review.current_source.path == archive.result("a" * 24) / "annotated.mp4"
    dialog.close()
