"""Where the outputs of a source go, under names that are one safe part of a path on every system."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE)
"""Names of devices on Windows, with any suffix."""


def output_folder(source: Path | Sequence[Path], out_folder: Path) -> Path:
    """Where the outputs of a source go: a folder directly inside `out_folder`, named after the source."""
    if not isinstance(source, Path):
        return out_folder / "images"
    resolved = Path(os.path.realpath(source))  # which, unlike resolve(), gives links in a circle as they are
    return out_folder / (safe_name(resolved.name) if resolved.is_dir() else safe_name(resolved.stem, resolved.name))


def numbered_folder(folder: Path, number: int) -> Path:
    """`folder` for 1, and beside it `<folder>-2`, `<folder>-3` and so on for what is kept as well."""
    return folder if number == 1 else folder.with_name(f"{folder.name}-{number}")


def safe_name(*wanted: str) -> str:
    """The first of `wanted` of which something is left as the name of one visible file or folder, or else `source`.

    Leading dots, which hide a file or lead to the parent folder, are dropped, and what Windows drops at the end (dots
    and spaces); separators become `_`, and a name that Windows keeps for a device gets one in front.
    """
    for text in wanted:
        name = re.sub(r"[/\\\x00]", "_", text).lstrip(".").rstrip(". ")
        if name:
            return f"_{name}" if _RESERVED.fullmatch(name) else name
    return "source"
