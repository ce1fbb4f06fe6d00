"""What every test shares: no screen, a home of their own, threads to the cores there are, and no way to the network."""

import gc
import os
import socket
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6  # noqa: F401  makes shibokensupport importable
from shibokensupport import feature

from polyp_core.offline import switch_off_telemetry
from tests import converted_graphs

if TYPE_CHECKING:
    from polyp_core.inference.openvino_graph import Graph
    from polyp_core.model.model_file import ModelFile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # a window that a test starts speaks English on every machine
# Before a test imports openvino, which would fork thirty times for each model that is converted, to send events.
switch_off_telemetry()
# Kept in __pycache__, where pytest otherwise rewrites the assertions of all modules anew in each of its processes, and
# each child process compiles the program.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The processes among which xdist divides the tests share the cores.
_processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // _processes)))

# Until the first test, modules are imported, which leaves little garbage.
gc.disable()
# Qt reads the source text of each module imported after it, to see whether the word PySide6 is in it, and Python keeps
# these texts: a sixth of the time to collect all tests. True stands for "it is".
feature._mod_uses_pyside = lambda module: True

# An audit hook cannot be swallowed by a library's `except`, and through sitecustomize reaches every child process.
GUARD = """
import os
import socket
import sys

LOCAL = ("localhost", "127.0.0.1", "::1", None, "")


def guard(event, args):
    if event == "socket.connect" and args[0].family in (socket.AF_INET, socket.AF_INET6):
        host = args[1][0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if host not in LOCAL:
        sys.stderr.write(f"tried to reach {host!r}\\n")
        sys.stderr.flush()
        os._exit(97)


sys.addaudithook(guard)
"""


def pytest_collection_finish() -> None:
    """Leaves what was imported out of all collections of garbage."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """Lets Python release everything as it ends; libraries would print what was not."""
    gc.unfreeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Collects the garbage of a test in the main thread once its fixtures are released.

    Collected elsewhere, the Qt objects in it would crash the process, see `app.services.garbage_collection`.
    """
    gc.disable()
    done = yield
    if nextitem is not None and nextitem.path == item.path:
        gc.collect(1)
    else:
        gc.collect()
        gc.freeze()  # modules and fixtures of the session stay; leaving them out makes later collections cheap
    return done


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the session that all processes of xdist use."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


@pytest.fixture(scope="session")
def share_converted_graphs(shared_folder: Path) -> Callable[[Path], None]:
    """Has a home of a test use the graphs that other tests converted: each takes ten seconds and a child process."""
    graphs = shared_folder / "openvino"

    def share(home: Path) -> None:
        cache = home / "cache"
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        graphs.mkdir(exist_ok=True, mode=0o700)
        if os.name != "nt":  # where links need a right of their own
            (cache / "openvino").symlink_to(graphs, target_is_directory=True)

    return share


@pytest.fixture(scope="session")
def convert_once() -> Callable[["ModelFile"], "Graph"]:
    """Converts a model to an OpenVINO graph, and equal networks with equal weights only once in all processes."""
    return lambda model: converted_graphs.convert_once(model.card, model.weights())


@pytest.fixture(scope="session")
def convert_here(convert_once: Callable[["ModelFile"], "Graph"]) -> Callable[["ModelFile"], None]:
    """Caches a model's OpenVINO graph as the child process of its first use would, which has PyTorch to load first."""
    from polyp_core.inference.openvino_graph import graph_cache_file
    from polyp_core.model.model_file import write_model_file

    def convert(model: "ModelFile") -> None:
        target = graph_cache_file(model)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_model_file(target, model.card, {}, convert_once(model).extras())

    return convert


