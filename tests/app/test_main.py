"""The command `polyp-viewer`, in child processes without a network."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.services.settings import Settings, settings_path
from resources import DEMO_CLIP

# Runs the program, looks at its window now and then, and closes it as soon as it sees what is waited for: an expression
# over the report `r`. Prints the last report.
_LOOK = """
import json, socket, sys

def refuse(*args, **kwargs):
    raise AssertionError("a network connection was opened")

socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse

from PySide6.QtCore import QTimer
import app.main_window as module

def report(window):
    source, shown = window.review.current_source, window.review.current_frame()
    segmenter = window.review.session.segmenter
    return {
        "source": source.path.name if source else None,
        "frame": shown.frame.index if shown else None,
        "playing": window.review.player.playing,
        "has_mask": bool(shown and shown.prediction is not None),
        "model": segmenter.model.card.name if segmenter else None,
        "notices": [notice.text for notice in window.notices.notices],
        "page": window.review.canvas.accessibleDescription(),
        "welcome": window.page.welcome.isVisible(),
        "caution": window.footer.caution.isVisible(),
        "caution_text": window.footer.caution.text(),
    }

class Watched(module.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        self.watch = QTimer(self, interval=50)
        self.watch.timeout.connect(self.look)
        self.watch.start()

    def look(self):
        r = report(self)
        if eval(sys.argv[1]):
            self.watch.stop()
            heavy = {"pandas", "matplotlib", "lightning", "albumentations", "typer", "rich"}
            print(json.dumps({**r, "heavy": sorted(heavy & set(sys.modules))}), flush=True)
            self.close()

module.MainWindow = Watched
from app.main import main
sys.exit(main(sys.argv[2:]))
"""


def run(until: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _LOOK, until, *arguments, "--quit-after", "100"],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )


def seen(until: str, *arguments: str, **environment: str) -> dict[str, object]:
    """Returns the state of the window when `until` became true."""
    ended = run(until, *arguments, **environment)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout.strip(), f"{until} never came true.\n{ended.stderr}"
    report = json.loads(ended.stdout.strip().splitlines()[-1])
    assert isinstance(report, dict)
    return report


def test_without_a_screen_there_is_one_sentence_and_no_traceback() -> None:
    ended = run("False", QT_QPA_PLATFORM="xcb", DISPLAY="")
    assert ended.returncode == 2
    assert ended.stderr.startswith("error: ")
    assert "Traceback" not in ended.stderr


def test_a_first_start_plays_the_demo_with_its_masks() -> None:
    report = seen("r['frame'] and r['has_mask']")
    assert report["source"] == DEMO_CLIP.name
    assert report["playing"]
    assert report["caution"]
    assert report["notices"] == []
    assert report["heavy"] == []


def test_a_later_start_shows_the_welcome_page_whatever_is_set_for_other_programs() -> None:
    Settings(started_before=True).save()
    variables = {
        "QT_API": "nonsense",
        "FORCE_QT_API": "pyqt5",
        "PYQTGRAPH_QT_LIB": "PyQt5",
        "MPLBACKEND": "module://nowhere",
    }
    report = seen("r['model']", **variables)
    assert report["welcome"]
    assert report["source"] is None


def test_a_source_opens_paused_and_in_german_on_request_and_an_unusable_model_is_reported(tmp_path: Path) -> None:
    clip = tmp_path / "Größe & Länge.mp4"
    clip.write_bytes(DEMO_CLIP.read_bytes())
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"nothing")
    options = ("--no-play", "--device", "cpu", "--language", "de", "--model", str(broken))
    report = seen("r['has_mask'] and r['notices']", str(clip), *options)
    assert "broken.safetensors" in str(report["notices"])
    assert report["source"] == clip.name
    assert report["caution_text"] == "Nur für Forschung. Nicht zur Diagnose."
    assert report["frame"] == 0
    assert not report["playing"]
    kept = json.loads(settings_path().read_text(encoding="utf-8"))
    assert kept["recent_files"] == [str(clip)]
    assert (kept["device"], kept["language"]) == ("auto", "system")


@pytest.mark.parametrize("name", ["missing.mp4", "text.mp4"])
def test_the_page_shows_why_a_source_cannot_be_opened_and_the_program_continues(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.mp4").write_text("this is no video")
    report = seen("'could not be opened' in r['page']", str(tmp_path / name))
    assert report["source"] is None
    assert name in report["page"]


# Opens the demo, exports all of it without a dialog, and gets the signal while masks are written.
_STOPPED_WHILE_EXPORTING = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
import app.main_window as module
from resources import DEMO_CLIP

out, number = Path(sys.argv[1]), int(sys.argv[2])

class Watched(module.MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        self.watch = QTimer(self, interval=20)
        self.watch.timeout.connect(self.look)
        self.watch.start()

    def look(self):
        dialog = self.exports.export_dialog
        if dialog is None and self.review.current_source and self.review.segmenter_thread is not None:
            self.review.player.seek(579)  # the last frame: those after the playhead come before the export
            self.exports.export()
            dialog = self.exports.export_dialog
            dialog.form.target.folder.setText(str(out))
            dialog.form.choose_outputs(frozenset({"masks"}))
            dialog.start.click()
        if any(out.glob("*/.partial-*/masks/*.png")):
            self.watch.stop()
            print("exporting", flush=True)
            os.kill(os.getpid(), number)

module.MainWindow = Watched
from app.main import main
sys.exit(main([str(DEMO_CLIP), "--no-play", "--device", "cpu", "--quit-after", "100"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals on Windows")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_closes_the_window_and_leaves_nothing_of_an_export(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    ended = subprocess.run(
        [sys.executable, "-c", _STOPPED_WHILE_EXPORTING, str(tmp_path / "out"), str(int(number))],
        # A shell that started the tests in the background has them, and all they start, ignore it.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "POLYP_VIEWER_HOME": str(tmp_path / "home")},
    )
    assert ended.returncode == 0, ended.stderr
    assert "exporting" in ended.stdout
    assert not (tmp_path / "out").exists()
