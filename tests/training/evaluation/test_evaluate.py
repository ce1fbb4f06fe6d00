"""Evaluation of the shipped model on real frames, compared with scores computed from its masks."""

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from polyp_core.errors import CancelledError, DatasetError, SourceError
from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.segmenter import Segmenter
from polyp_core.label_formats.mask_files import read_mask_image
from polyp_core.model.model_file import read_model_file
from resources import MODEL_FILE
from training.datasets.discovery import find_samples
from training.datasets.splits import Split
from training.evaluation.evaluate import Evaluation, as_json, evaluate, strata, summarise, worst
from training.evaluation.predict import predict
from training.evaluation.scoring import score_pairs, score_rows

FRAMES = Path(__file__).parents[2] / "data" / "polypgen"
PER_DATASET = [
    "n",
    "dice",
    "iou",
    "pooled_dice",
    "pooled_iou",
    "precision",
    "recall",
    "accuracy",
    "s_measure",
    "e_measure",
    "weighted_f",
    "mae",
    "empty_n",
    "empty_false_positive_rate",
]


@pytest.fixture(scope="module")
def shipped() -> Evaluation:
    return evaluate(MODEL_FILE, [FRAMES], device="cpu")


def test_rows_are_the_scores_of_the_viewer_masks(shipped: Evaluation) -> None:
    model = read_model_file(MODEL_FILE)
    images = [read_image(FRAMES / "images" / Path(path).name) for path in shipped.table["image_path"]]
    with Segmenter.open(model, "cpu") as segmenter:
        answers = segmenter.segment_images(images)
    for row, answer in zip(shipped.table.to_dict("records"), answers, strict=True):
        truth = read_mask_image(FRAMES / "masks" / f"{row['stem']}.png").grey() > 127
        for prefix, settings in (("", (0.5, 0.0)), ("shown_", (model.card.threshold, model.card.min_region_fraction))):
            shown = answer if prefix else answer.raw()
            mask = shown.mask_at(threshold=settings[0], min_region_fraction=settings[1])
            assert row[f"{prefix}tp"] == (mask & truth).sum()
            assert row[f"{prefix}fp"] == (mask & ~truth).sum()
            assert sum(row[prefix + name] for name in ("tp", "fp", "fn", "tn")) == truth.size
        assert row["coverage"] == truth.mean()


def test_means_pools_and_empty_frames(shipped: Evaluation) -> None:
    table = shipped.table
    polyp = table[table["coverage"] > 0]
    scores = summarise(table)
    assert (scores.n, scores.n + scores.empty_n) == (len(polyp), 10)
    assert scores.dice == pytest.approx(polyp["dice"].mean())
    assert scores.dice_interval[0] <= scores.dice <= scores.dice_interval[1]
    tp, fp, fn = (polyp[name].sum() for name in ("tp", "fp", "fn"))
    assert scores.pooled_dice == pytest.approx(2 * tp / (2 * tp + fp + fn))
    assert scores.pooled_iou == pytest.approx(scores.pooled_dice / (2 - scores.pooled_dice))
    assert scores.dice > 0.5  # it has learned from these frames
    claimed = table[table["coverage"] == 0]
    if len(claimed):
        assert scores.empty_false_positive_rate == pytest.approx((claimed["fp"] > 0).mean())


def test_empty_masks_are_counted_separately(shipped: Evaluation) -> None:
    table = shipped.table.copy()
    clear = table.index[table["coverage"] > 0][:2]
    table.loc[clear, ["coverage", "tp", "fn"]] = 0
    table.loc[clear[0], "fp"], table.loc[clear[1], "fp"] = 0, 9
    before = summarise(shipped.table[~shipped.table.index.isin(clear)])
    after = summarise(table)
    assert (after.n, after.dice, after.pooled_dice) == (before.n, before.dice, before.pooled_dice)
    assert after.empty_n == before.empty_n + 2
    only = summarise(table.loc[clear])
    assert only.n == 0 and math.isnan(only.dice) and only.empty_false_positive_rate == 0.5


def test_strata_contain_every_polyp_once(shipped: Evaluation) -> None:
    polyps = int((shipped.table["coverage"] > 0).sum())
    found = strata(shipped.table)
    assert list(found) == ["size", "brightness", "contrast", "specular_share"]
    assert all(sum(stratum.n for stratum in kinds) == polyps for kinds in found.values())
    assert [stratum.label for stratum in found["size"]] == ["small", "medium", "large", "huge"]
    listed = worst(shipped.table, 3)["dice"]
    assert list(listed) == sorted(shipped.table[shipped.table["coverage"] > 0]["dice"])[:3]


