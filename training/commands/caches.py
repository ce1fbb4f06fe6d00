"""`polyp-train caches`: lists and empties the caches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from polyp_core.display_text import counted
from polyp_core.errors import PolypViewerError
from training.commands.shared import JsonOption

if TYPE_CHECKING:
    from collections.abc import Callable

    from polyp_core.cache import Cache, Removed


def caches(
    clear: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Remove the files of this cache, or of all.")
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the least recently used files above the cap.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the caches with their sizes and caps, also those of the viewer; --clear and --prune remove files.

    The caps are set in the viewer's settings or by variables such as POLYP_VIEWER_CACHE_TRAINING_PAIRS_MB.
    """
    from polyp_core import cache

    removed = [
        *_each(_named(clear or ()), cache.clear),
        *_each(list(cache.CACHES.values()) if prune else [], cache.prune),
    ]
    rows = [(each, cache.usage(each), each.cap_bytes) for each in cache.CACHES.values()]
    if as_json:
        found = [
            {"name": each.name, "folder": str(each.folder), "bytes": used.size_bytes, "files": used.files, "cap": cap}
            for each, used, cap in rows
        ]
        freed = sum(done.size_bytes for _, done in removed)
        typer.echo(json.dumps({"caches": found, "removed_bytes": freed}, indent=1))
        return
    for each, done in removed:
        kept = f", {done.kept_files:,} in use were kept" if done.kept_files else ""
        typer.echo(f"{each.name}: removed {counted(done.files, 'file')}, {cache.format_size(done.size_bytes)}{kept}")
    for each, used, cap in rows:
        size = f"{cache.format_size(used.size_bytes):>8} of {cache.format_size(cap):>8}"
        typer.echo(f"{each.name:<15} {size}  {counted(used.files, 'file'):>13}  {each.description}")


def _named(names: list[str] | tuple[()]) -> list[Cache]:
    from polyp_core.cache import CACHES

    if unknown := [name for name in names if name not in CACHES and name != "all"]:
        raise PolypViewerError(f"There is no cache {unknown[0]}. The caches are {', '.join(CACHES)}, and all.")
    return [each for name, each in CACHES.items() if name in names or "all" in names]


def _each(chosen: list[Cache], work: Callable[[Cache], Removed]) -> list[tuple[Cache, Removed]]:
    return [(each, work(each)) for each in chosen]
