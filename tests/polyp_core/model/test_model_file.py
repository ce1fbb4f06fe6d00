import json
import random
import struct
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydantic import ValidationError
from safetensors.numpy import save_file

from polyp_core.errors import ExportError, ModelFileError
from polyp_core.model.card import ModelCard, Score, TrainingDataset
from polyp_core.model.model_file import ModelFile, read_model_file, write_model_file
from polyp_core.model.model_file import _checksum as checksum
from resources import MODEL_FILE

CARD = ModelCard(
    name="a test's model",
    architecture="unet",
    encoder=None,
    threshold=0.37,
    training_data=(TrainingDataset(dataset="Größe", pairs=3, licence="CC BY 4.0"),),
    split="none",
    scores=(Score(dataset="d", images=3, protocol="p", metrics={"dice": 0.5}),),
    date=date(2026, 1, 2),
    licence="research",
)


@pytest.fixture
def weights() -> dict[str, NDArray[Any]]:
    generator = np.random.default_rng(5)
    return {
        "conv.weight": generator.normal(size=(4, 3, 3, 3)).astype(np.float32),
        "norm.running_var": generator.random(4).astype(np.float32),
        "norm.num_batches_tracked": np.array(17),
    }


@pytest.fixture
def small(tmp_path: Path, weights: dict[str, NDArray[Any]]) -> ModelFile:
    extra = {"openvino.xml": b"<net/>", "openvino.bin": bytes(range(256))}
    return write_model_file(tmp_path / "models" / "kleines Modell.safetensors", CARD, weights, extra)


def header_of(path: Path) -> tuple[dict[str, Any], bytes]:
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def with_card(path: Path, **changes: object) -> Path:
    """Changes fields of the card in the file and nothing else."""
    header, tensors = header_of(path)
    ours = json.loads(header["__metadata__"]["polyp_viewer"])
    ours["card"].update(changes)
    header["__metadata__"]["polyp_viewer"] = json.dumps(ours)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + tensors)
    return path


def test_a_written_model_is_read_back(small: ModelFile, weights: dict[str, NDArray[Any]]) -> None:
    read = read_model_file(small.path)
    assert read == small
    assert read.card == CARD
    assert read.extra_names == ("openvino.bin", "openvino.xml")
    assert read.extra("openvino.xml") == b"<net/>"
    assert read.extra("openvino.bin") == bytes(range(256))
    stored = read.weights()
    assert stored.keys() == weights.keys()
    assert stored["conv.weight"].dtype == np.float16
    np.testing.assert_array_equal(stored["conv.weight"], weights["conv.weight"].astype(np.float16))
    assert stored["norm.num_batches_tracked"] == 17
    with pytest.raises(KeyError):
        read.extra("conv.weight")


def test_the_same_model_gives_the_same_file(small: ModelFile, weights: dict[str, NDArray[Any]], tmp_path: Path) -> None:
    extra = {name: small.extra(name) for name in small.extra_names}
    again = write_model_file(tmp_path / "again.safetensors", CARD, dict(reversed(weights.items())), extra)
    assert again.sha256 == small.sha256
    assert again.path.read_bytes() == small.path.read_bytes()


def test_another_card_is_another_model(small: ModelFile, weights: dict[str, NDArray[Any]], tmp_path: Path) -> None:
    extra = {name: small.extra(name) for name in small.extra_names}
    other_card = CARD.model_copy(update={"threshold": 0.38})
    other = write_model_file(tmp_path / "other.safetensors", other_card, weights, extra)
    assert other.sha256 != small.sha256


def test_unknown_card_fields_are_kept(small: ModelFile, weights: dict[str, NDArray[Any]]) -> None:
    later = CARD.model_dump() | {"said_later": {"by": "another version"}}
    card = write_model_file(small.path, ModelCard.model_validate(later), weights).card
    assert card.model_dump()["said_later"] == {"by": "another version"}
    changed = card.model_copy(update={"weak_points": ("Blood: often takes it for a polyp.",)})
    assert write_model_file(small.path, changed, weights).card.model_dump()["said_later"]["by"] == "another version"


