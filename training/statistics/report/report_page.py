"""Prepares the numbers and texts of the statistics report, which `templates/dataset_report.html` lays out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from polyp_core.display_text import counted
from polyp_core.export.html_pages import render_page
from polyp_core.export.images import encode_jpeg
from training.statistics.dataset_summary import DatasetSummary
from training.statistics.estimates import Undefined
from training.statistics.hypotheses import QUESTIONS, Answer, Hypothesis, format_empty_choice, format_p
from training.statistics.report.sample_pictures import SamplePicture
from training.statistics.report_data import ReportData
from training.statistics.size_classes import NEARLY_EMPTY_COVERAGE, SIZE_CLASSES

_TITLE = "Colonoscopy images and polyp masks"
_NAMED = 20
_TOGETHER = "All datasets"
_POOLED_WARNING = (
    "Pooled over datasets, an association can come from the datasets' differences alone (cameras, choice of polyps): "
    "trust it where it shows inside the datasets too."
)


def report_page(data: ReportData, drawn: Mapping[str, bytes]) -> str:
    """Returns the page as HTML; `drawn` are the charts' PNG files by key."""
    names = [d.name for d in data.datasets]
    answers = list(data.hypotheses.items())
    if data.pooled:
        answers = [(_TOGETHER, data.pooled), *answers]
    notes = [f"{name}: {note}" for name, own in answers for note in own[0].notes]
    return render_page(
        "training.statistics.report",
        "dataset_report.html",
        title=_TITLE,
        heading=_TITLE,
        lead=f"{counted(len(data.table), 'pair')} of {counted(len(names), 'dataset')}: {', '.join(names)}. "
        f"Measured on {data.date.isoformat()}.",
        charts=data.charts,
        drawn=drawn,
        intensity_charts=[key for key in data.charts if key.startswith("intensity")],
        fingerprint_charts=[key for key in data.charts if key.startswith("fingerprint")],
        datasets=_dataset_rows(data),
        differences=_difference_rows(data),
        names=tuple(names),
        samples={size: list(map(_sample, data.pictures[size])) for size in SIZE_CLASSES if data.pictures.get(size)},
        nearly_empty=NEARLY_EMPTY_COVERAGE,
        empty_masks=_empty_mask_rows(data.table),
        warnings=[*notes, _POOLED_WARNING] if data.pooled else notes,
        hypotheses=[
            (answers[0][1][index].question, list(_answer_rows([(name, own[index]) for name, own in answers])))
            for index in range(len(QUESTIONS))
        ],
        files=list(_listed_files(data.datasets)),
        near_copies=data.near_copy_count,
        leaks=[
            (leak.first, leak.second, leak.kind, " and ".join(leak.sides), f"{leak.picture:.2f}", f"{leak.detail:.2f}")
            for leak in data.leaks
        ],
    )


def _dataset_rows(data: ReportData) -> list[tuple[str, ...]]:
    coverage = data.table.groupby("dataset")["coverage"].median()
    return [
        (
            d.name,
            d.layout,
            f"{d.pairs:,}",
            f"{d.usable:,}",
            d.smallest_px,
            d.largest_px,
            f"{d.portrait:,}",
            f"{d.square:,}",
            f"{coverage[d.name]:.1%}" if d.usable else "",
            f"{d.groups:,}" if d.groups else "not known",
        )
        for d in data.datasets
    ]


def _difference_rows(data: ReportData) -> list[tuple[str, ...]]:
    return [
        (
            f"{each.title} ({each.unit})",
            *(each.format(d.name) if d.name in each.datasets else "" for d in data.datasets),
            _signed(each.delta) if each.delta is not None else "",
            each.reading,
        )
        for each in data.differences
    ]


def _sample(shown: SamplePicture) -> dict[str, Any]:
    return {
        "id": shown.id,
        "caption": f"{shown.coverage:.1%}  {shown.id}",
        "overlay": encode_jpeg(shown.overlay),
        "zoom": encode_jpeg(shown.zoom),
    }


def _empty_mask_rows(table: pd.DataFrame) -> list[tuple[str, ...]]:
    def row(name: str, rows: pd.DataFrame) -> tuple[str, ...]:
        truly, nearly = (rows["coverage"] == 0).sum(), (rows["coverage"] <= NEARLY_EMPTY_COVERAGE).sum()
        return name, f"{len(rows):,}", *(f"{count:,} ({count / len(rows):.2%})" for count in (truly, nearly))

    rows = [row(str(name), own) for name, own in table.groupby("dataset", sort=True)]
    return [*rows, row(_TOGETHER, table)] if len(rows) > 1 else rows


def _answer_rows(answers: Sequence[tuple[str, Hypothesis]]) -> Iterator[tuple[str, ...]]:
    """The answers to one question for each dataset, by frame and by group."""
    for name, hypothesis in answers:
        choice = f", {format_empty_choice(with_empty=hypothesis.with_empty)}" if hypothesis.empty else ""
        yield name, f"frame{choice}", *_outcome(hypothesis.by_frame)
        if hypothesis.by_group:
            yield "", f"group{choice}", *_outcome(hypothesis.by_group)
        if hypothesis.by_frame_otherwise:
            otherwise = format_empty_choice(with_empty=not hypothesis.with_empty)
            yield "", f"frame, {otherwise}", *_outcome(hypothesis.by_frame_otherwise)


def _outcome(answer: Answer) -> Iterator[str]:
    outcome = answer.outcome
    yield " and ".join(f"{n:,}" for n in outcome.n)
    if isinstance(outcome, Undefined):
        yield from ("", "not defined")
    else:
        yield f"{outcome.statistic_name} = {_signed(outcome.statistic)}, {format_p(outcome.p)}"
        interval = ", ".join(map(_signed, outcome.interval)) if outcome.interval else "no interval"
        yield f"{_signed(outcome.effect)} [{interval}]"
    yield answer.reading


def _signed(number: float) -> str:
    return f"{number:.2f}".replace("-", "\N{MINUS SIGN}")


def _listed_files(datasets: Sequence[DatasetSummary]) -> Iterator[tuple[str, list[str]]]:
    """Headings with the files or notes below them."""
    for dataset in datasets:
        for what, named in (
            ("pairs that cannot be read", dataset.problems),
            ("images without a mask", dataset.images_without_mask),
            ("masks without an image", dataset.masks_without_image),
            ("files with the same stem as another", dataset.same_stem),
            ("other files left out", dataset.left_out),
            ("masks that are not binary", dataset.odd_masks),
            ("notes", dataset.notes),
        ):
            if named:
                more = [f"and {len(named) - _NAMED} more, all in the output of scan --json"]
                yield (
                    f"{dataset.name}: {what} ({len(named)})",
                    [*named[:_NAMED], *(more if len(named) > _NAMED else [])],
                )
