"""The command line and the documentation list the export formats as the registry has them."""

from pathlib import Path

import pytest
import typer

from polyp_core import cli
from polyp_core.errors import ExportError
from polyp_core.export.formats.export_format import ExportFormat
from polyp_core.export.formats.registry import FORMATS, output_names

ROOT = Path(__file__).parents[4]


def row(each: ExportFormat) -> str:
    files = ", ".join(f"`{name}`" if "." in name else f"`{name}/`" for name in each.files)
    needs = " and ".join(["picture"] * each.needs_picture + ["mask"] * each.needs_mask)
    options = " ".join(f"`{name}`" for name in each.options)
    return f"| `{each.name}` | {each.title} | {files} | {each.description} | {needs} | {options} |"


def test_the_table_in_the_documentation_is_that_of_the_registry():
    lines = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8").splitlines()
    first = lines.index("| `--write` | in the dialog | files | content | needs | options |") + 2
    table = [row(each) for each in FORMATS.values()]
    assert lines[first : first + len(table) + 1] == [*table, ""], "\n".join(["the table should be:", *table])


def test_each_format_names_options_of_the_command():
    known = {name for parameter in typer.main.get_command(cli._app).params for name in parameter.opts}
    assert {name for each in FORMATS.values() for name in each.options} <= known


def test_no_two_formats_write_the_same_file():
    names = output_names(FORMATS)
    assert len(names) == len(set(names)) >= len(FORMATS)


def test_unknown_outputs_and_none_are_refused_with_the_known_ones():
    with pytest.raises(ExportError, match=r"no output gif\. Choose from video, bare-video"):
        output_names(["csv", "gif"])
    with pytest.raises(ExportError, match="No output was chosen"):
        output_names([])
