"""Files of earlier schema versions are opened, and keep what is in them."""

import shutil
from pathlib import Path
from typing import get_args

import pytest

from polyp_core.review import changes
from polyp_core.review.records import MARK_KINDS, Bookmark, BowelPreparation, Decision, Mark, MaskSource, SignOff
from polyp_core.review.review import ChangeKind
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_json import ReviewDocument, read_review_json
from polyp_core.review.review_reading import ReviewProgress

REVIEWS = Path(__file__).parents[2] / "data" / "reviews"


MASK_CHANGES = {"correct_mask", "propagate_masks", "verify_empty", "clear_mask"}
POINTING_CHANGES = {"point_masks", "lesion"}


def copied(version: int, folder: Path) -> Path:
    return Path(shutil.copy(REVIEWS / f"version_{version}.sqlite", folder / "review.sqlite"))


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_earlier_version_opens_and_can_be_changed(version: int, tmp_path: Path) -> None:
    with ReviewFile(copied(version, tmp_path)) as file:
        assert file.readers == ("Ada", "Zoë") and not file.read_only_reason
        assert ReviewDocument.of(file).readers == read_review_json(REVIEWS / f"version_{version}.json").readers
        assert file.progress == {"Ada": ReviewProgress(5, 6), "Zoë": ReviewProgress(1, 6)}
        file.apply("Ada", changes.reopen(file.review("Ada")))


def test_the_file_of_version_1_holds_all_that_the_version_had(tmp_path: Path) -> None:
    with ReviewFile(copied(1, tmp_path)) as file:
        review = file.review("Ada")
        kinds = {*get_args(ChangeKind)} - {"import", *MASK_CHANGES, *POINTING_CHANGES}
        assert {event.change.kind for event in file.history()} == kinds
        assert any(event.change.undoes for event in file.history())
        assert {type(record) for record in review.records.values()} == {
            *(Decision, Bookmark, Mark, BowelPreparation, SignOff)
        }
        assert {mark.mark for mark in review.marks} == {*MARK_KINDS}
        first = review.decisions[0]
        assert (first.state, first.card.histology, first.note) == (
            "confirmed",
            "sessile serrated lesion",
            "at the appendix, Größe ≥ 8 mm",
        )
        assert first.extent.box == (0.25, 0.25, 0.5, 0.75)
        frames = [(each.extent.first_frame, each.extent.last_frame) for each in review.decisions]
        assert frames == [(100, 200), (300, 349), (350, 400), (490, 610), (700, 720)]


def test_the_file_of_version_2_holds_masks(tmp_path: Path) -> None:
    with ReviewFile(copied(2, tmp_path)) as file:
        assert {*MASK_CHANGES} <= {event.change.kind for event in file.history("Zoë")}
        masks = file.review("Zoë").masks
        assert masks.frames(MaskSource.CORRECTED).tolist() == [120]
        assert masks.frames(MaskSource.PROPAGATED).tolist() == [121, 122, 123, 125]
        assert masks.frames(MaskSource.VERIFIED_EMPTY).tolist() == [10, 12, 30]
        stored = file.mask_of("Zoë", 120)
        assert stored is not None and stored.mask[256, 320] and not stored.mask[256, 320 + 128]
        assert (stored.model, stored.lesion, stored.picture_mark) == ("quick", "a", 77)
