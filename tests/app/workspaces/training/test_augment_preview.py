"""The preview comes from a child process, whose errors are shown in a sentence."""

from pathlib import Path

import pytest

from app.services.tasks import Tasks
from app.workspaces.training.augment_preview import AugmentPreview
from training.config.make_config import make_config

FRAMES = Path(__file__).parents[3] / "data" / "polypgen"
TIMEOUT_MS = 60_000


@pytest.fixture
def preview(qtbot):
    tasks = Tasks()
    widget = AugmentPreview(tasks)
    qtbot.addWidget(widget)
    yield widget
    widget.close_process()
    tasks.shutdown()


def test_it_shows_eight_pairs(qtbot, preview: AugmentPreview) -> None:
    with qtbot.waitSignal(preview.shown, timeout=TIMEOUT_MS):
        preview.make([FRAMES], make_config("shipped", ["side_px=32"]))
        assert not preview.button.isEnabled()
    assert (preview.picture.image.width(), preview.picture.image.height()) == (4 * 40, 2 * 40)
    assert preview.button.isEnabled()


def test_what_is_wrong_is_a_sentence(qtbot, preview: AugmentPreview, tmp_path: Path) -> None:
    preview.make([tmp_path / "gone"], make_config("shipped"))
    qtbot.waitUntil(lambda: preview.message.property("role") == "error", timeout=TIMEOUT_MS)
    assert str(tmp_path / "gone") in preview.message.text() and "Traceback" not in preview.message.text()


def test_closing_ends_the_process(preview: AugmentPreview) -> None:
    preview.make([FRAMES], make_config("shipped"))
    preview.close_process()
    assert preview._process.processId() == 0
