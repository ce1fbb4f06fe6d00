"""Archives on a Dask cluster whose workers and scheduler are killed, and the state of the work in files."""

import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from polyp_core import cli
from polyp_core.archive.annotate_recording import ArchiveWork
from polyp_core.archive.archive_folder import ArchiveFolder
from polyp_core.archive.run_archive import Events, run_archive
from polyp_core.archive.run_units import ATTEMPTS, run_units
from polyp_core.archive.status import format_status, read_status
from polyp_core.errors import ExportError, PolypViewerError
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.export.run_export import AnnotateOptions, annotate
from polyp_core.inference.segmenter import Segmenter
from polyp_core.inference.segmenter_thread import SegmenterThread
from polyp_core.masks.overlay import OverlayStyle
from polyp_core.model.model_file import read_model_header

from ..conftest import clip_picture

distributed = pytest.importorskip("distributed")
Client = distributed.Client

CLIPS = 4
FRAMES = 25
QUIET = ("--dashboard-address", "127.0.0.1:0")
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of clips with different content."""
    folder = tmp_path_factory.mktemp("archive")
    for number in range(CLIPS):
        with VideoWriter(folder / f"clip{number}.mp4", 160, 120, 25.0, comment="") as video:
            for index in range(FRAMES):
                video.write(clip_picture(number + index), index / 25)
    return folder


@pytest.fixture(scope="module")
def model(write_loud_model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_loud_model(tmp_path_factory.mktemp("model") / "loud.safetensors", None).path


@pytest.fixture
def work(model: Path, tmp_path: Path) -> ArchiveWork:
    """The work of an archive whose output folder does not exist yet."""
    options = AnnotateOptions(OverlayStyle(), frozenset({"video", "csv", "findings"}))
    return ArchiveWork(
        tmp_path / "out", model, read_model_header(model).sha256, "cpu", "auto", options, uses_cache=False
    )


class Cluster:
    """A scheduler and workers as processes that can be killed one by one."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> "subprocess.Popen[bytes]":
        return self._start("dask_scheduler", "--host", "127.0.0.1", "--port", str(self._port), *QUIET)

    def start_worker(self, *options: str, path: Path | None = None) -> "subprocess.Popen[bytes]":
        """Starts a worker, which imports from the folder `path` first."""
        arguments = (self.address, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *QUIET, *options)
        return self._start("dask_worker", *arguments, path=path)

    def _start(self, module: str, *arguments: str, path: Path | None = None) -> "subprocess.Popen[bytes]":
        own = dict(self._environment)
        if path is not None:
            own["PYTHONPATH"] = os.pathsep.join([str(path), own["PYTHONPATH"]])
        command = [sys.executable, "-P", "-m", f"distributed.cli.{module}", *arguments]
        quiet = subprocess.DEVNULL
        self.processes.append(subprocess.Popen(command, env=own, stdout=quiet, stderr=quiet))
        return self.processes[-1]

    def close(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


@pytest.fixture
def cluster(guarded: dict[str, str]) -> Iterator[Cluster]:
    """A scheduler of this machine; a process of it that asks for another machine ends."""
    made = Cluster(guarded)
    yield made
    made.close()


def wait_for(path: Path) -> None:
    """Waits up to 30 s until `path` exists."""
    end_s = time.monotonic() + 30
    while not path.exists() and time.monotonic() < end_s:
        time.sleep(0.05)


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in ("recording.json", ".polyp-viewer.json")
    }


def test_results_are_those_of_a_plain_run_when_workers_and_scheduler_are_killed(
    archive: Path, work: ArchiveWork, cluster: Cluster, tmp_path: Path
) -> None:
    broken = tmp_path / "clips" / "broken.mp4"
    shutil.copytree(archive, broken.parent)
    broken.write_bytes(b"no video")
    workers = [cluster.start_worker(), cluster.start_worker()]
    ended: list[str] = []
    messages: list[str] = []

    def on_ended(recording, failure) -> None:
        ended.append(recording.name)
        if len(ended) == 1:
            workers[0].kill()
        if len(ended) == 2:
            cluster.scheduler.kill()
            cluster.scheduler.wait()
            cluster.start_scheduler()
            cluster.start_worker()

    events = Events(on_ended=on_ended, on_message=messages.append)
    status = run_archive([broken.parent], cluster.address, work, "loud", events=events)
    assert any("does not answer" in message for message in messages), messages
    assert len(ended) == len(set(ended)) == CLIPS + 1
    (failed,) = status.of("failed")
    assert failed.recording.paths == (broken,)
    assert failed.failure is not None and failed.failure.attempts == 2 and "broken.mp4" in failed.failure.reason
    assert len(status.of("done")) == CLIPS
    with SegmenterThread(lambda: Segmenter.open(work.model, "cpu")) as segmenter:
        for each in status.of("done"):
            plain = annotate(each.recording.source, tmp_path / "plain", work.options, segmenter)
            assert content(plain.folder) == content(work.out / each.recording.name)
    results = [path.name for path in work.out.iterdir() if path.is_dir() and not path.name.startswith(".")]
    assert sorted(results) == sorted(each.recording.name for each in status.of("done"))
    # Nothing is left to do, except what failed.
    again = Events(on_ended=lambda recording, failure: ended.append(recording.name))
    cluster_free = run_archive([archive], cluster.address, work, "loud", events=again)
    assert len(ended) == CLIPS + 1 and not cluster_free.of("failed")


