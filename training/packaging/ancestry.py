"""What a model card says of the models that a model was made from."""

import re
from collections.abc import Iterable

from polyp_core.display_text import counted
from polyp_core.model.card import ModelCard
from polyp_core.model.model_file import ModelFile


def format_ancestors(models: Iterable[tuple[ModelFile, str]]) -> str:
    """Returns sentences on models that a run learned from, each with how, such as "Distilled from".

    They include the models' own training data and notes; a model that also occurs in the notes of a later one is
    described once.
    """
    sentences: list[str] = []
    described: list[ModelFile] = []
    for model, how in models:
        text = f"{how} {_description(model)}"
        for earlier in described:
            text = text.replace(_description(earlier), f"{_identity(earlier)}, described above.")
        sentences.append(text)
        described.append(model)
    return " ".join(sentences)


def format_ancestor(model: ModelFile, how: str = "Started from the weights of") -> str:
    """Returns sentences on one model that a run learned from."""
    return format_ancestors([(model, how)])


def learned_datasets(card: ModelCard) -> list[str]:
    """Returns the names of the datasets that a model learned from, and of those of the models that it started from."""
    # As `format_ancestor` writes them into the notes.
    before = re.findall(r"(?:learned from |\), )([^()]+) \(\d+ pairs", card.notes)
    return list(dict.fromkeys([*(data.dataset for data in card.training_data), *before]))


def _description(model: ModelFile) -> str:
    data = ", ".join(
        f"{data.dataset} ({counted(data.pairs, 'pair')}, {data.part})" for data in model.card.training_data
    )
    learned = f" That model had learned from {data}." if data else ""
    return f"{_identity(model)}.{learned} {model.card.notes}".rstrip()


def _identity(model: ModelFile) -> str:
    return f"{model.card.name} (SHA-256 {model.sha256[:12]})"
