"""Compares the CUDA engine with eager PyTorch and torch.compile, from uint8 images to uint8 maps, in turn.

    python benchmarks/cuda_engine.py [FOLDER] [--rounds 20] [--model FILE]

Input and output are arrays in CPU memory. "eager fp32" is what a plain script does; the other two use half precision
and channels last like the CUDA engine, the compiled one with CUDA graphs.
"""

import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from measuring import Spread, machine, report
from numpy.typing import NDArray

from polyp_core.frames.stills.image_files import read_image
from polyp_core.inference.devices import device_name
from polyp_core.inference.torch_engine import LogitsNetwork, TorchEngine, levels_of_logits
from polyp_core.masks.probability_levels import probability_bytes
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, read_model_file
from resources import MODEL_FILE

Squares = NDArray[np.uint8]
Run = Callable[[Squares], Squares]

BATCH_SIZES = (1, 16)
OPERATIONS_PER_FRAME = 2 * 7.81e9
WARM_UP_S = 0.5
PICTURES = Path(__file__).parents[1] / "tests" / "data" / "polypgen" / "images"


def in_pytorch(model: ModelFile, dtype: torch.dtype, mode: str | None = None) -> Run:
    """Returns the network in PyTorch, compiled if a `mode` of torch.compile is given."""
    network = LogitsNetwork(model, dtype).eval().to("cuda")
    compiled = torch.compile(network, mode=mode) if mode else network

    @torch.inference_mode()
    def run(squares: Squares) -> Squares:
        logits, _ = compiled(torch.from_numpy(squares).to("cuda"))
        return levels_of_logits(logits).cpu().numpy()

    return run


def frames_per_second(run: Run, squares: Squares, rounds: int) -> list[float]:
    """Returns one value per round, each over enough calls for a tenth of a second."""
    run(squares)
    start, calls = time.perf_counter(), 0
    while time.perf_counter() - start < WARM_UP_S:
        run(squares)
        calls += 1
    calls = max(1, calls // 5)
    numbers = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(calls):
            run(squares)
        numbers.append(calls * len(squares) / (time.perf_counter() - start))
    return numbers


def main(
    folder: Annotated[Path, typer.Argument(help="A folder of images.", show_default=False)] = PICTURES,
    rounds: Annotated[int, typer.Option(min=1, help="Measurements of each.")] = 20,
    model: Annotated[Path, typer.Option(help="A model file.", show_default=False)] = MODEL_FILE,
) -> None:
    """Prints frames per second at two batch sizes, and the difference from fp32 on the CPU."""
    environment = machine() | {"card": device_name("cuda"), "cuda": torch.version.cuda}
    opened = read_model_file(model)
    side = opened.card.input_size
    pictures = [read_image(path) for path in sorted(folder.iterdir())]
    squares = np.stack([Letterbox(picture.shape[1], picture.shape[0], side).apply(picture) for picture in pictures])
    reference = probability_bytes(TorchEngine(opened, "cpu").run(squares).levels).astype(int)
    on_cuda = TorchEngine(opened, "cuda")
    runs: dict[str, Run] = {
        "eager fp32": in_pytorch(opened, torch.float32),
        "eager fp16, channels last": in_pytorch(opened, torch.float16),
        "torch.compile fp16": in_pytorch(opened, torch.float16, "reduce-overhead"),
        "ours": lambda squares: on_cuda.run(squares).levels,
    }
    rows = []
    for size in BATCH_SIZES:
        batch = np.stack(list(islice(cycle(squares), size)))
        speeds = {name: frames_per_second(run, batch, rounds) for name, run in runs.items()}
        for name, run in runs.items():
            maps = probability_bytes(np.concatenate([run(square[None]) for square in squares])).astype(int)
            rows.append(
                {
                    "batch": size,
                    "engine": name,
                    "fps": Spread.of(speeds[name]),
                    "times_eager_fp32": Spread.of(
                        [own / eager for own, eager in zip(speeds[name], speeds["eager fp32"], strict=True)]
                    ),
                    "tflop_per_s": round(np.median(speeds[name]) * OPERATIONS_PER_FRAME / 1e12, 1),
                    "mean_level_difference": float(np.abs(maps - reference).mean()),
                    "pixels_of_same_side": float(((maps > 127) == (reference > 127)).mean()),
                }
            )
            typer.echo(", ".join(f"{key} {value}" for key, value in rows[-1].items()))
    report("cuda-engine", environment, {"pictures": len(pictures), "rounds": rounds, "engines": rows})


if __name__ == "__main__":
    typer.run(main)
