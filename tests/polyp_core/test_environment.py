import os
import subprocess
import sys


def test_a_notebook_matplotlib_backend_is_ignored() -> None:
    code = (
        "from polyp_core.environment import set_matplotlib_backend; set_matplotlib_backend()\n"
        "import training.runs.curves, training.statistics.report.figures"
    )
    environment = {**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    ended = subprocess.run([sys.executable, "-c", code], check=False, timeout=120, env=environment, capture_output=True)
    assert ended.returncode == 0, ended.stderr


def test_every_command_sets_the_matplotlib_backend() -> None:
    for module in ("training.cli", "polyp_core.cli"):
        code = (
            f"import os, sys, {module} as cli\nsys.argv = ['x', '--help']\n"
            "try: cli.main()\nexcept SystemExit: pass\nprint('backend', os.environ['MPLBACKEND'])"
        )
        environment = {**os.environ, "MPLBACKEND": "module://nowhere"}
        ended = subprocess.run(
            [sys.executable, "-c", code], check=False, timeout=120, env=environment, capture_output=True, text=True
        )
        assert ended.stdout.splitlines()[-1] == "backend agg", ended.stderr
