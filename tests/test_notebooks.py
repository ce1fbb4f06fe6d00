import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[1] / "docs" / "notebooks"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_prints_what_it_shows(path: Path, tmp_path: Path) -> None:
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    script = "\n".join("".join(cell["source"]) for cell in cells)
    shown = "".join(text for cell in cells for output in cell["outputs"] for text in output["text"])
    environment = os.environ | {"POLYP_VIEWER_HOME": str(tmp_path / "home")}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    # Numbers differ in their last digits from one processor to another.
    assert len(run.stdout.splitlines()) == len(shown.splitlines())
    assert [line.split()[0] for line in run.stdout.splitlines()] == [line.split()[0] for line in shown.splitlines()]
