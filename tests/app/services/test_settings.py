import json
import logging
import os
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.services.settings import RECENT_LIMIT, Settings, controls, label_of, limits, load_settings, settings_path
from polyp_core.errors import SettingsError


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


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"null"),
        *(b"[" * 100_000, b'{"opacity": ' * 50_000, b'"\\ud800"', b"NaN", bytes(1000)),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_damaged_file_never_stops_the_start(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert load_settings().model_dump() == Settings().model_dump()
    assert str(settings_path()) in caplog.text


@pytest.mark.parametrize(
    "content", [b"{", b"[1]", b"\xff\xfe\x00", b"[" * 100_000], ids=lambda content: repr(content[:9])
)
def test_an_unreadable_file_is_backed_up_and_reported(content: bytes) -> None:
    settings_path().parent.mkdir(parents=True)
    for number in (1, 1, 2):
        settings_path().write_bytes(content + b" " * number)
        settings = load_settings()
        kept = settings_path().with_name(f"settings.damaged-{number}.json")
        assert kept.read_bytes() == content + b" " * number
        assert str(kept) in settings.load_problem and "all have their defaults" in settings.load_problem
    settings.save()
    assert load_settings().load_problem == ""
    assert len(list(settings_path().parent.iterdir())) == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("opacity", "NaN"),
        ("speed", "1e999"),
        ("frame_cache_mb", "9" * 5_000),
        ("alarm_policy", '{"keep_level": 0.45}'),
        ("threshold", "[" * 900 + "]" * 900),
        ("recent_files", '["a\\u0000b.mp4"]'),
        ("recent_files", "[1, {}]"),
        ("colour", '"\\ud800"'),
        ("window_geometry", '"\\ud800"'),
        ("export_outputs", '["video", "all"]'),
        ("device", "null"),
        ("started_before", "17"),
    ],
)
def test_a_file_with_an_invalid_value_is_backed_up_and_the_other_values_stay(field: str, value: str) -> None:
    settings_path().parent.mkdir(parents=True)
    text = f'{{"map_cache_mb": 512, "{field}": {value}}}'
    settings_path().write_text(text)
    settings = load_settings()
    assert settings.map_cache_mb == 512
    assert getattr(settings, field) == getattr(Settings(), field)
    assert label_of(field) in settings.load_problem
    assert settings_path().with_name("settings.damaged-1.json").read_text() == text
    settings.save()
    assert load_settings().load_problem == ""


def test_a_byte_order_mark_is_read() -> None:
    settings = Settings(opacity=0.7)
    settings.save()
    settings_path().write_text(settings_path().read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_settings().opacity == 0.7 and load_settings().load_problem == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_in_an_old_encoding_comes_back() -> None:
    settings = Settings()
    settings.add_recent(Path(os.fsdecode(b"/videos/M\xfcller.mp4")))
    settings.save()
    assert load_settings().recent_files == settings.recent_files


def test_a_folder_instead_of_the_settings_file_is_moved() -> None:
    settings_path().mkdir(parents=True)
    assert "settings.damaged-1.json" in load_settings().load_problem
    Settings().save()
    assert load_settings().load_problem == ""


def test_a_field_signals_once_and_only_a_new_value() -> None:
    settings = Settings()
    values: list[object] = []
    settings.changed.opacity.connect(values.append)
    settings.changed.theme.connect(values.append)
    settings.changed.any_field.connect(lambda: values.append("any"))
    settings.opacity = 0.5
    settings.opacity = 0.5
    settings.theme = "light"
    settings.style = "outline"
    assert values == [0.5, "any", "light", "any", "any"]
    with pytest.raises(AttributeError):
        _ = settings.changed.opcity


def test_recent_files_are_the_latest_without_repeats() -> None:
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings.add_recent(Path(f"/videos/{number}.mp4"))
    settings.add_recent(Path("/videos/5.mp4"))
    assert len(settings.recent_files) == RECENT_LIMIT
    assert settings.recent_files[0] == Path("/videos/5.mp4")
    assert len(set(settings.recent_files)) == RECENT_LIMIT


def test_no_recent_files_are_stored_if_the_user_does_not_want_them() -> None:
    settings = Settings(remember_recent=False)
    settings.add_recent(Path("/videos/a.mp4"))
    assert settings.recent_files == ()


def test_settings_that_cannot_be_saved_raise_a_settings_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="could not be saved"):
        Settings().save(tmp_path / "file" / "settings.json")


def test_restoring_defaults_leaves_what_the_dialog_does_not_show() -> None:
    settings = Settings(opacity=0.9, theme="light", recent_files=(Path("/a"),), started_before=True)
    settings.restore_defaults()
    assert (settings.opacity, settings.theme) == (0.4, "dark")
    assert settings.recent_files == (Path("/a"),)
    assert settings.started_before


def test_every_shown_field_has_a_description_and_every_number_a_range() -> None:
    defaults = Settings()
    for name in controls():
        assert Settings.model_fields[name].description, name
        value = getattr(defaults, name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            low, high = limits(name)
            assert low <= value <= high


def test_settings_that_are_not_a_regular_file_are_moved_and_reported(tmp_path: Path, make_odd_files) -> None:
    for name in make_odd_files(tmp_path, ".json"):
        settings = load_settings(tmp_path / name)
        if not name.startswith("nothing"):  # a link to nothing is no settings
            assert "could not be read" in settings.load_problem and "damaged-1" in settings.load_problem
        settings.save(tmp_path / name)
        assert load_settings(tmp_path / name).load_problem == ""
