"""A training run asks no other machine for anything, unless its preset does; then it says so before."""

import subprocess
import sys
from pathlib import Path

from training.runs.run_folder import RunFolder

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


def test_a_run_reaches_no_other_machine(guarded: dict[str, str], tmp_path: Path) -> None:
    small = ("architecture=unet", "side_px=32", "batch_size=3", "epochs=1", "passes=1", "device=cpu")
    settings = (*small, "validation_fraction=0.3")
    command = [sys.executable, "-m", "training.cli", "fit", str(FRAMES), "--out", str(tmp_path / "run")]
    command += ["--preset", "shipped", *(word for setting in settings for word in ("--set", setting))]
    environment = guarded | {"POLYP_VIEWER_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        command, env=environment, cwd=Path(__file__).parents[3], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr  # the guard ends who knocks with 97
    status = RunFolder(tmp_path / "run").read_status()
    assert status is not None and status.state == "finished"
    assert (tmp_path / "run" / "report.html").is_file()


def test_the_preset_that_fetches_weights_says_so_before_it_connects(guarded: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "training.cli", "fit", str(FRAMES), "--out", str(tmp_path / "run")]
    environment = guarded | {"POLYP_VIEWER_HOME": str(tmp_path / "home"), "HF_HOME": str(tmp_path / "hub")}
    done = subprocess.run(
        [*command, "--preset", "enhanced"],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 97, done.stderr
    told, knocked = done.stderr.splitlines()[-2:]
    assert told == "Downloading the ImageNet weights from huggingface.co (about 85 MB, once on this machine)."
    assert knocked == "tried to reach 'huggingface.co'"
