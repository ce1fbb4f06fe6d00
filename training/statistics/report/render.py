"""Renders the HTML templates of the reports: self-contained pages in which text from data is escaped."""

import base64
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from polyp_core.display_text import visible
from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version


def render(template: str, **values: Any) -> str:
    """Returns the page that the file `template` in `templates/` makes of `values`."""
    return _environment().get_template(template).render(notice=RESEARCH_USE_ONLY, version=program_version(), **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("training.statistics.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["data_uri"] = _data_uri
    environment.filters["counted"] = counted
    return environment


def _data_uri(data: bytes, kind: str) -> Markup:
    """The picture as an address that contains it; `kind` is png or jpeg."""
    return Markup(f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}")


def counted(number: int, noun: str) -> str:
    """Formats a count, such as `1 pair` and `1,200 pairs`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
