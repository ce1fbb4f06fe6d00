"""Which texts are found in a module, and which calls are refused."""

from pathlib import Path

import pytest

from resources.translations.extract import Message, error_classes, messages_by_package, messages_in

_MODULE = '''
"""A module."""
TABLE = {"a": mark("In a table")}

def show(n, name):
    show_it(tr("{name} is " "open").format(name=name), tr("Open", "a verb"), tr("Open", comment="a state"))
    return tr_n("{n} finding", "{n} findings", n), tr(TABLE["a"]), tr(name)
'''


def found_in(text: str, folder: Path) -> list[Message]:
    file = folder / "module.py"
    file.write_text(text, encoding="utf-8")
    return list(messages_in(file))


def test_literals_are_found_in_order_with_comments_and_plurals(tmp_path: Path) -> None:
    texts = [(each.text, each.comment, each.singular) for each in found_in(_MODULE, tmp_path)]
    assert texts == [
        ("In a table", "", ""),
        ("{name} is open", "", ""),
        ("Open", "a verb", ""),
        ("Open", "a state", ""),
        ("{n} findings", "", "{n} finding"),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('TITLE = tr("Too early")', "before a language is chosen"),
        ('def f(n): return tr(f"{n} findings")', "literal"),
        ('def f(n): return tr("{n} findings".format(n=n))', "literal"),
        ('def f(n): return tr("One" if n else "None")', "literal"),
        ('def f(n): return tr("Findings: " + n)', "literal"),
    ],
)
def test_a_text_that_could_not_be_translated_is_refused(line: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(SyntaxError, match=rf"module.py:1: .*{reason}"):
        found_in(line, tmp_path)


def test_the_texts_of_registries_are_found() -> None:
    texts = {package: {message.text for message in messages} for package, messages in messages_by_package().items()}
    assert {"Open video or image…", "Playback"} <= texts["app.actions"] and "Theme" in texts["app.services"]


def test_messages_of_every_class_of_errors_are_found(tmp_path: Path) -> None:
    """Also of classes that are derived from others; not of errors that users do not see."""
    assert {"PolypViewerError", "ClusterEvaluationError", "ConfigError", "DamagedReviewError"} <= error_classes()
    assert "CancelledError" not in error_classes()
    lines = 'raise ClusterEvaluationError("{a} failed.", a=a)\nraise DatasetError("Give --fps.")\nraise JsonError("no")'
    assert [each.text for each in found_in(lines, tmp_path)] == ["{a} failed.", "Give --fps."]
