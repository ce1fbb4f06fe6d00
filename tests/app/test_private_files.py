"""The program's files are readable only for the user, with any umask."""

import logging
import logging.handlers
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from app.services.diagnostics import Hooks, log_path, start_logging
from app.services.settings import Settings, settings_path
from app.services.source_history import Remembered, remember
from app.workspaces.review.snapshot import Snapshot, _write
from polyp_core.analysis.analysed_frame import AnalysedFrame
from polyp_core.analysis.probability_map_file import ProbabilityMapFile, Row
from polyp_core.analysis.queue.discovery import describe
from polyp_core.analysis.queue.recording_queue import RecordingQueue
from polyp_core.analysis.source_identity import content_key
from polyp_core.export.privacy import Privacy
from polyp_core.files.atomic_files import write_text
from polyp_core.files.private_files import make_private_folder, restrict_own_folders
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.paths import cache_folder, data_dir, own_folders
from polyp_core.review.records import Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_folder import review_path
from polyp_core.review.review_reading import ReviewProgress
from training.browser.score_cache import cache_scores
from training.datasets.discovery import find_datasets
from training.datasets.square_cache import SquareCache
from training.datasets.thumbnail_cache import ThumbnailCache
from training.statistics.scan import scan

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")

FRAMES = Path(__file__).parents[1] / "data" / "polypgen"


@pytest.fixture(params=[0o022, 0o000], ids=["umask 022", "umask 000"])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def write_everything() -> None:
    """Writes one of each kind of file that the window and the commands store."""
    Settings().save()
    remember(content_key(FRAMES / "images"), Remembered(1))
    cache_scores("a" * 64, pd.DataFrame({"image_path": ["a"], "dice": [0.5]}), {"a": (1, 2)})
    queue = RecordingQueue(data_dir())
    assert queue.open()
    queue.add(describe(FRAMES / "images"))
    queue.set_paused(True)
    queue.close()
    datasets = find_datasets([FRAMES])
    sample = datasets[0].samples[0]
    scan(datasets, workers=1)
    ThumbnailCache().get(sample.image_path, sample.mask_path)
    SquareCache(32).get(sample)
    with ProbabilityMapFile(cache_folder("maps") / "key.sqlite") as maps:
        maps.write({0: Row(4, 4, 4, None, False, b"x")}, {})
        check_modes(cache_folder("maps"))
    recording = Recording(key="ab" * 32, frame_count=1, duration_s=0, width_px=4, height_px=4)
    with ReviewFile(review_path(recording), recording) as review:
        review.set_progress("reader", ReviewProgress(0, 1))
        check_modes(data_dir())
    write_text(cache_folder("anything new") / "a" / "b.txt", "text")
    root = logging.getLogger()
    before = root.handlers[:]
    start_logging()
    hooks = Hooks(lambda failure: None)
    hooks.install()
    hooks.remove()
    for handler in [handler for handler in root.handlers if handler not in before]:
        if isinstance(handler, logging.handlers.RotatingFileHandler):
            handler.doRollover()
        root.removeHandler(handler)
        handler.close()
    logging.captureWarnings(False)


def modes(folder: Path) -> dict[str, int]:
    paths = (folder, *folder.rglob("*"))
    return {str(path.relative_to(folder.parent)): path.stat().st_mode & 0o777 for path in paths}


def check_modes(folder: Path) -> None:
    found = modes(folder)
    assert len(found) > 1
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_every_file_and_folder_of_the_program_is_private(umask: None, home: Path) -> None:
    write_everything()
    for name in ("sources", "maps", "scores", "tables", "thumbnails", "training-pairs"):
        assert any(path.name == name and any(path.iterdir()) for path in home.rglob("*")), name
    assert log_path().exists() and log_path().with_name("polyp-viewer.log.1").exists()
    check_modes(home)


def test_files_that_an_earlier_version_left_readable_become_private(umask: None, home: Path) -> None:
    write_everything()
    for path in home.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    home.chmod(0o755)
    write_everything()
    # What was not written again lies in folders that nobody else may enter.
    for folder in (*own_folders(), cache_folder("maps"), cache_folder("scores")):
        assert folder.stat().st_mode & 0o777 == 0o700
    for written in (settings_path(), log_path(), cache_folder("maps") / "key.sqlite"):
        assert written.stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o755, "the user made it, and may keep other things in it"


def test_a_start_makes_the_folders_private_even_if_nothing_is_written(umask: None) -> None:
    folder = cache_folder("maps")
    folder.mkdir(parents=True)
    folder.parent.chmod(0o755)
    restrict_own_folders()
    assert folder.parent.stat().st_mode & 0o777 == 0o700


def test_a_snapshot_is_private_and_its_folder_stays_as_it_is(
    umask: None, demo_frame: AnalysedFrame, tmp_path: Path
) -> None:
    shot = Snapshot("clip", demo_frame, OverlayStyle(), Privacy(), None, with_overlay=False)
    chosen = tmp_path / "shared"
    chosen.mkdir()
    chosen.chmod(0o775)
    assert _write(shot, chosen).stat().st_mode & 0o777 == 0o600
    assert chosen.stat().st_mode & 0o777 == 0o775
    made = _write(shot, tmp_path / "Pictures" / "Polyp Viewer").parent
    assert made.stat().st_mode & 0o777 == 0o700


def test_a_linked_folder_and_other_files_are_not_changed(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "scratch"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    home.mkdir()
    cache_folder("maps").parent.symlink_to(elsewhere, target_is_directory=True)
    make_private_folder(cache_folder("maps"))
    assert elsewhere.stat().st_mode & 0o777 == 0o755
    assert (elsewhere / "maps").stat().st_mode & 0o777 == 0o700
    (elsewhere / "scores").touch()
    with pytest.raises(NotADirectoryError):
        make_private_folder(cache_folder("scores"))


def test_other_files_follow_the_umask(umask: None, tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.touch()
    written = tmp_path / "report.html"
    write_text(written, "text")
    assert written.stat().st_mode == beside.stat().st_mode
