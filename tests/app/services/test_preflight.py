"""If no window can open, the viewer reports the reason before Qt is loaded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.services import preflight
from polyp_core.errors import PolypViewerError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux needs the check")


@pytest.fixture
def crippled_qt(tmp_path: Path) -> Path:
    """A folder with Qt's xcb plug-in, which needs two libraries that no system has."""
    qt = preflight.qt_folder()
    (tmp_path / "lib").mkdir()
    (tmp_path / "plugins" / "platforms").mkdir(parents=True)
    for library in (qt / "lib").iterdir():
        (tmp_path / "lib" / library.name).symlink_to(library)
    plugin = (qt / "plugins" / "platforms" / "libqxcb.so").read_bytes()
    xcb_library = (qt / "lib" / "libQt6XcbQpa.so.6").read_bytes()
    renamed_library = tmp_path / "lib" / "libQt6XcbQpa.so.6"
    renamed_library.unlink()
    # Names of equal length: the tables of the file stay valid.
    renamed_library.write_bytes(xcb_library.replace(b"libxcb-keysyms.so.1\0", b"libxcb-nowhere.so.1\0"))
    (tmp_path / "plugins" / "platforms" / "libqxcb.so").write_bytes(
        plugin.replace(b"libxcb-icccm.so.4\0", b"libxcb-never.so.4\0")
    )
    return tmp_path / "plugins" / "platforms"


def test_every_missing_library_is_named_at_once_with_its_package(crippled_qt: Path) -> None:
    with pytest.raises(PolypViewerError) as failure:
        preflight.check_libraries(crippled_qt, ["xcb"])
    sentence = str(failure.value)
    assert "libxcb-never.so.4, libxcb-nowhere.so.1" in sentence
    assert sentence.endswith("sudo apt install libxcb-never4 libxcb-nowhere1")


def test_another_platform_that_loads_is_enough(crippled_qt: Path) -> None:
    shutil.copy(preflight.qt_folder() / "plugins" / "platforms" / "libqoffscreen.so", crippled_qt)
    preflight.check_libraries(crippled_qt, ["xcb", "offscreen"])


def test_a_platform_that_qt_does_not_have_is_named() -> None:
    with pytest.raises(PolypViewerError, match="libqatari"):
        preflight.check_libraries(preflight.qt_folder() / "plugins" / "platforms", ["atari"])


@pytest.mark.parametrize(
    ("environment", "platforms"),
    [
        ({"DISPLAY": ":0"}, ["xcb"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["wayland"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["xcb", "wayland"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland;xcb"}, ["xcb"]),
        ({"QT_QPA_PLATFORM": "offscreen"}, ["offscreen"]),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, ["vnc"]),
    ],
)
def test_platforms_follow_the_screens_and_the_environment(environment: dict[str, str], platforms: list[str]) -> None:
    assert preflight.platforms_to_try(environment) == platforms


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}])
def test_a_missing_screen_is_an_error(environment: dict[str, str]) -> None:
    with pytest.raises(PolypViewerError, match="no screen"):
        preflight.platforms_to_try(environment)


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libX11.so.6", "libx11-6"),
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
    ],
)
def test_packages_are_named_by_the_rule_of_debian(library: str, package: str) -> None:
    assert preflight.debian_package(library) == package


@pytest.mark.parametrize(
    ("screen", "sentence"),
    [({}, "There is no screen"), ({"DISPLAY": ":6543"}, "The screen that DISPLAY names (:6543) does not answer")],
)
def test_the_viewer_ends_with_one_sentence_and_exit_code_2(screen: dict[str, str], sentence: str) -> None:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in named} | screen
    viewer = subprocess.run(
        [sys.executable, "-m", "app.main"], env=environment, capture_output=True, text=True, timeout=400, check=False
    )
    assert viewer.returncode == 2, viewer.stderr
    assert viewer.stderr.startswith(f"error: {sentence}")
    assert viewer.stderr.count("\n") == 1
