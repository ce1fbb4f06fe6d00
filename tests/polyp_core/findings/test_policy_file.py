"""A policy on the command line: a preset's name, or a JSON or TOML file."""

from pathlib import Path

import pytest

from polyp_core.errors import PolypViewerError
from polyp_core.findings.policy import PRESETS, AlarmPolicy, policy_label
from polyp_core.findings.policy_file import PRESET_NAMES, find_policy


def test_presets_are_found_by_their_names_without_spaces() -> None:
    assert PRESET_NAMES == ("every-region", "balanced", "strict")
    assert [find_policy(name) for name in PRESET_NAMES] == list(PRESETS.values())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own.json", '{"open_level": 0.6, "hold_back_s": 1}'),
        ("own.toml", "open_level = 0.6  # of a tandem study\nhold_back_s = 1\n"),
        ("own.TOML", "\r\nopen_level = 0.6\r\nhold_back_s = 1.0\r\n"),
    ],
)
def test_a_file_has_the_fields_that_differ_from_the_default(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, newline="")
    policy = find_policy(str(tmp_path / name))
    assert policy == AlarmPolicy(open_level=0.6, hold_back_s=1)
    assert policy_label(policy) == "own policy"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("own.json", b'{"open_level": 2}', "not a valid policy: open_level: Input should be less than or equal to 1"),
        ("own.json", b'{"keep_level": 0.45}', "keep_level: Value error, regions are measured at 0.2"),
        ("own.json", b'{"open_level": 0.3}', r"open_level \(0.3\) must not be below keep_level \(0.4\)"),
        ("own.json", b'{"hold_back": 1}', "hold_back: Extra inputs are not permitted"),
        ("own.json", b"[1]", "not a valid policy: Input should be a valid dictionary"),
        ("own.json", b"{", "not a valid policy: it is not JSON"),
        ("own.toml", b"open_level 0.6", "not a valid policy: "),
        ("own.toml", b"\x80", "not a valid policy: "),
    ],
)
def test_an_invalid_file_is_named_with_the_reason(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PolypViewerError, match=rf"{name}.*{sentence}"):
        find_policy(str(tmp_path / name))


def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(PolypViewerError, match=r"No policy or file is named lenient\. Choose every-region, balanced"):
        find_policy("lenient")
    with pytest.raises(PolypViewerError, match="cannot be read: it is a folder"):
        find_policy(str(tmp_path))