def test_weights_are_in_the_order_of_their_names() -> None:
    names = list(read_model_file(MODEL_FILE).weights())
    assert len(names) > 100 and names == sorted(names)


def test_a_truncated_file_is_refused(small: ModelFile) -> None:
    data = small.path.read_bytes()
    for length in range(0, len(data), 11):
        small.path.write_bytes(data[:length])
        with pytest.raises(ModelFileError):
            read_model_file(small.path)
    small.path.write_bytes(data[:-1])
    with pytest.raises(ModelFileError, match="incomplete or damaged"):
        read_model_file(small.path)


def test_a_file_with_any_byte_changed_is_refused_or_unchanged_in_meaning(small: ModelFile) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    data = small.path.read_bytes()
    for _ in range(600):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        small.path.write_bytes(changed)
        try:
            # White space of the header may change without harm; nothing else may.
            assert read_model_file(small.path) == small
        except ModelFileError as error:
            assert str(small.path) in str(error)


def test_a_changed_weight_is_detected(small: ModelFile) -> None:
    data = bytearray(small.path.read_bytes())
    data[-300] ^= 1
    small.path.write_bytes(data)
    with pytest.raises(ModelFileError, match="altered after it was made"):
        read_model_file(small.path)


def test_a_changed_card_is_detected(small: ModelFile) -> None:
    with pytest.raises(ModelFileError, match="altered after it was made"):
        read_model_file(with_card(small.path, licence="do what you like"))


def test_weights_of_a_file_changed_after_opening_are_refused(
    small: ModelFile, weights: dict[str, NDArray[Any]]
) -> None:
    write_model_file(small.path, CARD, {name: value * 2 for name, value in weights.items()})
    with pytest.raises(ModelFileError, match="has changed since it was opened"):
        small.weights()


def test_kept_content_serves_one_use(small: ModelFile) -> None:
    model = read_model_file(small.path, keep_content=True)
    small.path.unlink()
    assert model.weights()
    with pytest.raises(ModelFileError, match="there is no such file"):
        model.weights()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"format_version": 4}, "has format version 4, and this Polyp Viewer reads versions up to 3"),
        ({"format_version": "new"}, "has format version new"),
        (
            {"architecture": "segformr"},
            "the network 'segformr', which this Polyp Viewer does not have. Did you mean Seg",
        ),
        ({"architecture": "Unet", "encoder": None}, "Unet needs an encoder, such as resnet34"),
        ({"decoder_channels": [8]}, "unet is the study's network"),
        ({"architecture": ["resunet"]}, "is for the network"),
        ({"encoder": "resnet18"}, "unet has the encoder None, not resnet18"),
        ({"threshold": 1.5}, "threshold: Input should be less than or equal to 1"),
        ({"std": [0, 1, 1]}, "std must be greater than 0"),
        ({"input_size": 250}, "input_size: Input should be a multiple of 32"),
    ],
)
def test_an_unusable_card_is_refused_with_the_reason(
    small: ModelFile, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_model_file(with_card(small.path, **changes))
    assert sentence in str(caught.value)
    assert str(small.path) in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"std": [1e-9, 1, 1]}, "std between 0.001 and 10"),
        ({"std": [0.2, 0.2, 300.0]}, "std between 0.001 and 10"),
        ({"mean": [0.5, 0.5, 120.0]}, "mean must lie between -1 and 2"),
        ({"name": "n" * 201}, "name: String should have at most 200 characters"),
        ({"notes": "n" * 200_001}, "notes is longer than 200000 characters"),
        ({"notes": "a\ud800b"}, "notes contains invalid characters"),
        ({"architecture": "\ud800"}, "is for the network"),
        ({"architecture": "x" * 100_000}, "is for the network"),
        ({"format_version": "v" * 100_000}, "has format version v"),
        ({"format_version": 10**400}, "out of range"),
        ({"scores": [{"dataset": "d", "images": 10**12, "protocol": "p", "metrics": {}}]}, "out of range"),
        ({"scores": [{"dataset": "d", "images": 1, "protocol": "p", "metrics": {"m": 1e300}}]}, "out of range"),
        ({"training_data": [{"dataset": "d", "pairs": 1, "licence": "l"}] * 1001}, "more than 1000 items"),
        ({"threshold": float("nan")}, "the number NaN, which is out of range"),
        ({"colour\ud800": 1}, "is invalid"),
    ],
)
def test_card_values_out_of_range_are_refused_with_the_reason(
    small: ModelFile, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ModelFileError) as caught:
        read_model_file(with_card(small.path, **changes))
    text = str(caught.value)
    assert sentence in text and str(small.path) in text
    assert len(text) < 500 + len(str(small.path)) and text.encode()


