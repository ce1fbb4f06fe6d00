from polyp_core.model.model_file import read_model_header
from resources import MODEL_FOLDER
from training.datasets.picture_hashes import format_seen, hashes_of


def test_the_light_model_names_its_training_pictures() -> None:
    card = read_model_header(MODEL_FOLDER / "light.safetensors").card
    assert sum(data.pairs for data in card.training_data) == 3761
    assert len(hashes_of(card)) == 3756  # five pictures are copies of others
    assert format_seen(card, []) == ""
    other = read_model_header(MODEL_FOLDER / "resunet34.safetensors").card
    assert "does not name its training pictures" in format_seen(other, [])
