"""Groups of dependent frames from tables and near copies."""

from collections.abc import Callable
from pathlib import Path

import pytest

from polyp_core.errors import DatasetError
from training.datasets.discovery import find_datasets, find_samples
from training.datasets.groups import group_of, with_near_copies
from training.datasets.sample import Sample

MakePairs = Callable[..., Path]
STEMS = ("100H0050", "220OLCV1_100H0008", "596OLCV1_100H0002", "608OLCV1_100H0012")


def groups_of(root: Path) -> dict[str, str | None]:
    return {sample.stem: sample.group for sample in find_samples([root])}


def test_the_sequence_table_of_clinicdb_defines_groups(make_pairs: MakePairs) -> None:
    root = make_pairs("CVC", "PNG/Original", "PNG/Ground Truth")
    rows = [f"{STEMS[0]},5,a.tif", f"{STEMS[1]},5,b.tif", f"{STEMS[2]},6,c.tif"]
    (root / "metadata.csv").write_text("\n".join(["frame_id,sequence_id,tif_image_path", *rows]))
    groups = groups_of(root)
    assert groups[STEMS[0]] == groups[STEMS[1]] == "cvc-clinicdb/sequence 5"
    assert groups[STEMS[2]] == "cvc-clinicdb/sequence 6"
    assert groups[STEMS[3]] is None


def test_a_table_with_other_columns_is_ignored_with_a_note(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "metadata.csv").write_text("file_name,patient\nimages/100H0050.png,1\n")
    (root / "groups.csv").write_text(f"frame, group\n{STEMS[0]}, anna\n")
    (dataset,) = find_datasets([root])
    assert [s.group for s in dataset.samples if s.stem == STEMS[0]] == ["clinic/anna"]
    (note,) = dataset.notes
    assert "metadata.csv must have the columns frame_id and sequence_id; it has file_name, patient. It was" in note
    (root / "metadata.csv").write_bytes("größe\n".encode("latin-1"))
    assert "metadata.csv" in find_datasets([root])[0].notes[0]
    (root / "metadata.csv").rename(root / "metadata_sequence_ids.csv")
    with pytest.raises(DatasetError, match=r"metadata_sequence_ids\.csv"):
        find_datasets([root])


def test_a_frame_in_two_groups_joins_them(make_pairs: MakePairs) -> None:
    root = make_pairs()
    rows = [f"{STEMS[0]},anna", f"{STEMS[1]},anna", f"{STEMS[0]},session 9", f"{STEMS[2]},session 9"]
    (root / "groups.csv").write_text("\n".join(["frame,group", *rows]))
    groups = groups_of(root)
    assert groups[STEMS[0]] == groups[STEMS[1]] == groups[STEMS[2]] == "clinic/anna"


def test_equal_labels_of_different_tables_are_different_groups(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "groups.csv").write_text(f"frame,group\n{STEMS[0]},1\n{STEMS[1]},2\n")
    (root / "provenance.csv").write_text(f"frame,provenance\n{STEMS[0]},7\n{STEMS[1]},1\n{STEMS[2]},1\n")
    groups = groups_of(root)
    assert groups[STEMS[1]] == groups[STEMS[2]] != groups[STEMS[0]]


def test_groups_and_provenance_tables_are_joined(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "groups.csv").write_text(
        f"frame;group\n{STEMS[0]};anna\n{STEMS[1]}.png;anna\n{STEMS[3]};bert\n", "utf-8-sig"
    )
    (root / "provenance.csv").write_text(f"frame,provenance\n{STEMS[1]},tape 3\n{STEMS[2]},tape 3\n")
    groups = groups_of(root)
    assert groups[STEMS[0]] == groups[STEMS[1]] == groups[STEMS[2]]
    assert groups[STEMS[3]] not in {None, groups[STEMS[0]]}
    provenance = {sample.stem: sample.provenance for sample in find_samples([root])}
    assert provenance[STEMS[1]] == provenance[STEMS[2]] == "tape 3"
    assert provenance[STEMS[0]] is None


def test_names_with_dots_are_accepted(make_pairs: MakePairs) -> None:
    root = make_pairs()
    for folder in ("images", "masks"):
        (root / folder / f"{STEMS[0]}.png").rename(root / folder / "case 3.frame 7.png")
    (root / "groups.csv").write_text(f"frame,group\ncase 3.frame 7,anna\nimages/{STEMS[1]}.png,anna\n")
    groups = groups_of(root)
    assert groups["case 3.frame 7"] == groups[STEMS[1]] == "clinic/anna"


def test_a_table_without_its_columns_is_refused_by_name(make_pairs: MakePairs) -> None:
    root = make_pairs()
    (root / "groups.csv").write_text("picture,patient\n100H0050,anna\n")
    with pytest.raises(
        DatasetError, match=r"groups\.csv must have the columns frame and group; it has picture, patient"
    ):
        find_samples([root])


def sample(id: str, group: str | None = None) -> Sample:
    dataset, stem = id.split("/")
    return Sample(Path(f"{id}.png"), Path(f"{id}_mask.png"), stem, dataset, group)


def test_near_copies_join_groups_across_datasets() -> None:
    samples = [
        sample("a/1", "a/x"),
        sample("a/2", "a/x"),
        sample("b/1"),
        sample("b/2", "b/y"),
        sample("b/3"),
        sample("b/4"),
    ]
    near = [("a/2", "b/1"), ("b/1", "b/2"), ("b/3", "b/4"), ("b/1", "not/found")]
    groups = {s.id: group_of(s) for s in with_near_copies(samples, near)}
    assert groups["a/1"] == groups["a/2"] == groups["b/1"] == groups["b/2"]
    assert groups["b/3"] == groups["b/4"] != groups["a/1"]
    assert {s.id: s.group for s in with_near_copies(samples, [])} == {s.id: s.group for s in samples}
