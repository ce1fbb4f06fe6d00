"""What a card says of the models that a model was made from."""

from pathlib import Path

from polyp_core.model.card import TrainingDataset
from polyp_core.model.model_file import write_model_file
from tests.colour_model import write_colour_model
from training.packaging.ancestry import format_ancestor, format_ancestors, learned_datasets

CENTRE = TrainingDataset(dataset="centre", pairs=9, part="all", licence="research")
CLINIC = TrainingDataset(dataset="clinic", pairs=4, part="all", licence="research")


def test_a_model_that_is_also_an_ancestor_of_another_is_described_once(tmp_path: Path) -> None:
    first = write_colour_model(tmp_path / "first.safetensors", name="first", has_graph=False)
    first = write_model_file(
        first.path, first.card.model_copy(update={"training_data": (CENTRE,), "notes": "Nine epochs."}), first.weights()
    )
    teacher = write_colour_model(tmp_path / "teacher.safetensors", name="teacher", has_graph=False)
    notes = f"Two networks. {format_ancestor(first, 'A member is')}"
    card = teacher.card.model_copy(update={"training_data": (CENTRE, CLINIC), "notes": notes})
    teacher = write_model_file(teacher.path, card, teacher.weights())

    text = format_ancestors([(first, "Started from the weights of"), (teacher, "Distilled from")])
    known = f"first (SHA-256 {first.sha256[:12]})"
    assert text == (
        f"Started from the weights of {known}. That model had learned from centre (9 pairs, all). Nine epochs. "
        f"Distilled from teacher (SHA-256 {teacher.sha256[:12]}). That model had learned from centre (9 pairs, all), "
        f"clinic (4 pairs, all). Two networks. A member is {known}, described above."
    )
    student = first.card.model_copy(update={"training_data": (), "notes": text})
    assert learned_datasets(student) == ["centre", "clinic"]
