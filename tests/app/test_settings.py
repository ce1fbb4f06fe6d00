import json
import logging
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import RECENT_LIMIT, Settings, controls, limits, load_settings, settings_path


def test_values_come_back_after_a_restart(tmp_path: Path) -> None:
    settings = Settings()
    settings.opacity = 0.7
    settings.threshold = 0.35
    settings.model_path = tmp_path / "Modell für Übungen.safetensors"
    settings.add_recent(tmp_path / "a.mp4")
    settings.save()
    again = load_settings()
    assert again.model_dump() == settings.model_dump()
    assert again.model_path == tmp_path / "Modell für Übungen.safetensors"


def test_a_first_start_has_the_defaults() -> None:
    assert not settings_path().exists()
    assert load_settings().model_dump() == Settings().model_dump()


def test_a_value_out_of_range_is_refused_and_the_old_one_stays() -> None:
    settings = Settings(opacity=0.3)
    with pytest.raises(ValidationError):
        settings.opacity = 1.5
    assert settings.opacity == 0.3


def test_one_unusable_value_falls_back_alone(caplog: pytest.LogCaptureFixture) -> None:
    settings_path().parent.mkdir(parents=True)
    kept = {"opacity": 7, "theme": "light", "device": "abacus", "frame_cache_mb": 128, "recent_files": 3, "unknown": 1}
    settings_path().write_text(json.dumps(kept))
    with caplog.at_level(logging.WARNING):
        settings = load_settings()
    assert (settings.opacity, settings.device, settings.recent_files) == (0.4, "auto", ())
    assert (settings.theme, settings.frame_cache_mb) == ("light", 128)
    for name in ("opacity", "device", "recent_files"):
        assert name in caplog.text


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"null"])
def test_a_damaged_file_never_stops_the_start(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert load_settings().model_dump() == Settings().model_dump()
    assert str(settings_path()) in caplog.text


def test_changed_names_the_field_once_and_only_for_a_new_value() -> None:
    settings = Settings()
    heard: list[str] = []
    settings.changed.connect(heard.append)
    settings.opacity = 0.5
    settings.opacity = 0.5
    settings.theme = "light"
    assert heard == ["opacity", "theme"]


def test_recent_files_are_the_latest_without_repeats() -> None:
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings.add_recent(Path(f"/videos/{number}.mp4"))
    settings.add_recent(Path("/videos/5.mp4"))
    assert len(settings.recent_files) == RECENT_LIMIT
    assert settings.recent_files[0] == Path("/videos/5.mp4")
    assert len(set(settings.recent_files)) == RECENT_LIMIT


def test_no_recent_files_are_kept_where_the_person_wants_none() -> None:
    settings = Settings(remember_recent=False)
    settings.add_recent(Path("/videos/a.mp4"))
    assert settings.recent_files == ()


def test_restoring_defaults_leaves_what_the_dialog_does_not_show() -> None:
    settings = Settings(opacity=0.9, theme="light", recent_files=(Path("/a"),), started_before=True)
    settings.restore_defaults()
    assert (settings.opacity, settings.theme) == (0.4, "dark")
    assert settings.recent_files == (Path("/a"),)
    assert settings.started_before


def test_every_shown_field_says_why_and_every_number_has_a_range() -> None:
    defaults = Settings()
    for name in controls():
        assert Settings.model_fields[name].description, name
        value = getattr(defaults, name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            low, high = limits(name)
            assert low <= value <= high
