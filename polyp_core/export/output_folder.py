"""Output folder of a source, with names that are valid on every platform."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE)
"""Device names reserved by Windows, with any suffix."""


def output_folder(source: Path | Sequence[Path], out_folder: Path) -> Path:
    """The output folder of a source: a subfolder of `out_folder` named after the source."""
    if not isinstance(source, Path):
        return out_folder / "images"
    resolved = Path(os.path.realpath(source))  # unlike resolve(), returns circular links unchanged
    return out_folder / (safe_name(resolved.name) if resolved.is_dir() else safe_name(resolved.stem, resolved.name))


def numbered_folder(folder: Path, number: int) -> Path:
    """`folder` for number 1, else `<folder>-2`, `<folder>-3` and so on next to it."""
    return folder if number == 1 else folder.with_name(f"{folder.name}-{number}")


def safe_name(*wanted: str) -> str:
    """The first of `wanted` that is not empty once sanitised as a file name, or else `source`.

    Drops leading dots (hidden files, parent folder) and trailing dots and spaces (dropped by Windows), replaces
    separators by `_`, and puts `_` in front of Windows device names.
    """
    for text in wanted:
        name = re.sub(r"[/\\\x00]", "_", text).lstrip(".").rstrip(". ")
        if name:
            return f"_{name}" if _RESERVED.fullmatch(name) else name
    return "source"
