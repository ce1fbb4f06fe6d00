"""Builds the folder that needs no Python, and wraps it up: `uv run --group installer python installer/build.py`.

Writes `out/dist/polyp-viewer`, a compressed archive of it, and on Linux an AppImage if `appimagetool` is installed.
"""

import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from PyInstaller.__main__ import run as build_folder

ROOT = Path(__file__).parents[1]
OUT = ROOT / "out" / "dist"
FOLDER = OUT / "polyp-viewer"
_LINUX = ROOT / "installer" / "linux"
_LARGEST_ARCHIVE_MB = 500
_RUN = '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/polyp-viewer" "$@"\n'


def main() -> None:
    """Builds all that this system has the tools for, and prints the sizes."""
    spec = ROOT / "installer" / "polyp_viewer.spec"
    folders = ["--distpath", str(OUT), "--workpath", str(ROOT / "out" / "build")]
    build_folder(["-y", "--log-level", "WARN", *folders, str(spec)])
    _print_size(FOLDER)
    archive = _archive()
    _print_size(archive)
    if archive.stat().st_size > _LARGEST_ARCHIVE_MB * 1e6:
        sys.exit(
            f"error: the archive is larger than {_LARGEST_ARCHIVE_MB} MB: exclude what it does not need in {spec.name}."
        )
    if sys.platform == "linux":
        tool = shutil.which("appimagetool")
        if tool is None:
            print("appimagetool is not installed: no AppImage is made (https://appimage.github.io).")
        else:
            _print_size(_app_image(tool))


def _archive() -> Path:
    """Returns the archive of the folder: a zip on Windows, which opens it without a further program, else a tar.xz."""
    name = OUT / f"polyp-viewer-{platform.system().lower()}-{platform.machine().lower()}"
    if sys.platform == "win32":
        return Path(shutil.make_archive(str(name), "zip", OUT, FOLDER.name))
    target = Path(f"{name}.tar.xz")
    with tarfile.open(target, "w:xz", preset=6) as archive:
        archive.add(FOLDER, FOLDER.name)
    return target


def _app_image(tool: str) -> Path:
    folder, target = OUT / "polyp-viewer.AppDir", OUT / f"polyp-viewer-{platform.machine()}.AppImage"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(FOLDER, folder, symlinks=True)
    (folder / "AppRun").write_text(_RUN)
    (folder / "AppRun").chmod(0o755)
    for file in _LINUX.iterdir():
        shutil.copy(file, folder)
    subprocess.run([tool, str(folder), str(target)], check=True)
    return target


def _print_size(path: Path) -> None:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    print(f"{path.relative_to(ROOT)}: {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
