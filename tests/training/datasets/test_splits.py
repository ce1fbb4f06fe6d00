"""Splits keep groups together, are reproducible, warn of leaks, and can be written to a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from polyp_core.errors import DatasetError
from training.datasets.sample import PolypFreeKind, Sample, Side
from training.datasets.split_files import read_split, write_split
from training.datasets.split_warnings import count_leaks
from training.datasets.splits import choose, describe_split, make_split


def sample(id: str, group: str | None = None, published: Side | None = None) -> Sample:
    dataset, stem = id.split("/")
    return Sample(Path(f"{id}.png"), Path(f"{id}_mask.png"), stem, dataset, group, published=published)


def videos(count: int = 10, frames: int = 10) -> list[Sample]:
    """A dataset of video sequences like ClinicDB."""
    return [sample(f"videos/{v}-{f}", f"videos/sequence {v}") for v in range(count) for f in range(frames)]


def listed() -> list[Sample]:
    """A dataset with published lists like Kvasir-SEG."""
    return [sample(f"listed/{n}", published="validation" if n < 5 else "train") for n in range(40)]


def test_a_group_is_never_divided() -> None:
    samples = videos()
    near = [("videos/0-1", "videos/7-3")]
    for seed in range(20):
        split = make_split(samples, "grouped", seed=seed, near_copies=near)
        assert len(split.train) + len(split.validation) == 100
        assert len(split.validation) in (10, 20, 30)
        leaks = count_leaks(samples, split.train, split.validation, near)
        assert (leaks.same_group, leaks.near_copy) == (0, 0)
        assert split.warnings == ()


@pytest.mark.parametrize(("count", "frames", "fraction"), [(5, 10, 0.08), (2, 50, 0.2), (6, 20, 0.08), (2, 10, 0.2)])
def test_if_all_groups_exceed_the_share_the_smallest_is_used_for_validation(
    count: int, frames: int, fraction: float
) -> None:
    samples = videos(count, frames)
    assert len(make_split(samples, "grouped", validation_fraction=fraction).validation) == frames
    smaller = [*samples, *(sample(f"videos/last-{f}", "videos/last") for f in range(frames - 1))]
    for seed in range(5):
        split = make_split(smaller, "grouped", validation_fraction=fraction / 2, seed=seed)
        assert {id.split("-")[0] for id in split.validation} == {"videos/last"}


def test_a_dataset_without_validation_pairs_is_named() -> None:
    whole = [sample(f"whole/{n}", "whole/patient") for n in range(9)]
    few = [sample(f"few/{n}", f"few/{n // 10}") for n in range(50)]
    split = make_split([*videos(40), *few, *whole], "grouped", validation_fraction=0.08)
    assert sum(id.startswith("few/") for id in split.validation) == 10
    assert split.warnings == ("None of the 9 pairs of whole is for validation, so scores say nothing of that dataset.",)


def test_a_random_split_warns_and_counts_leaks() -> None:
    near = [(f"videos/{v}-{f}", f"videos/{v}-{f + 1}") for v in range(10) for f in range(9)]
    split = make_split(videos(), "random", near_copies=near)
    (warning,) = split.warnings
    copied = count_leaks(videos(), split.train, split.validation, near).near_copy
    assert 0 < copied < 20
    assert "20 of 20 frames have a frame of their own sequence" in warning
    assert f"{copied} of 20 have a near copy" in warning


def test_published_lists_are_followed_and_other_datasets_divided_by_group() -> None:
    split = make_split([*listed(), *videos()], "published")
    assert {id for id in split.validation if id.startswith("listed/")} == {f"listed/{n}" for n in range(5)}
    assert len({id.split("-")[0] for id in split.validation if id.startswith("videos/")}) == 2
    assert len(split.train) + len(split.validation) == 140


def test_pairs_on_no_list_and_on_the_test_list_are_never_trained_on() -> None:
    tests = [sample(f"listed/t{n}", published="test") for n in range(4)]
    loose = [sample(f"listed/x{n}") for n in range(3)]
    samples = [*listed(), *tests, *loose, *videos()]
    split = make_split(samples, "published", near_copies=[("listed/t0", "listed/39"), ("listed/t1", "listed/x0")])
    assert split.test == ("listed/t0", "listed/t1", "listed/t2", "listed/t3")
    assert {id for id in split.train if id.startswith("listed/")} == {f"listed/{n}" for n in range(5, 39)}
    assert split.left_out == ("listed/39",)
    assert split.warnings[0] == "3 pairs of listed are left out because no published list names them."
    assert ", 4 for tests." in describe_split(split)
    for kind in ("grouped", "random"):
        other = make_split(samples, kind)
        assert other.test == split.test
        assert len(other.train) + len(other.validation) == len(samples) - 4


def test_without_a_validation_list_the_training_list_is_divided() -> None:
    samples = [sample(f"listed/{n}", published="test" if n < 5 else "train") for n in range(40)]
    split = make_split([*samples, sample("listed/loose")], "published")
    assert (len(split.train), len(split.validation), len(split.test)) == (28, 7, 5)


def test_leaks_of_a_published_list_are_counted_and_left_out_on_request() -> None:
    near = [("listed/0", "listed/20"), ("listed/1", "listed/20"), ("listed/20", "listed/21")]
    split = make_split(listed(), "published", near_copies=near)
    assert len(split.train) == 35
    assert "2 of 5 have a near copy" in split.warnings[0]
    strict = make_split(listed(), "published", near_copies=near, leave_out_leaks=True)
    assert strict.left_out == ("listed/20", "listed/21")
    assert len(strict.train) == 33
    assert strict.validation == split.validation


def test_held_out_data_and_its_near_copies_are_in_neither_training_nor_validation() -> None:
    samples = [*listed(), *videos(), sample("other/1"), sample("other/2")]
    near = [("other/1", "videos/3-3"), ("listed/2", "videos/4-4")]
    split = make_split(samples, "grouped", hold_out=["Other", "listed:validation"], near_copies=near)
    assert split.test == ("listed/0", "listed/1", "listed/2", "listed/3", "listed/4", "other/1", "other/2")
    left_out = {f"videos/{v}-{f}" for v in (3, 4) for f in range(10)}
    assert set(split.left_out) == left_out
    assert not left_out & {*split.train, *split.validation}
    assert "20 pairs are left out" in split.warnings[0]


def test_the_same_seed_gives_the_same_split_whatever_the_order() -> None:
    samples = videos()
    for kind in ("grouped", "random"):
        split = make_split(samples, kind, seed=3)
        assert make_split(samples[::-1], kind, seed=3) == split
        assert make_split(samples, kind, seed=4) != split


def test_pairs_that_cannot_be_divided_are_reported() -> None:
    with pytest.raises(DatasetError, match="20 pairs in 1 group cannot be divided"):
        make_split(videos(1, 20), "grouped")
    with pytest.raises(DatasetError, match=r"a dataset kvasir.*listed, videos"):
        make_split([*listed(), *videos()], hold_out=["kvasir"])
    with pytest.raises(DatasetError, match="published list validation of videos"):
        make_split([*listed(), *videos()], hold_out=["videos:validation"])
    with pytest.raises(DatasetError, match="between 0 and 1"):
        make_split(videos(), "random", validation_fraction=1.5)


def test_a_split_round_trips_through_its_file(tmp_path: Path) -> None:
    samples = [*listed(), *videos()]
    split = make_split(samples, "grouped", hold_out=["listed:validation"])
    write_split(tmp_path / "split.json", split)
    assert read_split(tmp_path / "split.json") == split
    chosen = choose(split, samples)
    assert [s.id for s in chosen.train] == list(split.train)
    assert [s.id for s in chosen.validation] == list(split.validation)
    assert [s.id for s in chosen.test] == list(split.test)
    with pytest.raises(DatasetError, match=r"names 40 of 140 pairs that are not in the folders"):
        choose(split, videos())


def test_damaged_and_foreign_split_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "split.json"
    with pytest.raises(DatasetError, match="no split file"):
        read_split(path)
    path.write_text("{not json")
    with pytest.raises(DatasetError, match="cannot be read"):
        read_split(path)
    path.write_text("[1, 2]")
    with pytest.raises(DatasetError, match="not a split file"):
        read_split(path)
    write_split(path, make_split(videos(), "grouped"))
    content = json.loads(path.read_text())
    path.write_text(json.dumps(content | {"validation": content["train"][:1]}))
    with pytest.raises(DatasetError, match="on two sides"):
        read_split(path)
    del content["train"]
    path.write_text(json.dumps(content))
    with pytest.raises(DatasetError, match="damaged"):
        read_split(path)


def test_no_remaining_pairs_are_reported_without_a_count_of_0() -> None:
    with pytest.raises(DatasetError, match=r"^None of the pairs can be used"):
        make_split([])
    only = videos()
    with pytest.raises(
        DatasetError, match=rf"^All {len(only)} pairs are held out with {only[0].dataset}: none is left"
    ):
        make_split(only, hold_out=[only[0].dataset])


def polyp_free(kind: PolypFreeKind, count: int, per_recording: int = 1) -> list[Sample]:
    name = f"polyp_free-{kind}"
    return [
        Sample(Path(f"{n}.png"), None, str(n), name, f"{name}/{n // per_recording}", polyp_free=kind)
        for n in range(count)
    ]


@pytest.mark.parametrize("kind", ["published", "grouped", "random"])
def test_full_polyp_free_frames_have_their_own_validation_share_and_do_not_change_pairs(kind) -> None:
    pairs = [*videos(), *listed()]
    frames = polyp_free("frame", 40, per_recording=2)
    alone = make_split(pairs, kind, seed=3)
    split = make_split([*pairs, *frames], kind, seed=3, polyp_free_validation=0.6)
    assert {id for id in split.validation if not id.startswith("polyp_free")} == set(alone.validation)
    validated = [id for id in split.validation if id.startswith("polyp_free")]
    assert len(validated) == 24
    # Whole recordings, whatever the kind of split.
    assert len({int(id.split("/")[1]) // 2 for id in validated}) == 12
    assert sum(id.startswith("polyp_free") for id in split.train) == 16


def test_patches_and_upper_gi_images_use_the_validation_share_of_pairs() -> None:
    samples = [*videos(), *polyp_free("patch", 50), *polyp_free("upper_gi", 50)]
    split = make_split(samples, "grouped", validation_fraction=0.2, polyp_free_validation=0.9)
    for name in ("patch", "upper_gi"):
        assert sum(id.startswith(f"polyp_free-{name}/") for id in split.validation) == 10


@pytest.mark.parametrize("kind", ["published", "grouped", "random"])
def test_patches_do_not_change_how_pairs_are_divided(kind) -> None:
    pairs = [*videos(), *listed(), *(replace(s, stem=str(n), dataset="z", group=None) for n, s in enumerate(videos()))]
    alone = make_split(pairs, kind, seed=3)
    split = make_split([*pairs, *polyp_free("patch", 50), *polyp_free("frame", 10)], kind, seed=3)
    assert {id for id in split.validation if not id.startswith("polyp_free")} == set(alone.validation)


def test_a_group_of_a_pair_and_polyp_free_frames_is_not_divided() -> None:
    pairs = videos()
    frames = [replace(frame, group=pairs[0].group) for frame in polyp_free("frame", 9)]
    for seed in range(8):
        split = make_split([*pairs, *frames], "grouped", seed=seed, polyp_free_validation=0.6)
        sides = {id in split.validation for id in (pairs[0].id, *(frame.id for frame in frames))}
        assert len(sides) == 1
