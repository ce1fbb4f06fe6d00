"""Asks, before Qt is loaded, what Qt would only answer by aborting: can a window open on this Linux?"""

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
    """Raises PolypViewerError where a system library or the screen is missing, naming all that is. Linux only."""
    if sys.platform != "linux":
        return
    platforms = platforms_to_try(os.environ)
    check_libraries(qt_folder() / "plugins" / "platforms", platforms)
    if platforms == ["xcb"]:
        check_x_server(os.environ.get("DISPLAY", ""))


def platforms_to_try(environment: Mapping[str, str]) -> list[str]:
    """Qt's platforms (such as xcb) that could open a window here. Raises PolypViewerError where there is no screen."""
    screens = {"xcb": environment.get("DISPLAY"), "wayland": environment.get("WAYLAND_DISPLAY")}
    # Qt takes several names with ";" between them, and options of a platform after ":".
    asked = [name.split(":")[0] for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name]
    usable = [name for name in asked or screens if screens.get(name, "none needed")]
    if not usable:
        raise PolypViewerError(
            "There is no screen to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Start the viewer from a desktop, through 'ssh -X', or under xvfb-run."
        )
    return usable


def qt_folder() -> Path:
    """Where the installed PySide6 keeps Qt's libraries and plug-ins. Imports nothing of it."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise PolypViewerError("PySide6 is not installed. Install the viewer again: 'uv sync'.")
    return Path(spec.submodule_search_locations[0]) / "Qt"


def check_libraries(plugins: Path, platforms: Sequence[str]) -> None:
    """Raises PolypViewerError where Qt could load none of `platforms` from its folder of plug-ins, about the first."""
    if not plugins.is_dir():
        # A distribution's own PySide6 keeps its plug-ins elsewhere, and brings the libraries with it.
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
        there = ", ".join(sorted(file.stem.removeprefix("libq") for file in plugins.glob("libq*.so")))
        raise PolypViewerError(
            f"QT_QPA_PLATFORM asks for the platform {platforms[0]}, and the installed Qt has no {plugin.name}. Unset "
            f"it, or choose one of {there}."
        ) from reason
    missing = missing_libraries(plugin)
    if not missing:
        raise PolypViewerError(f"Qt cannot open a window: {reason}.") from reason
    packages = " ".join(sorted({debian_package(library) for library in missing}))
    raise PolypViewerError(
        f"Qt cannot open a window, for the system lacks {', '.join(missing)}. "
        f"On Debian or Ubuntu, install what holds them: sudo apt install {packages}"
    ) from reason


def missing_libraries(library: Path) -> list[str]:
    """Every library that `library` and what it needs look for in vain.

    The loader's own error names the first alone; ldd goes on to the end.
    """
    ldd = shutil.which("ldd")
    if ldd is None:
        return []
    listing = subprocess.run([ldd, str(library)], capture_output=True, text=True, check=False).stdout
    return sorted(set(re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE)))


def debian_package(library: str) -> str:
    """The package that holds a shared library by Debian's rule for their names (Debian Policy, 8.1).

    >>> debian_package("libxcb-icccm.so.4"), debian_package("libX11.so.6")
    ('libxcb-icccm4', 'libx11-6')
    """
    if library in _PACKAGES_NAMED_OTHERWISE:
        return _PACKAGES_NAMED_OTHERWISE[library]
    name, _, version = library.partition(".so.")
    hyphen = "-" if name[-1].isdigit() else ""
    return f"{name}{hyphen}{version}".lower().replace("_", "-")


def check_x_server(display: str) -> None:
    """Raises PolypViewerError where the X server that DISPLAY names does not answer."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise PolypViewerError(
            f"The screen that DISPLAY names ({display}) does not answer. "
            "Start the viewer from a desktop, through 'ssh -X', or under xvfb-run."
        )
