"""Texts in JSON files that the window translates: an English text is stored as its template and values."""

from collections.abc import Mapping
from string import Formatter
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator

from polyp_core.display_text import FilledText


def text_to_json(text: str) -> object:
    """Returns a text as a JSON value: one made by `filled` as an object with its template and values, others as str."""
    if not isinstance(text, FilledText):
        return text
    return {"template": text.template, "values": {name: _value(value) for name, value in text.values.items()}}


def text_from_json(value: object) -> str:
    """Returns the text of `text_to_json`. Raises ValueError if the value is not one, or its values do not fit."""
    if isinstance(value, str):
        return value
    match value:
        case {"template": str(template), "values": Mapping() as values}:
            if any(name not in values for _, name, _, _ in Formatter().parse(template) if name is not None):
                raise ValueError("the template of a text names a value that is missing")
            try:
                return FilledText(template, {str(name): _from_json(each) for name, each in values.items()})
            except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
                raise ValueError("the values of a text do not fit its template") from error
    raise ValueError("it is not a text")


StoredText = Annotated[str, PlainValidator(text_from_json), PlainSerializer(text_to_json)]
"""The type of a field of a pydantic model, or of a dataclass that pydantic reads, with such a text."""


def _value(value: object) -> object:
    return text_to_json(value) if isinstance(value, str) else value if type(value) in (int, float) else str(value)


def _from_json(value: object) -> object:
    return value if type(value) in (int, float) else text_from_json(value)
