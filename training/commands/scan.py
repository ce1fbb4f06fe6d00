"""`polyp-train scan`: lists the contents and problems of dataset folders, and writes splits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from polyp_core.display_text import counted
from polyp_core.printable_names import printable
from training.commands.shared import (
    InvertMasksOption,
    JsonOption,
    LabelValuesOption,
    PolypFreeOption,
    RootsArgument,
    progress,
    refuse_options,
    refuse_unwritable,
)

if TYPE_CHECKING:
    from training.datasets.leaks import Leak
    from training.statistics.dataset_summary import DatasetSummary

_NAMED_FILES = 5
_SPLIT_OPTIONS = ("--kind", "--validation-fraction", "--seed", "--hold-out", "--strict")


def scan(
    context: typer.Context,
    roots: RootsArgument,
    leaks: Annotated[bool, typer.Option("--leaks", help="List near copies across datasets and splits.")] = False,
    split: Annotated[
        Path | None, typer.Option(help="With --leaks: use a run's split file instead of the published lists.")
    ] = None,
    new_split: Annotated[
        Path | None,
        typer.Option(
            "--write-split", metavar="FILE", help="Split the pairs and write the split file, for fit --split FILE."
        ),
    ] = None,
    kind: Annotated[
        Literal["published", "grouped", "random"], typer.Option(help="How --write-split splits the pairs.")
    ] = "published",
    validation_fraction: Annotated[float, typer.Option(help="Share of the pairs used for validation.")] = 0.2,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the split.")] = 0,
    hold_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATASET[:validation]", help="Keep this dataset for testing, out of training and validation."
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Leave out training pairs in a group with, or near copies of, validation pairs."),
    ] = False,
    label_values: LabelValuesOption = None,
    invert_masks: InvertMasksOption = None,
    polyp_free: PolypFreeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find pairs and account for every picture; report unreadable and odd files, sizes, empty masks, leaks; split."""
    from training.datasets.accounting import format_account, format_total
    from training.datasets.discovery import discover
    from training.datasets.fingerprints import refuse_other_datasets
    from training.datasets.leaks import find_leaks
    from training.datasets.mask_answers import MaskAnswers
    from training.datasets.near_copies import find_near_copies
    from training.datasets.polyp_free import PolypFreeFolder
    from training.datasets.protection import refuse_overlap_with_datasets
    from training.datasets.split_files import read_split, write_split
    from training.datasets.splits import describe_split, make_split, with_present_ids
    from training.statistics import scan as scanning
    from training.statistics.dataset_summary import summarise_datasets

    if split and new_split:
        raise typer.BadParameter("Give --split or --write-split, not both.")
    if not new_split:
        refuse_options(context, _SPLIT_OPTIONS, "Without --write-split no split is made.")
    answers = MaskAnswers.parse(label_values or (), invert_masks)
    chosen_split = read_split(split) if split else None
    discovery = discover(roots, [PolypFreeFolder.parse(text) for text in polyp_free or ()])
    datasets = discovery.datasets
    if new_split:
        refuse_unwritable(new_split)
        refuse_overlap_with_datasets([new_split], datasets)
    with progress("Reading pairs") as on_progress:
        result = scanning.scan(datasets, answers, on_progress=on_progress)
    described = summarise_datasets(datasets, result)
    accounts = discovery.accounts(result.unusable_images)
    found: list[Leak] | None = None
    if leaks or split or new_split:
        usable = result.samples(datasets)
        copies = find_near_copies(scanning.thumbnails(result.table))
        if new_split:
            result.refuse_unclear_masks()
            chosen_split = make_split(
                usable,
                kind,
                near_copies=[(usable[copy.first].id, usable[copy.second].id) for copy in copies],
                validation_fraction=validation_fraction,
                seed=seed,
                hold_out=hold_out or (),
                leave_out_leaks=strict,
            )
            write_split(new_split, chosen_split)
        elif chosen_split:
            chosen_split = with_present_ids(chosen_split, usable)
            refuse_other_datasets(chosen_split.pictures, usable)
        if leaks or split:
            found = find_leaks(usable, copies, chosen_split)
    if as_json:
        content: dict[str, Any] = {"datasets": [asdict(dataset) for dataset in described], "notes": result.notes}
        content["folders"] = [account.as_json() for account in accounts]
        if new_split and chosen_split:
            content["split"] = asdict(chosen_split)
        typer.echo(json.dumps(content | ({"leaks": [asdict(leak) for leak in found]} if found is not None else {})))
        result.refuse_unclear_masks()
        return
    for dataset in described:
        typer.echo("\n".join(_lines(dataset)) + "\n")
    if found is not None:
        typer.echo("\n".join(_leak_lines(found)))
    if new_split and chosen_split:
        typer.echo(f"{describe_split(chosen_split)} Written to {printable(new_split)}.")
        for warning in chosen_split.warnings:
            typer.echo(f"warning: {warning}", err=True)
    for account in accounts:
        typer.echo(f"  {printable(format_account(account))}")
    typer.echo(format_total(accounts))
    for ambiguity in discovery.ambiguous:
        typer.echo(f"note: {printable(str(ambiguity))}", err=True)
    for note in result.notes:
        typer.echo(f"note: {note}", err=True)
    result.refuse_unclear_masks()


