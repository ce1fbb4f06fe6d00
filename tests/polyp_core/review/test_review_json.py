"""Reviews as JSON: round trip, and what an import refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from polyp_core.errors import ReviewError
from polyp_core.review import changes
from polyp_core.review.lesion_card import LesionCard
from polyp_core.review.records import BowelPreparation, Decision, Recording
from polyp_core.review.review_file import ReviewFile
from polyp_core.review.review_json import ReviewDocument, import_reviews, read_review_json, write_review_json

Times = NDArray[np.float64]


@pytest.fixture
def file(tmp_path: Path, recording: Recording, times_s: Times, decision: Callable[..., Decision]) -> ReviewFile:
    """A review with a record of each kind, by two readers."""
    file = ReviewFile(tmp_path / "first.sqlite", recording)
    first = decision(100, 200, note="Größe\n≥ 10 mm", card=LesionCard(site="caecum", jnet="2A"))
    file.apply("Zoë", changes.set_state(file.review("Zoë"), first, "confirmed"))
    file.apply("Zoë", changes.split(file.review("Zoë"), file.review("Zoë").decisions[0], 150, times_s))
    file.apply("Zoë", changes.add_bookmark(file.review("Zoë"), 7, times_s, "look"))
    file.apply("Zoë", changes.set_mark(file.review("Zoë"), "washing", 20, 40, times_s))
    file.apply("Zoë", changes.set_bowel_preparation(file.review("Zoë"), BowelPreparation(left=2)))
    file.apply("Zoë", changes.sign_off(file.review("Zoë")))
    file.apply("Ada", changes.add_by_hand(file.review("Ada"), 300, 330, times_s, box=(0.1, 0.2, 1 / 3, 0.9)))
    return file


def test_export_and_import_give_the_same_reviews(file: ReviewFile, tmp_path: Path, recording: Recording) -> None:
    write_review_json(file, tmp_path / "review.json")
    document = read_review_json(tmp_path / "review.json")
    assert document == ReviewDocument.of(file)
    with ReviewFile(tmp_path / "second.sqlite", recording) as second:
        assert import_reviews(second, document) == ["Ada", "Zoë"]
        for reader in ("Ada", "Zoë"):
            assert second.review(reader).records == dict(file.review(reader).records)
        assert [event.change.kind for event in second.history()] == ["import", "import"]
        import_reviews(second, document)
        assert len(second.history()) == 2, "what is there already is not stored again"
        write_review_json(second, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "review.json").read_bytes()
    file.close()


def test_an_import_into_a_complete_review_changes_nothing(file: ReviewFile, times_s: Times) -> None:
    document = ReviewDocument.of(file)
    for reader in ("Ada", "Zoë"):
        review = file.review(reader)
        file.apply(reader, changes.reopen(review) if review.is_complete else changes.sign_off(review))
    file.apply("Zoë", changes.add_bookmark(file.review("Zoë"), 9, times_s))
    file.apply("Zoë", changes.sign_off(file.review("Zoë")))
    count = len(file.history())
    with pytest.raises(ReviewError, match="is complete"):
        import_reviews(file, document)
    assert len(file.history()) == count
    file.close()


def test_a_review_of_another_recording_is_refused(file: ReviewFile, tmp_path: Path, recording: Recording) -> None:
    document = ReviewDocument.of(file)
    other = recording.replaced(key="cd" * 32)
    with ReviewFile(tmp_path / "other.sqlite", other) as second:
        with pytest.raises(ReviewError, match="does not belong to this recording"):
            import_reviews(second, document)
        assert second.readers == ()
        import_reviews(second, document, from_other_recording=True)
        assert second.readers == ("Ada", "Zoë")
    with ReviewFile(tmp_path / "short.sqlite", other.replaced(key="ef" * 32, frame_count=330)) as short:
        with pytest.raises(ReviewError, match="entry at frame 330"):
            import_reviews(short, document, from_other_recording=True)
        assert short.readers == ()
    file.close()


def test_invalid_documents_are_refused(file: ReviewFile, tmp_path: Path) -> None:
    path = tmp_path / "review.json"
    write_review_json(file, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    file.close()
    broken = [
        ({"format": "coco"}, "is not a review of Polyp Viewer as JSON"),
        ({"version": 99}, "newer version"),
        ({"readers": [{"reader": "x", "marks": [{"id": "m", "mark": "lunch"}]}]}, "is not a valid review: readers"),
        ({"recording": {**content["recording"], "key": "../../x"}}, r"recording\.key"),
    ]
    for fields, message in broken:
        path.write_text(json.dumps(content | fields), encoding="utf-8")
        with pytest.raises(ReviewError, match=message):
            read_review_json(path)
    for text, message in {"[]": "is not a review", "{": "cannot be read"}.items():
        path.write_text(text)
        with pytest.raises(ReviewError, match=message):
            read_review_json(path)
    with pytest.raises(ReviewError, match="does not exist"):
        read_review_json(tmp_path / "missing.json")
