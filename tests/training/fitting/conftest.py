"""One short run on real frames that the tests of fitting copy and go on with."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from training.config import make_config
from training.runs.run_folder import RunFolder

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"
SMALL = [
    *("architecture=unet", "side_px=32", "batch_size=3", "epochs=1", "workers=1"),
    *("device=cpu", "precision=float32", "validation_fraction=0.3"),
]


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory):
    """Caches of the tests' own, so that nothing of the person's is touched or needed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYP_VIEWER_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def one_epoch(own_home, tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A finished run of one epoch of the small U-Net, with a moving average, on its own copy of the frames."""
    from training.fitting.fit import create_run, train

    folder = tmp_path_factory.mktemp("runs")
    shutil.copytree(FRAMES, folder / "polypgen")
    run = RunFolder(folder / "one epoch")
    create_run(run, [folder / "polypgen"], make_config("shipped", SMALL))
    train(run)
    return run


@pytest.fixture
def go_on(one_epoch: RunFolder, tmp_path: Path) -> Callable[..., RunFolder]:
    """A copy of the run of one epoch, and of its frames, with settings changed; it can be trained further."""
    from training.config import changed

    def copy(*assignments: str) -> RunFolder:
        shutil.copytree(one_epoch.path.parent, tmp_path / "copy")
        run = RunFolder(tmp_path / "copy" / one_epoch.path.name)
        record = run.read_record()
        update = {"config": changed(record.config, assignments), "roots": (tmp_path / "copy" / "polypgen",)}
        run.write_record(record.model_copy(update=update))
        return run

    return copy
