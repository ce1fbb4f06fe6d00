"""Groups frames that are not independent of each other, from a dataset's tables and from near copies; draws groups."""

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from polyp_core.display_text import filled, filled_n
from polyp_core.errors import DatasetError
from polyp_core.files.regular_files import format_os_error, read_regular_text
from polyp_core.graphs import connected_components
from training.datasets.frame_names import StemLookup
from training.datasets.layouts import SEQUENCE_TABLES
from training.datasets.sample import Sample

_NEAR_COPIES_OF = "near copies of "
"""Begins the name of a group that only near copies join; the id of its first pair follows."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A CSV file in a dataset's folder that assigns frames to groups.

    `namespace` separates its labels from equal ones of another table. `may_be_foreign`: other programs use this file
    name too.
    """

    file: str
    frame_column: str
    label_column: str
    namespace: str = ""
    may_be_foreign: bool = False

    def group(self, label: str) -> str:
        return f"{self.namespace} {label}".strip()


_PROVENANCE = _Table("provenance.csv", "frame", "provenance", "recording")
_TABLES = (
    *(_Table(name, "frame_id", "sequence_id", "sequence", name == "metadata.csv") for name in SEQUENCE_TABLES),
    _Table("groups.csv", "frame", "group"),
    _PROVENANCE,
)


@dataclass(frozen=True, slots=True)
class Declarations:
    """Content of the tables in a dataset's folder, by stem of the frame.

    A stem's group is `dataset/label`, the union of all labels that the tables link. `notes` are sentences about rows
    that name no frame, and about tables that were ignored.
    """

    groups: Mapping[str, str]
    provenance: Mapping[str, str]
    notes: tuple[str, ...] = ()


def read_declarations(root: Path, dataset: str, stems: Sequence[str]) -> Declarations:
    """Reads the sequence table of CVC-ClinicDB and the user's `groups.csv` and `provenance.csv`, if they exist.

    `groups.csv` has the columns frame and group, `provenance.csv` frame and provenance (the recording or examination
    that the frame was taken from). A frame may have several rows. Raises DatasetError if a table lacks a column or
    cannot be read; a `metadata.csv` that is not ClinicDB's is ignored.
    """
    labels: dict[str, set[str]] = {}
    provenance: dict[str, str] = {}
    notes: list[str] = []
    names = StemLookup(stems)
    for table in _TABLES:
        if not os.path.lexists(root / table.file):
            continue
        try:
            rows = _read_rows(root / table.file, table)
        except DatasetError as error:
            if not table.may_be_foreign:
                raise
            notes.append(filled("{problem} It was ignored.", problem=error.text))
            continue
        named = {name: names.find(name) for name, _ in rows}
        if absent := [name for name, found in named.items() if not found]:
            notes.append(
                filled_n(
                    "{file} names {n} frame that does not exist: {first}.",
                    "{file} names {n} frames that do not exist, the first of them {first}.",
                    len(absent),
                    file=table.file,
                    first=absent[0],
                )
            )
        if several := [name for name, found in named.items() if len(found) > 1]:
            notes.append(
                filled_n(
                    "{file} names {n} frame that lies in several folders: {first}. All of them are used; write {one} "
                    "for one.",
                    "{file} names {n} frames that lie in several folders, the first of them {first}. All of them are "
                    "used; write {one} for one.",
                    len(several),
                    file=table.file,
                    first=several[0],
                    one=named[several[0]][0],
                )
            )
        for name, label in rows:
            for stem in named[name]:
                labels.setdefault(stem, set()).add(table.group(label))
                if table is _PROVENANCE:
                    provenance[stem] = label
    return Declarations({s: f"{dataset}/{g}" for s, g in _union_of_labels(labels).items()}, provenance, tuple(notes))


def with_near_copies(samples: Sequence[Sample], near_copies: Iterable[tuple[str, str]]) -> list[Sample]:
    """Returns `samples` with groups that also join near copies.

    `near_copies` are pairs of sample ids; pairs with an id outside `samples` are ignored. A sample that is linked to no
    other keeps its group.
    """
    nodes = {sample.id: index for index, sample in enumerate(samples)}
    by_group: dict[str, int] = {}
    edges = [(nodes[a], nodes[b]) for a, b in near_copies if a in nodes and b in nodes]
    for index, sample in enumerate(samples):
        if sample.group is not None:
            edges.append((index, by_group.setdefault(sample.group, index)))
    component = connected_components(len(samples), edges).tolist()
    names: dict[int, str] = {}
    size = np.bincount(component, minlength=1)
    for sample, number in sorted(zip(samples, component, strict=True), key=lambda pair: pair[0].group or "\uffff"):
        names.setdefault(number, sample.group or _NEAR_COPIES_OF + sample.id)
    return [
        sample if size[number] == 1 else replace(sample, group=names[number])
        for sample, number in zip(samples, component, strict=True)
    ]