def with_header(path: Path, text: bytes) -> Path:
    _, tensors = header_of(path)
    path.write_bytes(struct.pack("<Q", len(text)) + text + tensors)
    return path


def test_invalid_headers_are_refused(small: ModelFile) -> None:
    header, _ = header_of(small.path)
    whole = json.dumps(header).encode()
    card = json.loads(header["__metadata__"]["polyp_viewer"])

    def ours(text: str) -> bytes:
        return json.dumps(header | {"__metadata__": {"polyp_viewer": text}}).encode()

    twice = json.dumps(card).replace('"name"', '"threshold": 0.5, "name"', 1)
    absurd = (
        b"[" * 200_000,
        b'{"a":' * 200_000,
        whole[:-1] + b', "conv.weight": {"dtype": "U8", "shape": [0], "data_offsets": [0, 0]}}',
        whole.replace(b'"F16"', b'"BF16"'),
        whole.replace(b'"F16"', b"7"),
        whole.replace(b"conv.weight", b"\\ud800"),
        whole.replace(b"[4, 3, 3, 3]", b"[4294967296, 4294967296, 4294967296]"),
        whole.replace(b"[4, 3, 3, 3]", b"[" + b"9" * 5000 + b"]"),
        b'{"__metadata__": 3}',
        b'{"__metadata__": {"polyp_viewer": 3}}',
        b"{" + b" " * (17 << 20) + whole[1:],
        ours("[" * 100_000),
        ours('{"card": ' * 100_000),
        ours(twice),
        ours("x" * (5 << 20)),
        ours(json.dumps(card | {"sha256": None})),
    )
    data = small.path.read_bytes()
    for text in absurd:
        small.path.write_bytes(data)
        with pytest.raises(ModelFileError) as caught:
            read_model_file(with_header(small.path, text))
        print(caught.value)
        assert str(small.path) in str(caught.value) and len(str(caught.value)) < 500 + len(str(small.path))
    small.path.write_bytes(struct.pack("<Q", 2**63) + data[8:])
    with pytest.raises(ModelFileError, match="incomplete or damaged"):
        read_model_file(small.path)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("kind", [np.float16, np.float32])
def test_nan_weights_are_refused_when_read(
    small: ModelFile, weights: dict[str, NDArray[Any]], bad: float, kind: type
) -> None:
    """Another program may have written them, with a correct checksum."""
    tensors = {name: value.astype(kind) if value.dtype.kind == "f" else value for name, value in weights.items()}
    tensors["norm.running_var"][2] = bad
    fields = CARD.model_dump(mode="json")
    header = json.dumps({"card": fields, "sha256": checksum(fields, tensors)})
    save_file(tensors, small.path, {"polyp_viewer": header})
    with pytest.raises(ModelFileError, match=r"The weights of norm\.running_var in .* are not all finite"):
        read_model_file(small.path)


def test_card_values_out_of_range_are_not_written(tmp_path: Path, weights: dict[str, NDArray[Any]]) -> None:
    with pytest.raises(ModelFileError, match="name: String should have at most 200"):
        write_model_file(tmp_path / "x.safetensors", CARD.model_copy(update={"name": "n" * 300}), weights)
    assert not list(tmp_path.iterdir())


