"""Renders HTML templates into self-contained pages in which text from data is escaped."""

import base64
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from polyp_core.display_text import counted, visible
from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version


def render_page(package: str, template: str, **values: Any) -> str:
    """Returns the page that the file `template` in the folder `templates` of `package` makes of `values`."""
    page = page_environment(package).get_template(template)
    return page.render(notice=RESEARCH_USE_ONLY, version=program_version(), **values)


@cache
def page_environment(package: str) -> Environment:
    """Returns the environment of the templates of `package`: undefined values are errors, and text is escaped."""
    environment = Environment(
        loader=PackageLoader(package),
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
