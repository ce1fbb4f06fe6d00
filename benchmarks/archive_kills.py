"""Annotates 20 clips on four local workers that are killed all the time, and compares the bytes with a plain run.

    python benchmarks/archive_kills.py [CLIP] [--model MODEL]

Cuts 20 clips of the given recording (by default the demo clip), annotates them once in a plain run and once with
`--cluster local:4`, of which a worker is killed after every second result and twice the whole command, which is then
started again. Prints times, kills and what differs.
"""

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import typer

from polyp_core.archive.archive_folder import ArchiveFolder
from polyp_core.archive.status import read_status
from polyp_core.export.formats.videos import VideoWriter
from polyp_core.frames.open import open_source
from polyp_core.model.default_model import shipped_models
from resources import DEMO_CLIP

CLIPS, FRAMES, WORKERS = 20, 40, 4
COMMAND = (sys.executable, "-c", "from polyp_core.cli import main; main()")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", type=Path, nargs="?", default=DEMO_CLIP)
    fastest = next(model.path for model in shipped_models() if model.path.stem == "light")
    parser.add_argument("--model", type=Path, default=fastest)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-kills-") as made:
        folder = Path(made)
        clips = write_clips(arguments.clip, folder / "clips")
        options = ("--model", str(arguments.model), "--device", "cpu", "--no-cache", "--write", "video,csv,masks")
        started = time.perf_counter()
        plain = [*COMMAND, *map(str, clips), "--out", str(folder / "plain"), *options]
        subprocess.run(plain, check=True, stderr=subprocess.DEVNULL)
        typer.echo(f"plain run: {CLIPS} clips of {FRAMES} frames in {time.perf_counter() - started:.1f} s")
        started = time.perf_counter()
        archived = [*COMMAND, str(folder / "clips"), "--out", str(folder / "out"), *options]
        kills = run_with_kills([*archived, "--cluster", f"local:{WORKERS}"], folder / "out")
        typer.echo(
            f"local:{WORKERS}: {time.perf_counter() - started:.1f} s with {kills[0]} killed workers and {kills[1]} "
            "killed commands"
        )
        compare(folder)


def write_clips(source_path: Path, folder: Path) -> list[Path]:
    """Writes clips of successive stretches of a recording, which starts again at its end."""
    folder.mkdir()
    clips = []
    with open_source(source_path) as source:
        info = source.wait_for_index()
        for number in range(CLIPS):
            clips.append(folder / f"clip{number:02}.mp4")
            with VideoWriter(clips[-1], info.width_px, info.height_px, 25.0, comment="") as video:
                for index in range(FRAMES):
                    video.write(source.read((number * 7 + index) % info.frame_count).image, index / 25)
    return clips


def run_with_kills(command: list[str], out: Path) -> tuple[int, int]:
    """Runs the command until it ends well; returns how many workers and how many commands were killed."""
    workers = commands = 0
    chance = random.Random(1)
    while True:
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            time.sleep(0.2)
            done = sum(1 for each in out.glob("*/recording.json"))
            if commands < 2 and done >= (commands + 1) * CLIPS // 3:
                process.kill()
                commands += 1
            elif done >= 2 * (workers + 1) and (victims := at_work(out)):
                psutil.Process(chance.choice(victims)).kill()
                workers += 1
        if process.wait() == 0:
            return workers, commands


def at_work(out: Path) -> list[int]:
    """Returns the processes of this machine that annotate a recording now."""
    return [
        each.pid for each in ArchiveFolder(out).running() if psutil.pid_exists(each.pid) and each.pid != os.getpid()
    ]


def compare(folder: Path) -> None:
    """Prints how many results have the same bytes as those of the plain run. Exits with 1 if one does not."""
    same, different = 0, []
    for each in read_status(folder / "out").recordings:
        own = digests(folder / "out" / each.recording.name)
        plain = digests(folder / "plain" / each.recording.paths[0].stem)
        same += own == plain
        if own != plain:
            different.append(each.recording.paths[0].name)
    results = [path for path in (folder / "out").iterdir() if not path.name.startswith(".") and path.is_dir()]
    typer.echo(
        f"{same} of {CLIPS} clips have the same bytes; {len(results)} result folders; different: {different or 'none'}"
    )
    if different or same != CLIPS or len(results) != CLIPS:
        sys.exit(1)


def digests(folder: Path) -> dict[str, str]:
    """Returns the digest of each file but the two records of the export itself."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in ("recording.json", ".polyp-viewer.json")
    }


if __name__ == "__main__":
    main()