def _lines(d: DatasetSummary) -> Iterator[str]:
    yield f"{d.name}: {counted(d.pairs, 'pair')} ({d.layout}, {d.root})"
    if d.usable:
        commonest = ", ".join(f"{size} ({count})" for size, count in list(d.sizes.items())[:3])
        sizes = f"{d.smallest_px} to {d.largest_px} in {len(d.sizes)} sizes; most common {commonest}"
        yield f"  pictures     {sizes if len(d.sizes) > 1 else f'all {d.smallest_px}'}"
        yield f"  orientation  {d.landscape} landscape, {d.portrait} portrait, {d.square} square"
        yield f"  empty masks  {d.nearly_empty} with a coverage of at most 0.005, {d.truly_empty} of them truly empty"
        yield f"  mask values  {', '.join(f'{count} {kind}' for kind, count in d.masks_by_kind.items())}"
    if d.mask_reading:
        yield f"  masks        {d.mask_reading}"
    if d.groups:
        yield f"  groups       {d.groups} in its tables"
    if d.published_train or d.published_validation or d.published_test:
        tests = f", {d.published_test} test" if d.published_test else ""
        sides = dict.fromkeys(folder.partition("/")[0] for folder in d.split_folders)
        folders = f" (by the folders {', '.join(sides)})" if sides else ""
        yield f"  published    {d.published_train} train, {d.published_validation} validation{tests}{folders}"
    yield from _named("images without a mask", d.images_without_mask)
    yield from _named("masks without an image", d.masks_without_image)
    yield from _named("files with the same stem as another", d.same_stem)
    yield from _named("other files left out", d.left_out)
    yield from _named("masks that are not binary", d.odd_masks)
    yield from _named("pairs that cannot be read", d.problems)
    yield from (f"  note: {note}" for note in d.notes)


def _named(what: str, files: Sequence[str]) -> Iterator[str]:
    if not files:
        return
    yield f"  {what}: {len(files)}"
    yield from (f"    {file}" for file in files[:_NAMED_FILES])
    if len(files) > _NAMED_FILES:
        yield f"    and {len(files) - _NAMED_FILES} more (--json lists all)"


def _leak_lines(leaks: Sequence[Leak]) -> Iterator[str]:
    if not leaks:
        yield "No near copies across datasets or splits."
        return
    copies = counted(len(leaks), "near copy", "near copies")
    yield f"{copies} across datasets or splits (correlation of the pictures, of their details):"
    for leak in leaks:
        yield (
            f"  {leak.first}  {leak.second}  {leak.picture:.2f} {leak.detail:.2f}  "
            f"{leak.kind}: {leak.sides[0]} and {leak.sides[1]}"
        )
