"""What lazy imports hide from a linter: the floors below the window work where Qt is not installed."""

import pkgutil
import subprocess
import sys

import pytest

import polyp_core
import training

WITHOUT = """
import importlib
import sys


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"{{name}} is absent here", name=name)


sys.meta_path.insert(0, Absent())
for module in {modules!r}:
    importlib.import_module(module)
"""

QT = {"PySide6", "shiboken6", "pyqtgraph", "superqt", "qtawesome", "qtpy"}


@pytest.mark.parametrize("floor", [polyp_core, training], ids=lambda floor: floor.__name__)
def test_every_module_below_the_window_imports_without_qt(floor: object) -> None:
    modules = [module.name for module in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}.")]
    assert len(modules) > 10
    child = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(absent=QT, modules=modules)],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert child.returncode == 0, child.stderr
