"""A fixture with a run that tests resume."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from training.runs.run_folder import RunFolder


@pytest.fixture
def go_on(one_epoch: RunFolder, tmp_path: Path) -> Callable[..., RunFolder]:
    """A copy of the run of one epoch, and of its frames, with settings changed; it can be trained further."""
    from training.config.make_config import changed

    def copy(*assignments: str) -> RunFolder:
        shutil.copytree(one_epoch.path.parent, tmp_path / "copy")
        run = RunFolder(tmp_path / "copy" / one_epoch.path.name)
        record = run.read_record()
        update = {"config": changed(record.config, assignments), "roots": (tmp_path / "copy" / "polypgen",)}
        run.write_record(record.model_copy(update=update))
        return run

    return copy