def test_an_invalid_card_counts_as_damage(small: ModelFile, weights: dict[str, NDArray[Any]]) -> None:
    for card in ("no json", "[]", "{}", '{"card": 3, "sha256": ""}', '{"card": {}, "sha256": ""}'):
        save_file(weights, small.path, {"polyp_viewer": card})
        with pytest.raises(ModelFileError, match=r"The card in the model file .* is damaged"):
            read_model_file(small.path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.safetensors", b"", "is not a model file"),
        ("notes.safetensors", b"Dear colleague, here are the weights.", "is not a model file"),
        ("renamed.safetensors", b"PK\x03\x04 and the rest of a zip", "is a PyTorch checkpoint"),
        ("old.safetensors", b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j", "is a PyTorch checkpoint"),
        ("best_model.pth", b"whatever it holds", "Convert it to a model file with: polyp-train import-weights"),
    ],
)
def test_other_files_are_refused_as_no_model_file(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelFileError) as caught:
        read_model_file(tmp_path / name)
    assert sentence in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)


def test_weights_without_a_card_are_refused(tmp_path: Path, weights: dict[str, NDArray[Any]]) -> None:
    save_file(weights, tmp_path / "bare.safetensors")
    with pytest.raises(ModelFileError, match="no model card"):
        read_model_file(tmp_path / "bare.safetensors")


def test_a_missing_model_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="there is no such file"):
        read_model_file(tmp_path / "nowhere.safetensors")
    with pytest.raises(ModelFileError, match="cannot be read"):
        read_model_file(tmp_path)


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e6])
def test_weights_outside_the_range_of_half_precision_are_not_written(
    tmp_path: Path, weights: dict[str, NDArray[Any]], bad: float
) -> None:
    weights["conv.weight"][1, 2, 0, 0] = bad
    with pytest.raises(ModelFileError, match=r"conv\.weight"):
        write_model_file(tmp_path / "bad.safetensors", CARD, weights)
    assert not list(tmp_path.iterdir())


def test_weights_and_extras_are_separate(tmp_path: Path, weights: dict[str, NDArray[Any]]) -> None:
    with pytest.raises(ValueError, match="both"):
        write_model_file(tmp_path / "x.safetensors", CARD, weights, {"conv.weight": b"1"})
    with pytest.raises(ValueError, match="bytes"):
        write_model_file(tmp_path / "x.safetensors", CARD, {"w": np.zeros(3, np.uint8)})


def test_a_file_at_the_path_of_the_folder_is_an_export_error(tmp_path: Path, weights: dict[str, NDArray[Any]]) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match=r"part of the path is a file|already exists"):
        write_model_file(tmp_path / "file" / "m.safetensors", CARD, weights)


def test_card_values_are_validated() -> None:
    for wrong in ({"threshold": -0.1}, {"name": ""}, {"format_version": 4}, {"threshold": float("nan")}):
        with pytest.raises(ValidationError):
            ModelCard.model_validate({**CARD.model_dump(), **wrong})


def test_the_shipped_model_is_valid_and_described() -> None:
    model = read_model_file(MODEL_FILE)
    assert model.card.architecture == "resunet"
    assert model.card.intended_use == "Research use only. Not for diagnosis."
    assert {score.dataset: score.images for score in model.card.scores}.items() >= {
        "kvasir-seg": 120,
        "cvc-clinicdb": 612,
    }.items()
    assert {check.dataset for check in model.card.engines} == {"kvasir-seg", "cvc-clinicdb"}
    assert all(abs(check.dice - check.reference_dice) <= 0.005 for check in model.card.engines)
    assert sum(data.pairs for data in model.card.training_data) == 3751
    assert {str(value.dtype) for value in model.weights().values()} == {"float16", "int64"}
    assert set(model.extra_names) == {"openvino.bin", "openvino.xml", "probe.answer", "probe.picture"}
