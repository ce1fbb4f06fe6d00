"""The settings list the caches with their sizes, limit and clear them in the background."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.dialogs.settings_dialog import SettingsDialog
from app.services.settings import Settings, load_settings
from app.services.tasks import Tasks
from polyp_core.analysis.probability_map_cache import ProbabilityMapCache
from polyp_core.cache import CACHES, MAPS, TABLES, THUMBNAILS, usage

WAIT_MS = 30_000


@pytest.fixture(autouse=True)
def filled() -> None:
    for cache in (THUMBNAILS, TABLES):
        cache.folder.mkdir(parents=True)
        for number in range(20):
            (cache.folder / f"{number}").write_bytes(bytes(1_000_000))


@pytest.fixture
def open_dialog(qtbot: QtBot) -> Callable[..., SettingsDialog]:
    tasks = Tasks()

    def make(settings: Settings) -> SettingsDialog:
        dialog = SettingsDialog(settings, tasks=tasks)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.titles.setCurrentRow(dialog.titles.count() - 1)
        qtbot.waitUntil(lambda: dialog.caches.total.text().startswith("In total"), timeout=WAIT_MS)
        return dialog

    yield make
    tasks.shutdown()


def test_every_cache_is_listed_with_its_size_and_limit(open_dialog) -> None:
    page = open_dialog(Settings()).caches
    assert page.isVisible() and page.total.text() == "In total: 40 MB"
    words = {label.text() for label in page.findChildren(QLabel)}
    for name, cache in CACHES.items():
        assert {cache.title, cache.description} <= words
        assert page.rows[name].cap.value() == cache.default_cap_mb
    assert (page.rows["tables"].size_label.text(), page.rows["scores"].size_label.text()) == ("20 MB", "0 kB")


def test_one_cache_is_cleared_and_then_all(open_dialog, qtbot: QtBot) -> None:
    page = open_dialog(Settings()).caches
    store = ProbabilityMapCache("open", folder=MAPS.folder)
    page.rows["tables"].clear.click()
    assert not page.clear_all.isEnabled()
    qtbot.waitUntil(page.clear_all.isEnabled, timeout=WAIT_MS)
    assert page.rows["tables"].size_label.text() == "0 kB" and page.total.text() == "In total: 20 MB"
    page.clear_all.click()
    qtbot.waitUntil(page.clear_all.isEnabled, timeout=WAIT_MS)
    assert usage(THUMBNAILS).files == 0 and (MAPS.folder / "open.sqlite").exists()
    assert page.rows["maps"].size_label.text().endswith(" in use")
    store.close()


def test_a_limit_is_stored_enforced_on_ok_and_reverted_by_cancel(open_dialog, qtbot: QtBot, home: Path) -> None:
    settings = Settings()
    dialog = open_dialog(settings)
    dialog.caches.rows["tables"].cap.box.setValue(15)
    assert settings.cache_caps_mb == {"tables": 15}
    dialog.reject()
    assert settings.cache_caps_mb == {} and usage(TABLES).files == 20

    dialog = open_dialog(settings)
    dialog.caches.rows["tables"].cap.box.setValue(15)
    dialog.accept()
    qtbot.waitUntil(lambda: usage(TABLES).files == 15, timeout=WAIT_MS)
    settings.save()
    assert TABLES.cap_bytes == 15_000_000 and load_settings().cache_caps_mb == {"tables": 15}
    dialog = open_dialog(settings)
    dialog.defaults.click()
    assert settings.cache_caps_mb == {} and dialog.caches.rows["tables"].cap.value() == TABLES.default_cap_mb


def test_a_limit_of_the_environment_goes_before_and_cannot_be_changed(
    open_dialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLYP_VIEWER_CACHE_TABLES_MB", "30")
    cap = open_dialog(Settings(cache_caps_mb={"tables": 40})).caches.rows["tables"].cap
    assert cap.value() == 30 and not cap.isEnabled()


@pytest.mark.parametrize("caps", [{"tables": 0}, {"tables": "x"}, [1], None, {"tables": 1e300}])
def test_invalid_limits_fall_back_to_defaults_and_are_reported(caps: object, home: Path) -> None:
    file = home / "config" / "settings.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"cache_caps_mb": caps, "theme": "light"}), encoding="utf-8")
    settings = load_settings()
    assert settings.cache_caps_mb == {} and settings.theme == "light" and "cache caps" in settings.load_problem
