from pathlib import Path

import pytest

from polyp_core.files.json_files import JsonError, parse_json, read_json

DEEP = "[" * 100_000
HUGE = "9" * 5_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (DEEP, "nested too deeply"),
        ('{"a":' * 50_000, "nested too deeply"),
        (f'{{"n": {HUGE}}}', "9999…, which is out of range"),
        (f'{{"n": -{2**63}}}', "out of range"),
        ('{"n": 1e999}', "the number 1e999"),
        ('{"n": NaN}', "the number NaN"),
        ('{"n": -Infinity}', "the number -Infinity"),
        ('{"n": 1, "n": 2}', "the key 'n' twice"),
        ("", "line 1, column 1"),
        ('{\n"a": 1,,}', "line 2, column 8"),
        (b'{"a": "\xff\xfe"}', "not text"),
        ("\0\1\2", "not JSON"),
    ],
)
def test_unusable_files_are_refused_with_a_reason(text: str | bytes, reason: str) -> None:
    with pytest.raises(JsonError) as caught:
        parse_json(text)
    assert reason in str(caught.value) and len(str(caught.value)) < 120


def test_a_byte_order_mark_and_utf_16_are_read(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"):
        path = tmp_path / "a.json"
        path.write_text('{"name": "Müller", "n": 9223372036854775807, "x": 0.5}', encoding=encoding)
        assert read_json(path) == {"name": "Müller", "n": 2**63 - 1, "x": 0.5}
    assert parse_json("\ufeff[1]") == [1]


def test_lenient_reading_keeps_the_valid_fields() -> None:
    found = parse_json(f'{{"good": 1, "huge": {HUGE}, "nan": NaN, "inf": 1e999, "twice": 1, "twice": 2}}', lenient=True)
    assert found["good"] == 1 and found["twice"] == 2
    assert all(found[name] != found[name] for name in ("huge", "nan", "inf"))
    with pytest.raises(JsonError, match="nested"):
        parse_json(DEEP, lenient=True)