@pytest.fixture(scope="session", autouse=True)
def home_of_the_tests(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, share_converted_graphs: Callable[[Path], None]
) -> Iterator[Path]:
    """Keeps settings, logs and caches out of the user's own; folders of tests may set another."""
    converted_graphs.share_in(shared_folder)
    home = tmp_path_factory.mktemp("home")
    share_converted_graphs(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYP_VIEWER_HOME", str(home))
        yield home


@pytest.fixture
def new_threads() -> Callable[[], list[str]]:
    """Names the threads that have started since the test began and still run.

    Named first among a test's fixtures, it counts the threads of the others too. Threads of earlier tests, which may
    end at any moment, and those of the session's fixtures do not count.
    """
    before = set(threading.enumerate())
    return lambda: sorted(thread.name for thread in set(threading.enumerate()) - before)


@pytest.fixture(scope="session")
def guarded(home_of_the_tests: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment for child processes, in which asking for another machine ends the one that asks with status 97."""
    folder = tmp_path_factory.mktemp("guard")
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    # What keeps libraries from asking is the program's to set.
    environment.pop("NO_ALBUMENTATIONS_UPDATE", None)
    return environment


@pytest.fixture
def make_odd_files() -> Callable[[Path, str], dict[str, str]]:
    """Puts into a folder what is called like a file but is none that can be read: why, for each name."""

    def make(folder: Path, suffix: str = ".png") -> dict[str, str]:
        if os.name == "nt":
            pytest.skip("Windows has no pipes, sockets and devices among its files")
        reasons = {
            "pipe": "it is a pipe",
            "device": "it is a device",
            "folder": "it is a folder",
            "socket": "it is a socket",
            "nothing": "does not exist",
            "circle": "a link that leads back to itself",
        }
        folder.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / f"pipe{suffix}")
        (folder / f"device{suffix}").symlink_to("/dev/zero")
        (folder / f"folder{suffix}").mkdir()
        (folder / f"nothing{suffix}").symlink_to(folder / "gone" / f"x{suffix}")
        (folder / f"circle{suffix}").symlink_to(folder / f"circle{suffix}")
        # The path of a socket may have 107 bytes only.
        here = os.open(".", os.O_RDONLY)
        try:
            os.chdir(folder)
            with socket.socket(socket.AF_UNIX) as unix:
                unix.bind(f"socket{suffix}")
        finally:
            os.fchdir(here)
            os.close(here)
        return {f"{stem}{suffix}": reason for stem, reason in reasons.items()}

    return make


@pytest.fixture(scope="session")
def write_loud_model(
    convert_once: Callable[["ModelFile"], "Graph"], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path, float | None], "ModelFile"]:
    """Writes a tiny network that claims the whole of every picture; with a level it gives each a presence of 0.5."""
    import torch

    from polyp_core.model.card import ModelCard
    from polyp_core.model.model_file import ModelFile, write_model_file
    from polyp_core.model.networks import build_network

    made: dict[bool, ModelFile] = {}  # by whether it has a presence head

    def write(path: Path, level: float | None) -> "ModelFile":
        card = ModelCard(
            name="loud",
            architecture="Unet",
            encoder="tu-test_resnet",
            decoder_channels=(16, 16, 8, 8, 8),
            input_size=32,
            presence_level=level,
            training_data=(),
            split="none",
            scores=(),
            date=date(2026, 1, 2),
            licence="research",
        )
        has_head = card.network.presence_head
        if has_head not in made:
            with torch.random.fork_rng():
                torch.manual_seed(0)
                network = build_network(card.network)
            weights = {name: value.numpy().copy() for name, value in network.state_dict().items()}
            for name, value in weights.items():
                if "segmentation_head" in name or "classification_head" in name:
                    value[...] = 4.0 if name == "segmentation_head.0.bias" else 0.0
            kept = tmp_path_factory.mktemp("loud") / "model.safetensors"
            graph = convert_once(write_model_file(kept, card, weights))
            made[has_head] = write_model_file(kept, card, weights, graph.extras())
        return write_model_file(path, card, made[has_head].weights(), made[has_head].extras())

    return write
