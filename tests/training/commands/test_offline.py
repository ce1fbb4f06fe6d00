"""A training run announces a download before it connects."""

import subprocess
import sys
from pathlib import Path

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"


def test_a_preset_that_downloads_weights_announces_it_before_connecting(
    guarded: dict[str, str], tmp_path: Path
) -> None:
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
    message, attempt = done.stderr.splitlines()[-2:]
    assert message == "Downloading the ImageNet weights from huggingface.co (about 85 MB, once on this machine)."
    assert attempt == "tried to reach 'huggingface.co'"