def test_another_version_a_full_disk_and_a_share_that_is_gone(
    archive: Path, work: ArchiveWork, cluster: Cluster, tmp_path: Path, guarded: dict[str, str]
) -> None:
    old = tmp_path / "old"
    for package in ("polyp_core", "resources"):
        shutil.copytree(ROOT / package, old / package, ignore=shutil.ignore_patterns("__pycache__", "*.safetensors"))
    with (old / "polyp_core" / "errors.py").open("a", encoding="utf-8") as file:
        file.write("# Another version.\n")
    cluster.start_worker("--name", "old-node", path=old)
    (tmp_path / "limit").mkdir()
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))"
    (tmp_path / "limit" / "full_disk.py").write_text(limit, encoding="utf-8")
    cluster.start_worker("--name", "full-node", "--preload", "full_disk", path=tmp_path / "limit")
    cluster.start_worker("--name", "good-node")
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(3)
    away = work.out.with_name("away")
    messages: list[str] = []

    def on_message(message: str) -> None:
        messages.append(message)
        if "cannot be reached" in message:
            assert not work.out.exists(), "made in the place of the share"
            away.rename(work.out)

    def on_counts(ended: int, total: int) -> None:
        if ended == 0:
            work.out.rename(away)

    status = run_archive(
        [archive], cluster.address, work, "loud", events=Events(on_message=on_message, on_counts=on_counts)
    )
    assert len(status.of("done")) == CLIPS, format_status(status)
    (refused,) = [message for message in messages if "is refused" in message]
    assert "old-node" in refused and refused.count("(code ") == 2
    assert sum("cannot be reached" in message for message in messages) == 1


def test_a_worker_that_fails_at_once_does_not_get_the_units_back(cluster: Cluster) -> None:
    def work_of(number: int) -> int:
        if distributed.get_worker().name == "full-node":
            raise ExportError("The drive is full.")
        time.sleep(0.3)
        return number

    cluster.start_worker("--name", "full-node")
    good = cluster.start_worker("--name", "good-node")
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2)
    units = {str(number): (number,) for number in range(8)}
    results = dict(run_units(cluster.address, work_of, units))
    assert [results[name].value for name in units] == list(range(8))
    assert {result.attempts for result in results.values()} == {1, 2}
    # Without another worker, the last attempt is made on the same one.
    good.kill()
    good.wait()
    (result,) = dict(run_units(cluster.address, work_of, {"0": (0,)})).values()
    assert (result.kind, result.attempts, result.reason) == ("failed", ATTEMPTS, "The drive is full.")


def test_the_only_other_worker_is_lost(cluster: Cluster, tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work_of(number: int) -> int:
        if distributed.get_worker().name == "full-node":
            raise ExportError("The drive is full.")
        begun.touch()
        time.sleep(60)
        return number

    cluster.start_worker("--name", "full-node")
    good = cluster.start_worker("--name", "good-node")
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2)
    killer = threading.Thread(target=lambda: (wait_for(begun), good.kill()))
    killer.start()
    results = dict(run_units(cluster.address, work_of, {str(number): (number,) for number in range(4)}))
    killer.join()
    assert {result.kind for result in results.values()} == {"failed"}


def test_two_commands_on_one_folder(archive: Path, work: ArchiveWork) -> None:
    folder = ArchiveFolder(work.out)
    with folder.claim("local:1"):
        with pytest.raises(ExportError, match=r"Another command on .* works on"):
            run_archive([archive], "local:1", work, "loud")
        with pytest.raises(ExportError, match="holds no annotated archive"):
            read_status(work.out)
    with pytest.raises(PolypViewerError, match="is no cluster"):
        run_archive([archive], "many", work, "loud")


def test_the_command_and_its_state(
    archive: Path, work: ArchiveWork, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["polyp-annotate", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    options = ("--out", work.out, "--model", work.model, "--write", "csv", "--cluster", "local:1")
    clips = [archive / "clip0.mp4", archive / "clip1.mp4"]
    code, _, errors = run(*clips, archive / "gone.mp4", *options)
    assert code == 2
    first = next(line for line in errors.splitlines() if line.startswith("error:"))
    assert first.startswith("error: gone.mp4: Cannot")
    code, out, _ = run("status", work.out, "--json")
    recordings = json.loads(out)["recordings"]
    assert code == 0 and [each["state"] for each in recordings] == ["done", "done", "failed"]
    assert all((Path(each["folder"]) / "frames.csv").is_file() for each in recordings[:2])
    code, out, _ = run("status", work.out)
    assert "2 of 3 recordings done, 0 running, 1 failed, 0 waiting" in out
    with (work.out / "recordings.csv").open(encoding="utf-8", newline="") as file:
        assert [row["folder"] for row in csv.DictReader(file)] == [
            Path(each["folder"] or "").name for each in recordings
        ]
    assert run(*clips, *options, "--overwrite")[0] == 2
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'polyp-viewer[cluster]'" in run(*clips, *options)[2]
