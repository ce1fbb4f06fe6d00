"""Which texts are found in a module, and which calls are refused."""

from pathlib import Path

import pytest

from resources.translations.extract import Message, error_classes, made_messages_in, messages_by_package, messages_in

_MODULE = '''
"""A module."""
TABLE = {"a": mark("In a table")}

def show(n, name):
    show_it(tr("{name} is " "open").format(name=name), tr("Open", "a verb"), tr("Open", comment="a state"))
    filled_n("{n} frame", "{n} frames", n)
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
        ("{n} frame", "", ""),
        ("{n} frames", "", ""),
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


@pytest.mark.parametrize(
    "line",
    [
        'raise SourceError(f"{path} is empty.")',
        'unexpected_error("The analysis has stopped", error)',
        'unexpected_source_error(f"{path} cannot be shown", error)',
        'what = f"{path} cannot be shown"\nraise unexpected_source_error(what, error)',
        'queue.set_problem("saving", str(error))',
        'queue.set_problem("saving", "The list cannot be saved.")',
        'queue.pause_because(" ".join(["Paused.", problem]))',
        'raise SourceError("{what} is damaged.", what="a PDF file")',
        'for what in KINDS:\n    raise SourceError("{what} is damaged.", what=what)',
        'filled("{name}: {reason}", name=name, reason="it is damaged" if damaged else reason)',
        'reason = known or f"it ends at {byte}"\nraise SourceError("{path}: {reason}.", path=path, reason=reason)',
    ],
)
def test_plain_texts_where_the_window_needs_translated_ones_are_refused(line: str, tmp_path: Path) -> None:
    (file := tmp_path / "module.py").write_text(line, encoding="utf-8")
    assert list(made_messages_in(file)) == [f"module.py:{1 + line.count(chr(10))}"]


def test_translated_texts_and_names_are_not_refused(tmp_path: Path) -> None:
    (file := tmp_path / "module.py").write_text(
        """
def show(what: FilledText, path, queue, error):
    of_name = filled("Frame {index} of {path}", index=index, path=path) if index else joined(texts)
    queue.set_problem("saving", "")
    queue.pause_because(unexpected_error(of_name, error).text)
    raise SourceError("{what} of {names}: {size}.", what=what, names=", ".join(names), size=f"{width} x {height}")
""",
        encoding="utf-8",
    )
    assert list(made_messages_in(file)) == []
