"""Checks whether a window can open on this Linux, before Qt is loaded: Qt itself would abort without a message."""

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from polyp_core.errors import PolypViewerError

_PACKAGES_NAMED_OTHERWISE = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGLdispatch.so.0": "libglvnd0",
    "libz.so.1": "zlib1g",
}


def check() -> None:
    """Raises PolypViewerError that names all missing system libraries, or the missing screen. Linux only."""
    if sys.platform != "linux":
        return
    platforms = platforms_to_try(os.environ)
    check_libraries(qt_folder() / "plugins" / "platforms", platforms)
    if platforms == ["xcb"]:
        check_x_server(os.environ.get("DISPLAY", ""))


def platforms_to_try(environment: Mapping[str, str]) -> list[str]:
    """Returns Qt's platforms (such as xcb) that could open a window. Raises PolypViewerError if there is no screen."""
    screens = {"xcb": environment.get("DISPLAY"), "wayland": environment.get("WAYLAND_DISPLAY")}
    # Qt takes several names separated by ";", each with options after ":".
    requested = [name.split(":")[0] for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name]
    usable = [name for name in requested or screens if screens.get(name, "none needed")]
    if not usable:
        raise PolypViewerError(
            "There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Start the viewer from a desktop, through 'ssh -X', or under xvfb-run."
        )
    return usable


def qt_folder() -> Path:
    """Returns the folder of Qt's libraries and plug-ins in the installed PySide6, without importing it."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise PolypViewerError("PySide6 is not installed. Install the viewer again: 'uv sync'.")
    return Path(spec.submodule_search_locations[0]) / "Qt"


def check_libraries(plugins: Path, platforms: Sequence[str]) -> None:
    """Raises PolypViewerError about the first of `platforms` if Qt can load none of them from `plugins`."""
    if not plugins.is_dir():
        # A distribution's PySide6 keeps its plug-ins elsewhere and depends on the libraries.
        return
    failures = []
    for platform in platforms:
        plugin = plugins / f"libq{platform}.so"
        try:
            ctypes.CDLL(str(plugin))
        except OSError as error:
            failures.append((plugin, error))
        else:
            return
    plugin, reason = failures[0]
    if not plugin.exists():
        available = ", ".join(sorted(file.stem.removeprefix("libq") for file in plugins.glob("libq*.so")))
        raise PolypViewerError(
            "QT_QPA_PLATFORM asks for the platform {platform}, and the installed Qt has no {name}. Unset "
            "it, or choose one of {available}.",
            platform=platforms[0],
            name=plugin.name,
            available=available,
        ) from reason
    missing = missing_libraries(plugin)
    if not missing:
        raise PolypViewerError("Qt cannot open a window: {reason}.", reason=reason) from reason
    packages = " ".join(sorted({debian_package(library) for library in missing}))
    raise PolypViewerError(
        "Qt cannot open a window because the system lacks {missing}. On Debian or Ubuntu, install "
        "the packages: sudo apt install {packages}",
        missing=", ".join(missing),
        packages=packages,
    ) from reason


def missing_libraries(library: Path) -> list[str]:
    """Returns every library that is missing for `library` and its dependencies.

    The loader's error names only the first; ldd lists all.
    """
    ldd = shutil.which("ldd")
    if ldd is None:
        return []
    listing = subprocess.run([ldd, str(library)], capture_output=True, text=True, check=False).stdout
    return sorted(set(re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE)))


def debian_package(library: str) -> str:
    """Returns the package of a shared library by Debian's naming rule (Debian Policy, 8.1).

    >>> debian_package("libxcb-icccm.so.4"), debian_package("libX11.so.6")
    ('libxcb-icccm4', 'libx11-6')
    """
    if library in _PACKAGES_NAMED_OTHERWISE:
        return _PACKAGES_NAMED_OTHERWISE[library]
    name, _, version = library.partition(".so.")
    hyphen = "-" if name[-1].isdigit() else ""
    return f"{name}{hyphen}{version}".lower().replace("_", "-")


def check_x_server(display: str) -> None:
    """Raises PolypViewerError if the X server named by DISPLAY does not answer."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise PolypViewerError(
            "The screen that DISPLAY names ({display}) does not answer. Start the viewer from a desktop, "
            "through 'ssh -X', or under xvfb-run.",
            display=display,
        )
