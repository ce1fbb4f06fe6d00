"""The user's answers on masks whose files are ambiguous: which labels are polyp, and whether they are inverted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from polyp_core.errors import DatasetError
from polyp_core.label_formats.mask_labels import Label, MaskReading, label_text, parse_label
from training.datasets.dataset_names import dataset_key
from training.datasets.found_dataset import FoundDataset

INVERTED, UPRIGHT, ALL = "inverted", "upright", "all"


@dataclass(frozen=True, slots=True)
class MaskAnswer:
    """The user's answer for the masks of a dataset: which labels are polyp, and whether they are inverted.

    Empty `labels` and None leave the decision to the files. With `every`, every label except 0 is polyp.
    """

    labels: tuple[Label, ...] = ()
    every: bool = False
    inverted: bool | None = None

    def __str__(self) -> str:
        parts = [ALL] if self.every else [label_text(label) for label in self.labels]
        if self.inverted is not None:
            parts.append(INVERTED if self.inverted else UPRIGHT)
        return ",".join(parts)

    @classmethod
    def parse(cls, text: str) -> "MaskAnswer":
        """Parses labels, `all`, `inverted` and `upright`, separated by commas. Raises DatasetError."""
        parts = [part.strip() for part in text.split(",")]
        labels = tuple(parse_label(part) for part in parts if part not in (ALL, INVERTED, UPRIGHT))
        if 0 in labels:
            raise DatasetError("0 is background. Give the values that polyps have.")
        inverted = INVERTED in parts if {INVERTED, UPRIGHT} & set(parts) else None
        return cls(labels, ALL in parts, inverted)

    def joined(self, other: "MaskAnswer") -> "MaskAnswer":
        """Returns both answers combined; `other` takes precedence."""
        inverted = self.inverted if other.inverted is None else other.inverted
        return replace(other if other.has_labels else self, inverted=inverted)

    @property
    def has_labels(self) -> bool:
        return bool(self.labels) or self.every


@dataclass(frozen=True, slots=True)
class MaskAnswers:
    """Answers for all datasets that need one, and for single ones by name or folder.

    `readings`, by dataset, were decided earlier and take precedence over the files.
    """

    general: MaskAnswer = field(default_factory=MaskAnswer)
    single: Mapping[str, MaskAnswer] = field(default_factory=dict)
    readings: Mapping[str, MaskReading] = field(default_factory=dict)

    @classmethod
    def parse(cls, label_values: Sequence[str] = (), invert: bool | None = None) -> "MaskAnswers":
        """Parses `1,2` for all and `DATASET=1,2` for one. Raises DatasetError."""
        general, single = MaskAnswer(), {}
        for text in label_values:
            name, equals, values = text.rpartition("=")
            answer = MaskAnswer.parse(values)
            if equals:
                single[name.strip()] = answer
            else:
                general = answer
        return cls(replace(general, inverted=invert) if invert is not None else general, single)

    def of(self, dataset: FoundDataset) -> MaskAnswer | None:
        """Returns the answer for this dataset by its name or its folder, or its own; None if there is none."""
        places = (dataset.folders, *dataset.sides)
        folders = {path.resolve() for each in places for path in (each.root, each.masks) if path is not None}
        for name, answer in self.single.items():
            if dataset_key(name) == dataset_key(dataset.name) or Path(name).resolve() in folders:
                return answer
        return MaskAnswer.parse(dataset.mask_answer) if dataset.mask_answer else None

    def options(self) -> list[str]:
        """Returns the answers for single datasets as options of polyp-train."""
        return [word for name, answer in self.single.items() for word in ("--label-values", f"{name}={answer}")]

    def refuse_unknown(self, datasets: Sequence[FoundDataset]) -> None:
        """Raises DatasetError if a single answer is for none of `datasets`; folders may be of others."""
        for name in self.single:
            known = any(MaskAnswers(single={name: MaskAnswer()}).of(dataset) for dataset in datasets)
            if not known and not Path(name).is_absolute():
                raise DatasetError(
                    "There is no dataset {name} to read masks of. The datasets are {names}.",
                    name=name,
                    names=", ".join(dataset.name for dataset in datasets),
                )

    def refuse_needless_inversion(self, readings: Iterable[MaskReading]) -> None:
        """Raises DatasetError if the user said that all masks are inverted, and those of no dataset are."""
        if self.general.inverted and not any(reading.inverted for reading in readings):
            raise DatasetError(
                "No dataset has masks that cover more than half of most pictures, so none was inverted. Leave out "
                "--invert-masks, or name the dataset: --label-values DATASET=inverted."
            )


NO_ANSWERS = MaskAnswers()
