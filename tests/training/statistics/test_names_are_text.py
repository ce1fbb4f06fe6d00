"""Names of datasets that look like Matplotlib, HTML or rich markup are shown literally."""

import sys
from html import escape
from io import BytesIO

import pytest
from matplotlib.figure import Figure

from polyp_core.cli_runner import print_error
from polyp_core.display_text import one_line, visible
from polyp_core.export.html_pages import page_environment
from training.commands.shared import progress
from training.statistics.report.figures import _legend

NAMES = ("<b>x</b>", "<img src=x onerror=alert(1)>", "A & B", "$x^2$", "$half", "_hidden", "[red]x[/red]", "a\u202eb")


@pytest.mark.filterwarnings("error")
def test_the_legend_of_a_chart_shows_every_name_literally() -> None:
    figure = Figure()
    axes = figure.subplots()
    _legend(axes, dict.fromkeys(NAMES, "#123456"))
    legend = axes.get_legend()
    assert legend is not None
    assert [label.get_text() for label in legend.get_texts()] == [one_line(name) for name in NAMES]
    assert not any(label.get_parse_math() for label in legend.get_texts())
    figure.savefig(BytesIO(), format="png")


@pytest.mark.parametrize("name", NAMES)
def test_a_report_shows_a_name_literally(name: str) -> None:
    template = """{% from "macros.html" import figure, list, section, table %}
        {% call section(name) %}{{ name }}{{ table([name], [[name]]) }}{{ list([name]) }}{% endcall %}
        {{ figure(picture, "png", name, name) }}"""
    page = page_environment("training.statistics.report").from_string(template).render(name=name, picture=b"")
    for tag in ("<b>", "<img src=x onerror", "\u202e", "onerror=alert(1)>"):
        assert tag not in page
    assert page.count(escape(visible(name))) >= 5


def test_an_error_is_one_line_for_any_name(capsys: pytest.CaptureFixture[str]) -> None:
    print_error("Cannot open a\nb\u202e\udcff\x1b[31m.mp4: it is empty.")
    assert capsys.readouterr().err == "error: Cannot open a\\nb\\u202e\\udcff\\x1b[31m.mp4: it is empty.\n"


def test_letters_of_all_languages_are_kept() -> None:
    for name in ("Größe", "内視鏡", "کولونوسکوپی\u200cها", "👩\u200d⚕️", "ไทย", "a b"):
        assert one_line(name) == visible(name) == name
    assert visible("a\n\tb") == "a\n\tb"


def test_a_progress_bar_shows_a_task_literally(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress("Scoring [/red] :smile: a.safetensors") as on_progress:
        on_progress(1, 2)
