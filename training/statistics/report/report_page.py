"""Assembles the report page from sections, tables and text."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

import cv2
import numpy as np
import pandas as pd

from polyp_core.export.provenance import RESEARCH_USE_ONLY, program_version
from polyp_core.frames.frame import Image
from training.statistics.dataset_summary import DatasetSummary
from training.statistics.estimates import Undefined
from training.statistics.hypotheses import QUESTIONS, Answer, Hypothesis, format_p
from training.statistics.report.html import element, page, picture, table, text
from training.statistics.report.sample_pictures import SamplePicture
from training.statistics.report_data import Description
from training.statistics.size_classes import NEARLY_EMPTY_COVERAGE, SIZE_CLASSES

_TITLE = "Colonoscopy images and polyp masks"
_JPEG_QUALITY = 88
_NAMED = 20
_TOGETHER = "All datasets"


def report_page(description: Description, charts: Mapping[str, bytes]) -> str:
    """Returns the page as HTML; `charts` are the charts' PNG files by key."""
    names = [d.name for d in description.datasets]
    drawn = _Charts(description, charts)
    sections = {
        "Datasets": _datasets(description),
        "Picture sizes": drawn("width", "height", "aspect_ratio", "width_and_height"),
        "Polyp sizes": drawn("coverage", "coverage_box", "size_classes") + _samples(description),
        "Empty masks": drawn("empty_masks") + _empty_masks(description),
        "Light and colour": drawn("brightness_and_contrast", "specular_share")
        + drawn(*drawn.starting("intensity"))
        + drawn(*drawn.starting("fingerprint")),
        "Polyp size and picture": drawn("aspect_ratio_and_coverage", "width_and_coverage"),
        "Hypotheses": _hypotheses(description),
        "Mask values and files": drawn("mask_values") + _files(description.datasets),
        "Near copies": _near_copies(description),
        "How this was measured": _method(),
    }
    lead = f"{len(description.table):,} pairs of {_count(len(names), 'dataset')}: {', '.join(names)}."
    head = element(
        "header",
        text("h1", _TITLE),
        text("p", lead, class_="lead"),
        text("span", RESEARCH_USE_ONLY, class_="notice"),
        element("nav", *(text("a", title, href=f"#{_anchor(title)}") for title in sections)),
    )
    body = (element("section", text("h2", title), content, id=_anchor(title)) for title, content in sections.items())
    foot = text("footer", f"Polyp Viewer {program_version()}. {RESEARCH_USE_ONLY}")
    style = files("training.statistics.report").joinpath("report.css").read_text(encoding="utf-8")
    return page(_TITLE, style, head, element("main", *body), foot)


class _Charts:
    """The charts as figures with captions, by key."""

    def __init__(self, description: Description, drawn: Mapping[str, bytes]) -> None:
        self._charts = description.charts
        self._drawn = drawn

    def __call__(self, *keys: str) -> str:
        figures = (picture(self._drawn[key], "png", self._charts[key].title, self._charts[key].caption) for key in keys)
        return element("div", *figures, class_="charts")

    def starting(self, prefix: str) -> list[str]:
        return [key for key in self._charts if key.startswith(prefix)]


def _datasets(description: Description) -> str:
    head = [
        "Dataset",
        "Layout",
        "Pairs",
        "Usable",
        "Smallest",
        "Largest",
        "Portrait",
        "Square",
        "Median coverage",
        "Groups",
    ]
    coverage = description.table.groupby("dataset")["coverage"].median()
    rows = [
        [
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
        ]
        for d in description.datasets
    ]
    return table(head, rows, text_columns=(1,))


def _samples(description: Description) -> str:
    parts = []
    for size in SIZE_CLASSES:
        pictures = description.pictures.get(size, [])
        if pictures:
            parts += [
                text("h3", f"{size.capitalize()}: {_count(len(pictures), 'sample')}"),
                element("div", *(_sample(p) for p in pictures), class_="samples"),
                element("div", *(picture(_jpeg(p.zoom), "jpeg", p.id) for p in pictures), class_="samples zooms"),
            ]
    return "".join(parts)


def _sample(shown: SamplePicture) -> str:
    return picture(_jpeg(shown.overlay), "jpeg", shown.id, f"{shown.coverage:.1%}  {shown.id}")


