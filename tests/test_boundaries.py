"""What lazy imports hide from a linter: each package works without the libraries of the packages above it."""

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import polyp_core
import training
from resources import DEMO_CLIP, MODEL_FILE

FRAMES = Path(__file__).parent / "data" / "polypgen"
QT = {"PySide6", "shiboken6", "pyqtgraph", "superqt", "qtawesome", "qtpy"}
PYTORCH = {"torch", "torchvision", "segmentation_models_pytorch", "timm", "lightning", "torchmetrics", "albumentations"}
SPEC = Path(__file__).parents[1] / "installer" / "polyp_viewer.spec"

WITHOUT = """
import sys


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"{{name}} is absent here", name=name)


sys.meta_path.insert(0, Absent())
{code}
"""


def left_out_of_the_folder() -> set[str]:
    """The packages that the built folder lacks."""
    lists = [
        node.value
        for node in ast.parse(SPEC.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AugAssign) and ast.unparse(node).startswith(("WITH_PYTORCH", "NOT_NEEDED"))
    ]
    return {name for each in lists for name in ast.literal_eval(each)}


def run_without(absent: set[str], code: str, environment: dict[str, str]) -> None:
    """Runs `code` in a child process where the packages `absent` are not installed and no network answers."""
    child = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(absent=absent, code=code)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=400,
        check=False,
    )
    assert child.returncode == 0, child.stderr


def test_every_module_below_the_window_imports_without_qt_and_the_network(guarded: dict[str, str]) -> None:
    packages = (polyp_core, training)
    modules = [found.name for each in packages for found in pkgutil.walk_packages(each.__path__, f"{each.__name__}.")]
    assert len(modules) > 50
    code = f"""
import importlib

for module in {modules!r}:
    importlib.import_module(module)
# Only runs that ask for it load it.
assert not {{"tensorboard", "tensorboardX"}} & sys.modules.keys()
"""
    run_without(QT, code, guarded)


def test_every_workspace_opens_and_a_run_is_configured_without_what_the_folder_lacks(
    guarded: dict[str, str],
) -> None:
    code = f"""
import importlib
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from app.actions import ActionTable
from app.services.model_choice import ModelChoice
from app.services.queue_service import QueueService
from app.services.settings import Settings
from app.services.tasks import Tasks
from app.workspaces.context import Context
from app.workspaces.registry import WORKSPACES

modules = [spec.module for spec in WORKSPACES if spec.module]
assert len(modules) == 3, modules
for module in modules:
    importlib.import_module(module)

from app.workspaces.training.training_workspace import TrainingWorkspace
application = QApplication([])
settings, tasks, host = Settings(training_roots=(Path({str(FRAMES)!r}),)), Tasks(), QWidget()
models, queue = ModelChoice(settings, tasks), QueueService(settings, tasks)
workspace = TrainingWorkspace(Context(settings, tasks, ActionTable(host, ()), models, queue))
workspace.show_new_run()
workspace.shutdown()
assert "training.fit" not in sys.modules
"""
    assert left_out_of_the_folder() > PYTORCH
    run_without(left_out_of_the_folder(), code, guarded)


def test_a_clip_is_segmented_on_the_cpu_without_pytorch(guarded: dict[str, str]) -> None:
    code = f"""
from itertools import islice
from pathlib import Path
from polyp_core.frames.open import open_source
from polyp_core.inference.segmenter import Segmenter

with open_source(Path({str(DEMO_CLIP)!r})) as source:
    frames = [source.read(40), *islice(source.frames(start=150), 5)]
with Segmenter.open(Path({str(MODEL_FILE)!r}), "cpu") as segmenter:
    polyp_free, polyp, *others = segmenter.segment(frames)
    assert polyp.levels.mean() > polyp_free.levels.mean() + 10, "the polyp was not found"
    assert [answer.frame_index for answer in (polyp, *others)] == [150, 151, 152, 153, 154]
    assert segmenter.notices == (), segmenter.notices
    assert segmenter.engine == "OpenVINO int8"
"""
    run_without(QT | PYTORCH | {"openvino_telemetry"}, code, guarded)