def test_json_has_the_documented_keys_and_no_nan(shipped: Evaluation) -> None:
    own = as_json(shipped)["datasets"]["polypgen"]
    assert set(PER_DATASET) <= own.keys() and set(PER_DATASET) <= own["at_card"].keys()
    assert not [value for value in own.values() if isinstance(value, float) and math.isnan(value)]


def test_predictions_on_mirrored_images_are_mirrored_back_before_averaging() -> None:
    image = read_image(FRAMES / "images" / "100H0050.jpg")
    with Segmenter.open(read_model_file(MODEL_FILE), "cpu") as segmenter:
        [plain], [averaged] = predict(segmenter, [image]), predict(segmenter, [image], tta=True)
        [mirrored] = predict(segmenter, [np.ascontiguousarray(image[:, ::-1])], tta=True)
    assert averaged.levels.shape == plain.levels.shape
    assert np.corrcoef(averaged.levels.ravel(), plain.levels.ravel())[0, 1] > 0.9
    # The average does not care which way the picture hangs, up to the odd pixel of the padding.
    assert np.abs(mirrored.levels[:, ::-1].astype(int) - averaged.levels).mean() < 1


def test_a_side_of_a_split_with_missing_pairs_is_refused(bright_model: Path) -> None:
    ids = [sample.id for sample in find_samples([FRAMES])]
    split = Split("grouped", 0, 0.2, (), train=tuple(ids[:7]), validation=tuple(ids[7:9]), test=tuple(ids[9:]))
    assert list(evaluate(bright_model, [FRAMES], split=split, saliency=False, device="cpu").table["id"]) == ids[9:]
    both = evaluate(bright_model, [FRAMES], split=split, side="validation", saliency=False, device="cpu")
    assert list(both.table["id"]) == ids[7:9]
    with pytest.raises(DatasetError, match="train, validation and test, not left"):
        evaluate(bright_model, [FRAMES], split=split, side="left")
    away = Split("grouped", 0, 0.2, (), train=(), validation=(*ids[:1], "polypgen/away"))
    with pytest.raises(DatasetError, match="1 of 2 pairs on the validation side"):
        evaluate(bright_model, [FRAMES], split=away)
    with pytest.raises(DatasetError, match="no pair on the side validation"):
        evaluate(bright_model, [FRAMES], side="validation")


def test_scoring_can_be_cancelled_and_names_a_missing_pair(bright_model: Path) -> None:
    samples = find_samples([FRAMES])
    with Segmenter.open(read_model_file(bright_model), "cpu") as segmenter:
        with pytest.raises(CancelledError):
            score_pairs(segmenter, samples, cancelled=lambda: True)
        stop: list[bool] = []
        many = samples * 4
        rows = score_rows(segmenter, many, saliency=False, cancelled=lambda: bool(stop))
        found = [next(rows)]
        stop.append(True)
        with pytest.raises(CancelledError):
            found.extend(rows)
        assert 8 <= len(found) < len(many)
        assert [row["id"] for row in found] == [sample.id for sample in many[: len(found)]]
        seen: list[tuple[int, int]] = []
        table = score_pairs(segmenter, samples[:3], saliency=False, on_progress=lambda *step: seen.append(step))
    assert isinstance(table, pd.DataFrame) and list(table["id"]) == [sample.id for sample in samples[:3]]
    assert seen[-1] == (3, 3)
    assert "mae" not in table


def test_an_unreadable_pair_is_reported_and_left_out(bright_model: Path, tmp_path: Path) -> None:
    samples = find_samples([FRAMES])
    gone = replace(samples[1], image_path=tmp_path / "gone.jpg")
    asked = [samples[0], gone, *samples[2:8], gone]
    errors: list[Exception] = []
    with Segmenter.open(read_model_file(bright_model), "cpu") as segmenter:
        rows = list(score_rows(segmenter, asked, saliency=False, on_unreadable=errors.append))
        with pytest.raises(SourceError, match=r"gone\.jpg"):
            list(score_rows(segmenter, asked, saliency=False))
    assert [row["id"] for row in rows] == [sample.id for sample in asked if sample is not gone]
    assert ["gone.jpg" in str(error) for error in errors] == [True, True]
