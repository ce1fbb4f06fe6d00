"""What a form shows of a pydantic model's fields: their controls, ranges, values and problems; without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MultipleOf
from pydantic.fields import FieldInfo

from app.translation import mark, tr
from polyp_core.display_text import FilledText

NumberKind = Literal["whole", "fraction"]


@dataclass(frozen=True)
class Control:
    """How a form shows a field; part of the field's metadata or passed to the form.

    A number with `decimals` has a spin box, which shows it multiplied by `scale` (a fraction as a percentage); any
    other number is typed as text. `choices` maps the possible values to their labels, `suggestions` are some of the
    values that a text may have. `none_label` stands for None where None is allowed.
    """

    page: str = ""
    label: str = ""
    unit: str = ""
    scale: float = 1.0
    step: float = 1.0
    decimals: int | None = None
    choices: Mapping[Any, str] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    none_label: str = ""
    kind: Literal["", "colour", "folder"] = ""


def limits(info: FieldInfo) -> tuple[float, float]:
    """Returns the smallest and the largest value of a number that has both."""
    low = next(extra.ge for extra in info.metadata if isinstance(extra, Ge))
    high = next(extra.le for extra in info.metadata if isinstance(extra, Le))
    return float(low), float(high)  # type: ignore[arg-type]  # the limits of numbers are numbers


def format_range(info: FieldInfo) -> str:
    """Returns the range as "From 0 to 1.", "Above 0 to 1." or "From 1."; empty if there is none."""
    parts: list[str] = []
    step = ""
    for limit in info.metadata:
        match limit:
            case Ge():
                parts.append(tr("from {number}").format(number=_format_number(limit.ge)))
            case Gt():
                parts.append(tr("above {number}").format(number=_format_number(limit.gt)))
            case Le():
                parts.append(tr("to {number}").format(number=_format_number(limit.le)))
            case Lt():
                parts.append(tr("to below {number}").format(number=_format_number(limit.lt)))
            case MultipleOf():
                step = tr("in steps of {number}").format(number=_format_number(limit.multiple_of))
    ends = tr("{low} {high}", "two limits").format(low=parts[0], high=parts[1]) if len(parts) == 2 else "".join(parts)
    text = ", ".join(part for part in (ends, step) if part)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _format_number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) or value < 1e6 else f"{value}"


def format_value(value: object) -> str:
    """Returns a value as it is written on the command line."""
    if value is None:
        return "none"
    if isinstance(value, tuple | list):
        return ", ".join(map(format_value, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


_PROBLEMS = (
    mark("Must be greater than or equal to {limit}"),
    mark("Must be greater than {limit}"),
    mark("Must be less than or equal to {limit}"),
    mark("Must be less than {limit}"),
    mark("Must be a multiple of {limit}"),
    mark("Must be a valid integer"),
    mark("Must be a valid number"),
    mark("Must be a finite number"),
)
"""Messages of pydantic, which makes them from fixed texts and the limits of a field."""


def format_problem(reason: str) -> str:
    """Returns pydantic's message as a sentence to show at a field."""
    if isinstance(reason, FilledText):
        reason = tr(reason)
    text = reason.replace("Input should be", "Must be").partition(", unable")[0].rstrip(".")
    for problem in _PROBLEMS:
        start, _, has_limit = problem.partition("{")
        if text == problem or (has_limit and text.startswith(start)):
            text = tr(problem).format(limit=text.removeprefix(start))
            break
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith('?') else '.'}"


def number_kind(annotation: Any) -> NumberKind | None:
    """Returns which numbers a field of this type holds, also in tuples and unions; None if it holds anything else."""
    if annotation in (int, float):
        return "whole" if annotation is int else "fraction"
    kinds = [number_kind(part) for part in get_args(annotation) if part not in (NoneType, Ellipsis)]
    # Of `Annotated` only the first part is a type.
    kinds = kinds[:1] if get_origin(annotation) is Annotated else kinds
    return kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else None
