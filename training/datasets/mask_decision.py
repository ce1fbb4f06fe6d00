"""Decides for a whole dataset which values or colours of its masks are polyp.

One file is not enough: of the classes 1 and 2 it may contain only 2. Ambiguous masks are refused until the user
answers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Literal

import numpy as np

from polyp_core.display_text import FilledText, filled, joined, mark
from polyp_core.errors import DatasetError, SourceError
from polyp_core.label_formats.mask_files import read_mask_image
from polyp_core.label_formats.mask_image import MaskImage
from polyp_core.label_formats.mask_labels import (
    COLOUR,
    PLAIN,
    Label,
    MaskReading,
    colour_label,
    label_text,
    lies_between,
)
from polyp_core.masks.regions import Mask
from polyp_core.printable_names import composed
from training.datasets.found_dataset import FoundDataset
from training.datasets.mask_answers import NO_ANSWERS, MaskAnswer, MaskAnswers
from training.datasets.mask_texts import format_list, format_or
from training.datasets.mask_values import NEAR_BLACK, NEAR_WHITE, WHITE, LabelCount, MaskValues, Shades, mask_values

LARGE_COVERAGE = 0.5
LARGE_SHARE = 0.9
"""Share of pictures with masks above LARGE_COVERAGE from which masks may be inverted."""

LOOKED_AT = 24
_GUESSED_FROM = 8
"""Masks that are looked at before all are read: enough for nearly every dataset, and each takes time twice."""

_INNER_SHARE = 0.02
_ONE_LEVEL_SHARE = 0.75
_PEAKED = 0.6
_LEAST_CLASS_SHARE = 0.1
_LITTLE_WHITE = 0.02
_LEAST_LEVEL = 64
_STAIN_SHARE = 0.02
_BORDERS = 0.99
_NAMED = 8

RefusalKind = Literal["classes", "shades", "large", "absent"]


@dataclass(frozen=True, slots=True)
class MaskRefusal:
    """Why the polyp pixels of a dataset's masks cannot be determined.

    `labels` are the values in its masks, each with the number of masks; `advice` is for the command line.
    """

    dataset: str
    kind: RefusalKind
    reason: str
    advice: FilledText
    labels: tuple[tuple[Label, int], ...] = ()

    @property
    def text(self) -> FilledText:
        """Reason and advice."""
        return joined([self.reason, self.advice])

    def __str__(self) -> str:
        return str(self.text)


class MaskDecision:
    """Decides how the masks of one dataset are read: first by their values, then by their coverage."""

    def __init__(self, dataset: FoundDataset, answers: MaskAnswers = NO_ANSWERS) -> None:
        self._name = dataset.name
        self._own = answers.of(dataset)
        self._answer = self._own or answers.general
        by_form = {composed(name): reading for name, reading in answers.readings.items()}
        self._decided = by_form.get(composed(dataset.name))

    def guess(self, known: Sequence[str], unread: Sequence[Path]) -> MaskReading:
        """Returns the likely reading, from `known` values of some masks and a look at a few others; else PLAIN.

        If it is right for all masks, none has to be read twice.
        """
        reading = self.from_samples(known, unread, _GUESSED_FROM)
        return PLAIN if isinstance(reading, MaskRefusal) else reading

    def from_samples(
        self, known: Sequence[str], unread: Sequence[Path], most: int = LOOKED_AT
    ) -> MaskReading | MaskRefusal:
        """Decides from the `known` values of some masks, as text, and from at most `most` of the others."""
        if self._decided is not None:
            return self._decided
        places = {round(place) for place in np.linspace(0, len(unread) - 1, min(most, len(unread)))}
        looks = [look for place in sorted(places) if (look := _try_read(unread[place])) is not None]
        reading = self.from_values([*known, *(values for values, _ in looks)])
        if isinstance(reading, MaskRefusal) or not looks:
            return reading
        return self.from_coverage(reading, [_coverage(image.mask(reading)) for _, image in looks])

    def from_values(self, values: Iterable[str]) -> MaskReading | MaskRefusal:
        """Decides, except inversion, from the values of all masks, `MaskValues` as text."""
        if self._decided is not None:
            return self._decided
        found = _MaskStatistics.of(values)
        decided = found.reading(self._name)
        if not self._answer.has_labels:
            return decided
        if self._own is None and decided == PLAIN:
            return PLAIN  # the answer is meant for the other datasets
        return found.answered(self._name, self._answer, decided)

    def from_coverage(self, reading: MaskReading, coverages: Sequence[float]) -> MaskReading | MaskRefusal:
        """Returns `reading`, inverted if needed, from the coverage (0..1) of each mask under it."""
        if self._decided is not None:
            return self._decided
        inverted = self._answer.inverted
        large = sum(coverage > LARGE_COVERAGE for coverage in coverages)
        if inverted is None:
            if not coverages or large < LARGE_SHARE * len(coverages):
                return reading
            return MaskRefusal(
                self._name,
                "large",
                filled(
                    "The masks of {dataset} cover more than half of {large} of {n} pictures. They may be inverted: "
                    "black where the polyp is.",
                    dataset=self._name,
                    large=str(large),
                    n=str(len(coverages)),
                ),
                filled(
                    "Answer in the Dataset workspace, or in a command by --invert-masks to invert them, or "
                    "--no-invert-masks to confirm them."
                ),
            )
        # An answer for all datasets applies only to those whose masks look inverted.
        applies = self._own is not None or large > len(coverages) / 2
        return replace(reading, inverted=True) if inverted and applies else reading


def sample_reading(dataset: FoundDataset, answers: MaskAnswers) -> MaskReading:
    """Returns the reading of the masks of `dataset` from a few of them. Raises DatasetError if they are ambiguous."""
    masks = [sample.mask_path for sample in dataset.samples if sample.mask_path is not None]
    reading = MaskDecision(dataset, answers).from_samples((), masks)
    if isinstance(reading, MaskRefusal):
        raise DatasetError(reading.text)
    return reading


def _try_read(path: Path) -> tuple[str, MaskImage] | None:
    """Returns the values of a mask as text, and the mask; None if it cannot be read."""
    try:
        image = read_mask_image(path)
        return str(mask_values(image, path)), image
    except SourceError:
        return None  # reported when all masks are read


def _coverage(mask: Mask) -> float:
    return int(np.count_nonzero(mask)) / mask.size


@dataclass(frozen=True, slots=True)
class _MaskStatistics:
    """Labels and grey levels over all masks of a dataset."""

    counts: Mapping[Label, LabelCount]
    files: Counter[Label]
    shades: tuple[Shades, ...]
    white_alone: int
    """Masks that contain 255 and no label between the noise of black and of white."""
    indices: Mapping[int, tuple[Label, ...]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "_MaskStatistics":
        counts: dict[Label, LabelCount] = {}
        files: Counter[Label] = Counter()
        shades = []
        white_alone = 0
        indices: dict[int, set[Label]] = defaultdict(set)
        for value in map(MaskValues.parse, texts):
            if value.shades is not None:
                shades.append(value.shades)
            held = {count.label for count in value.labels}
            files.update(held)
            white_alone += WHITE in held and not any(label < NEAR_WHITE or label >= COLOUR for label in held)
            for count in value.labels:
                if count.index is not None:
                    indices[count.index].add(count.label)
                before = counts.get(count.label)
                if before is not None:
                    count = LabelCount(  # a third of the time of `replace`
                        count.label,
                        count.pixels + before.pixels,
                        count.inner_px + before.inner_px,
                        count.index,
                        count.void and before.void,
                    )
                counts[count.label] = count
        return cls(counts, files, tuple(shades), white_alone, {i: tuple(sorted(own)) for i, own in indices.items()})

    def reading(self, dataset: str) -> MaskReading | MaskRefusal:
        """Decides from the files alone."""
        void, classes = self._without_void()
        if not self.shades and not classes:
            return PLAIN
        if any(label >= COLOUR for label in classes):
            return self._decide_colours(dataset, classes, void)
        if self.shades or any(NEAR_WHITE <= label <= WHITE for label in classes):
            return self._decide_greys(dataset, classes)
        return self._decide_numbers(dataset, classes)

    def answered(
        self, dataset: str, answer: MaskAnswer, decided: MaskReading | MaskRefusal
    ) -> MaskReading | MaskRefusal:
        """Applies `answer`; at least one of its labels must occur in the masks."""
        if self.shades:
            return self._threshold_from(answer, decided)
        _, classes = self._without_void()
        border = decided.others if isinstance(decided, MaskReading) else ()
        known = set(self.counts)
        if answer.every:
            polyps = set(classes) - set(border)
        else:
            polyps = {label for label in answer.labels if label in known}
            by_index = {label for label in answer.labels if label in self.indices}
            if by_index and not polyps:
                return MaskReading(polyps=tuple(sorted(by_index)))
            for index in by_index:
                polyps |= set(self.indices[index])
        if decided == PLAIN and WHITE in polyps:
            return PLAIN
        if not polyps:
            if not known:
                return PLAIN
            wanted = reduce(format_or, map(label_text, answer.labels))
            return MaskRefusal(
                dataset,
                "absent",
                filled(
                    "None of the masks of {dataset} holds {wanted}. They hold {found}.",
                    dataset=dataset,
                    wanted=wanted,
                    found=self._listed(classes),
                ),
                self._advice(classes),
                self._counted(classes),
            )
        return MaskReading(polyps=tuple(sorted(polyps)), others=tuple(sorted((known - polyps) - {0})))

    def _threshold_from(self, answer: MaskAnswer, decided: MaskReading | MaskRefusal) -> MaskReading | MaskRefusal:
        """With noise or soft edges around the levels, only the uppermost of them can be polyps."""
        if isinstance(decided, MaskReading):
            return decided
        levels = sorted(label for label, _ in decided.labels if label < COLOUR)
        chosen = set(levels) if answer.every else set(levels) & set(answer.labels)
        upper = sorted(chosen) if chosen == set(levels[len(levels) - len(chosen) :]) else []
        if answer.every and not levels:
            return MaskReading(cut=0)
        if not upper:
            return decided
        lower = [level for level in levels if level < upper[0]]
        return MaskReading(cut=(upper[0] + (lower[-1] if lower else 0)) // 2)

    def _without_void(self) -> tuple[set[Label], set[Label]]:
        void = {label for label, count in self.counts.items() if count.void}
        classes = set(self.counts) - void
        return (void, classes) if classes else (set(), void)

    def _decide_colours(self, dataset: str, labels: set[Label], void: set[Label]) -> MaskReading | MaskRefusal:
        large = {label for label in labels if self._is_area(label)} or labels
        between = {label for label in labels - large if lies_between(label, large)}
        classes = labels - between
        if self.shades:
            classes |= {WHITE}
        if len(classes) > 1 and not _are_red_and_green(classes):
            return self._several(dataset, classes)
        return MaskReading(polyps=tuple(sorted(classes)), others=tuple(sorted(void)))

    def _decide_numbers(self, dataset: str, classes: set[Label]) -> MaskReading | MaskRefusal:
        """Decides for labels without a white one."""
        total = sum(self.counts[label].pixels for label in classes)
        main = max(classes, key=lambda label: self.counts[label].pixels)
        soft = classes - {main}
        if (
            soft
            and main >= _LEAST_LEVEL
            and self.counts[main].pixels >= _ONE_LEVEL_SHARE * total
            and not any(self._is_area(label) for label in soft)
        ):
            return MaskReading(cut=main // 2)
        if len(classes) > 1:
            return self._several(dataset, classes)
        return MaskReading(polyps=(main,))

    def _decide_greys(self, dataset: str, labels: set[Label]) -> MaskReading | MaskRefusal:
        """Decides for white with noise and soft edges, labels in addition to white, or grey levels around a peak."""
        noisy = bool(self.shades) or any(NEAR_WHITE <= label < WHITE for label in labels)
        classes = {
            label
            for label in labels
            if label < NEAR_WHITE
            and self._is_area(label)
            and not (noisy and label <= NEAR_BLACK)
            and not self._is_stain(label)
        } | {label for label in labels if label > WHITE}
        bright = {label for label in labels if NEAR_WHITE <= label <= WHITE}
        if not classes:
            return self._decide_shades(dataset, bool(bright))
        if bright == {WHITE} and not self.shades and self._is_border(classes):
            if len(classes) == 1:
                return MaskReading(polyps=tuple(classes), others=(WHITE,))
            return self._several(dataset, classes)
        return self._several(dataset, classes | (bright or {WHITE}))

    def _decide_shades(self, dataset: str, labelled_white: bool) -> MaskReading | MaskRefusal:
        white = sum(shade.white_px for shade in self.shades)
        between = sum(shade.between_px for shade in self.shades)
        peaks = [shade for shade in self.shades if shade.peak_px]
        if peaks and between:
            middle = int(np.median(np.repeat([s.peak for s in peaks], [max(1, s.peak_px // 64) for s in peaks])))
            peak = sum(shade.peak_px for shade in peaks if abs(shade.peak - middle) <= NEAR_BLACK)
            if peak >= _PEAKED * between and peak >= _LEAST_CLASS_SHARE * (white + between):
                if labelled_white or white > _LITTLE_WHITE * (white + between):
                    return self._several(dataset, {middle, WHITE})
                if middle >= _LEAST_LEVEL:
                    return MaskReading(cut=middle // 2)
        if white or labelled_white:
            return PLAIN
        return MaskRefusal(
            dataset,
            "shades",
            filled(
                "The masks of {dataset} contain many grey levels and none near white (255), so it is unclear what is a "
                "polyp.",
                dataset=dataset,
            ),
            filled(
                "Save them with 255 for polyps. If every value except 0 is polyp, say so in the Dataset workspace, or "
                "in a command by --label-values all."
            ),
        )

    def _is_border(self, classes: set[Label]) -> bool:
        """True if 255 is the border that PASCAL VOC draws around labels: never alone, and less than they are."""
        white = self.counts[WHITE]
        return (
            max(classes) < _LEAST_LEVEL
            and self.white_alone <= (1 - _BORDERS) * self.files[WHITE]
            and white.pixels <= sum(self.counts[label].pixels for label in classes)
        )

    def _is_stain(self, label: Label) -> bool:
        """True if the label is dark and rare compared with white, like the spots in CVC-ClinicDB's background."""
        white = sum(count.pixels for other, count in self.counts.items() if NEAR_WHITE <= other <= WHITE)
        white += sum(shade.white_px for shade in self.shades)
        return label < _LEAST_LEVEL and self.counts[label].pixels < _STAIN_SHARE * white

    def _is_area(self, label: Label) -> bool:
        count = self.counts[label]
        return count.inner_px > _INNER_SHARE * count.pixels

    def _several(self, dataset: str, classes: set[Label]) -> MaskRefusal:
        return MaskRefusal(
            dataset,
            "classes",
            filled(
                "The masks of {dataset} hold several classes: {classes}. It is unclear which of them are polyps.",
                dataset=dataset,
                classes=self._listed(classes),
            ),
            self._advice(classes),
            self._counted(classes),
        )

    def _counted(self, classes: set[Label]) -> tuple[tuple[Label, int], ...]:
        return tuple((label, self.files[label]) for label in sorted(classes))

    def _listed(self, classes: set[Label]) -> str:
        listed = reduce(format_list, map(self._described, sorted(classes)[:_NAMED]))
        more = len(classes) - _NAMED
        return filled("{values} and {n} more", values=listed, n=more) if more > 0 else listed

    def _described(self, label: Label) -> str:
        files = self.files[label]
        if not files:
            return str(label)
        text = mark("{n} mask") if files == 1 else mark("{n} masks")
        masks = filled(text, n=str(files))
        index = self.counts[label].index if label in self.counts else None
        if index is not None:
            masks = filled("{masks}, number {index} of the palette", masks=masks, index=str(index))
        return filled("{value} ({masks})", value=label_text(label), masks=masks)

    def _advice(self, classes: set[Label]) -> FilledText:
        chosen = ",".join(map(label_text, sorted(classes)[:2]))
        return filled(
            "Say which are polyps in the Dataset workspace, or in a command, such as by --label-values {values}.",
            values=f'"{chosen}"' if "#" in chosen else chosen,
        )


def _are_red_and_green(classes: set[Label]) -> bool:
    """True for the two polyp classes of BKAI-IGH NeoPolyp."""
    return classes == {colour_label(255, 0, 0), colour_label(0, 255, 0)}