def format_group(group: str) -> str:
    """Formats a group for display; a FilledText if only near copies join it, else the name of the group as it is."""
    pair = group.removeprefix(_NEAR_COPIES_OF)
    return group if pair == group else filled("near copies of {pair}", pair=pair)


def group_of(sample: Sample) -> str:
    """Returns the sample's group; a frame without one is a group of its own."""
    return sample.group or sample.id


def draw_groups(samples: Sequence[Sample], fraction: float, rng: np.random.Generator) -> set[str]:
    """Returns the ids of about `fraction` of the samples of each dataset, drawn in whole groups."""
    by_dataset = groups_by_dataset(samples)
    chosen: set[str] = set()
    for dataset in sorted(by_dataset):
        chosen |= {sample.id for group in _share_of(by_dataset[dataset], fraction, rng) for sample in group}
    return chosen


def groups_by_dataset(samples: Sequence[Sample]) -> dict[str, list[list[Sample]]]:
    """Returns the groups of each dataset; a group across datasets belongs to the one with most of its pairs."""
    members: dict[str, list[Sample]] = {}
    for sample in samples:
        members.setdefault(group_of(sample), []).append(sample)
    by_dataset: dict[str, list[list[Sample]]] = {}
    for group in members.values():
        names = [sample.dataset for sample in group]
        by_dataset.setdefault(max(sorted(set(names)), key=names.count), []).append(group)
    return by_dataset


def _share_of(groups: Sequence[list[Sample]], fraction: float, rng: np.random.Generator) -> list[list[Sample]]:
    """Draws groups with about `fraction` of all samples: the smallest if all are larger, none if there is one."""
    wanted = fraction * sum(map(len, groups))
    drawn = [groups[index] for index in rng.permutation(len(groups))]
    taken: list[list[Sample]] = []
    size = 0
    for group in drawn:
        if abs(size + len(group) - wanted) < abs(size - wanted):
            taken.append(group)
            size += len(group)
    return taken or ([min(drawn, key=len)] if len(drawn) > 1 else [])


def _read_rows(path: Path, table: _Table) -> list[tuple[str, str]]:
    """Returns the frame's name and the label of each row. Accepts commas, semicolons and tabs as separators."""
    try:
        text = read_regular_text(path)
    except OSError as error:
        raise DatasetError(
            "Cannot read the table {path}: {reason}.", path=path, reason=format_os_error(error)
        ) from error
    except UnicodeDecodeError as error:
        raise DatasetError(
            "Cannot read the table {path}: {reason}. Save it as CSV in UTF-8.", path=path, reason=error
        ) from error
    lines = text.splitlines()
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    rows = csv.DictReader(lines, delimiter=delimiter)
    columns = rows.fieldnames = [name.strip() for name in rows.fieldnames or ()]
    frame, label = table.frame_column, table.label_column
    if frame not in columns or label not in columns:
        raise DatasetError(
            "The table {path} must have the columns {frame} and {label}; it has {columns}.",
            path=path,
            frame=frame,
            label=label,
            columns=", ".join(columns),
        )
    return [(row[frame].strip(), row[label].strip()) for row in rows if row[frame] and row[label]]


def _union_of_labels(labels: Mapping[str, set[str]]) -> dict[str, str]:
    """Returns one label for each stem: the smallest of all labels that are linked through shared stems."""
    names = sorted({label for own in labels.values() for label in own})
    number = {label: index for index, label in enumerate(names)}
    edges = [(number[first], number[other]) for first, *others in map(sorted, labels.values()) for other in others]
    component = connected_components(len(names), edges).tolist()
    smallest = {c: names[i] for i, c in reversed(list(enumerate(component)))}
    return {stem: smallest[component[number[min(own)]]] for stem, own in labels.items()}