def _empty_masks(description: Description) -> str:
    def row(name: str, rows: pd.DataFrame) -> list[str]:
        truly, nearly = (rows["coverage"] == 0).sum(), (rows["coverage"] <= NEARLY_EMPTY_COVERAGE).sum()
        return [name, f"{len(rows):,}", *(f"{count:,} ({count / len(rows):.2%})" for count in (truly, nearly))]

    rows = [row(str(name), own) for name, own in description.table.groupby("dataset", sort=True)]
    sums = 1 if len(rows) > 1 else 0
    if sums:
        rows.append(row(_TOGETHER, description.table))
    return table(["Dataset", "Masks", "Truly empty", f"Coverage up to {NEARLY_EMPTY_COVERAGE}"], rows, sums=sums)


def _hypotheses(description: Description) -> str:
    answers = list(description.hypotheses.items())
    if description.pooled:
        answers = [(_TOGETHER, description.pooled), *answers]
    warnings = [f"{name}: {note}" for name, own in answers for note in own[0].notes]
    if description.pooled:
        warnings.append(
            "Pooled over datasets, an association can come from the datasets' differences alone (cameras, choice of "
            "polyps): trust it where it shows inside the datasets too."
        )
    shown = element("ul", *(text("li", warning) for warning in warnings), class_="warning") if warnings else ""
    return shown + "".join(_card([(name, own[index]) for name, own in answers]) for index in range(len(QUESTIONS)))


def _card(answers: Sequence[tuple[str, Hypothesis]]) -> str:
    """Returns one question with the answers for each dataset, by frame and by group."""
    question = answers[0][1].question
    words = element(
        "dl",
        *(text("dt", "Test") + text("dd", question.test)),
        *(text("dt", "Null hypothesis") + text("dd", question.null)),
        *(text("dt", "Alternative") + text("dd", question.alternative)),
    )
    rows = []
    for name, hypothesis in answers:
        rows.append([name, "frame", *_outcome(hypothesis.by_frame)])
        if hypothesis.by_group:
            rows.append(["", "group", *_outcome(hypothesis.by_group)])
    head = ["Dataset", "One value by", "n", "Statistic", f"{question.effect} [95 % interval]", "Plain reading"]
    return element(
        "article", text("h3", question.question), words, table(head, rows, text_columns=(1, 5)), class_="card"
    )


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


def _files(datasets: Sequence[DatasetSummary]) -> str:
    parts = []
    for dataset in datasets:
        for what, named in (
            ("pairs that cannot be read", dataset.problems),
            ("images without a mask", dataset.images_without_mask),
            ("masks without an image", dataset.masks_without_image),
            ("files with the same stem as another", dataset.same_stem),
            ("masks that are not binary", dataset.odd_masks),
            ("notes", dataset.notes),
        ):
            if named:
                parts.append(text("h3", f"{dataset.name}: {what} ({len(named)})"))
                more = (
                    [f"and {len(named) - _NAMED} more, all in the output of scan --json"] if len(named) > _NAMED else []
                )
                parts.append(element("ul", *(text("li", n) for n in [*named[:_NAMED], *more]), class_="files"))
    return "".join(parts) or text("p", "Every image has its mask, every file can be read, every mask is binary.")


def _near_copies(description: Description) -> str:
    found = text(
        "p",
        f"{_count(description.near_copy_count, 'pair')} of frames show the same scene; a random split would put many "
        f"of them on both sides. {_count(len(description.leaks), 'pair')} of them cross datasets or published lists.",
    )
    if not description.leaks:
        return found
    rows = [
        [leak.first, leak.second, leak.kind, " and ".join(leak.sides), f"{leak.picture:.2f}", f"{leak.detail:.2f}"]
        for leak in description.leaks
    ]
    return found + table(["First", "Second", "Kind", "Where", "Pictures alike", "Details alike"], rows)


def _method() -> str:
    return element(
        "dl",
        *(
            text("dt", term) + text("dd", meaning)
            for term, meaning in (
                ("Coverage", "Share of the picture's pixels where the mask, as one grey channel, lies above 127."),
                ("Brightness", "Mean of the luma (Rec. 601), 0 to 255; contrast is its standard deviation."),
                ("Specular", "Share of pixels whose red, green and blue all reach 220."),
                ("Size classes", "Quartiles of coverage over all masks that show a polyp."),
                (
                    "Effect",
                    "Correlations and Hedges' g: below 0.1 and 0.2 negligible, from 0.5 and 0.8 strong or large.",
                ),
                (
                    "p",
                    "Two-sided, not corrected for the number of tests. Spearman's is exact up to nine values.",
                ),
                (
                    "Groups",
                    "Video sequences, groups and recordings of the datasets' tables, and near copies. Which other "
                    "frames are of one patient is not known, so frames may depend on each other unseen.",
                ),
            )
        ),
    )


def _jpeg(image: Image) -> bytes:
    _, data = cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return np.asarray(data, np.uint8).tobytes()


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
