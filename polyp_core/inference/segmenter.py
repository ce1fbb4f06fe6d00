"""Segmenter: runs a model on pictures with the fastest engine that works, and returns predictions."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, Self

import numpy as np

from polyp_core.context_manager import ContextManagerMixin
from polyp_core.display_text import filled, joined
from polyp_core.errors import DeviceError
from polyp_core.frames.frame import Frame, Image
from polyp_core.inference.devices import Device, has_cuda
from polyp_core.inference.engine import Batch, Engine, EngineOutput, OverlappingEngine, Precision
from polyp_core.masks.prediction import Prediction, picture_mark
from polyp_core.model.letterbox import Letterbox
from polyp_core.model.model_file import ModelFile, read_model_file
from polyp_core.programs import has_pytorch

DeviceChoice = Literal["auto", "cuda", "cpu"]

OpenEngine = Callable[[ModelFile], Engine]


class Segmenter(ContextManagerMixin):
    """A loaded model. One thread makes all calls of `segment`, `segment_images` and `close`."""

    def __init__(self, model: ModelFile, engines: Sequence[OpenEngine], *, insist: bool = False) -> None:
        """Starts the first of `engines` that works, or only the very first with `insist`; see `open`.

        If an engine fails later, the remaining ones are tried. Raises DeviceError if none starts.
        """
        self.model = model
        self.notices: tuple[str, ...] = ()
        """Messages for the user about engines that failed."""
        self._untried = list(engines)
        self._last_failure: str | None = None  # message after all engines have failed
        try:
            self._engine = self._untried.pop(0)(model) if insist else self._next_engine()
        finally:
            model.release_content()

    @classmethod
    def open(cls, model: ModelFile | Path | str, device: DeviceChoice = "auto", precision: Precision = "auto") -> Self:
        """Opens `model` on `device`; "auto" uses CUDA if it works, otherwise the CPU.

        On the CPU, `precision` "auto" uses the quantised graph if the model has one, "float" never does. If a device
        fails later, the CPU takes over, even if "cuda" was requested. Raises ModelFileError if the file is invalid,
        DeviceError if "cuda" is requested and does not work.
        """
        if device == "cuda" and not has_cuda():
            raise DeviceError(
                "There is no CUDA device on this machine. Choose the CPU, or install the NVIDIA graphics driver."
            )
        if device == "cuda" and not has_pytorch():
            raise DeviceError("A graphics card needs PyTorch, which is not part of this installation. Choose the CPU.")
        model = model if isinstance(model, ModelFile) else read_model_file(model, keep_content=True)
        return cls(model, _engines(device, precision), insist=device == "cuda")

    @property
    def device(self) -> Device:
        """The device that the model currently runs on."""
        return self._engine.device

    @property
    def engine(self) -> str:
        """Label of the current engine: library and precision."""
        return self._engine.label

    @property
    def batch_size(self) -> int:
        """Batch size with the highest throughput."""
        return self._engine.batch_size

    @property
    def batches_at_once(self) -> int:
        """How many batches may be begun before the first of them is finished."""
        return 2 if isinstance(self._engine, OverlappingEngine) else 1

    def begin(self, frames: Sequence[Frame]) -> Callable[[], list[Prediction]]:
        """Begins to segment `frames`; the returned function waits for the result of `segment`, and raises its errors.

        Results are taken in the order in which batches were begun.
        """
        images, indices = [frame.image for frame in frames], [frame.index for frame in frames]
        if self._last_failure is None and isinstance(self._engine, OverlappingEngine):
            return self._begin(images, indices, self._engine.start)
        predictions = self._segment(images, indices)
        return lambda: predictions

    def segment(self, frames: Sequence[Frame]) -> list[Prediction]:
        """Returns the prediction for each of `frames`, in order.

        If the engine fails or runs out of memory, the next one takes over and a message is added to `notices`. Raises
        DeviceError with the last engine's message if none is left, then and for all later frames.
        """
        return self._segment([frame.image for frame in frames], [frame.index for frame in frames])

    def segment_images(self, images: Sequence[Image]) -> list[Prediction]:
        """As `segment`, for pictures (H x W x 3 uint8 RGB, sizes may differ); frame indices count from 0."""
        return self._segment(images, range(len(images)))

    def close(self) -> None:
        """Closes the engine; no other takes over. Idempotent."""
        self._untried.clear()
        self._engine.close()

    def _segment(self, images: Sequence[Image], indices: Sequence[int]) -> list[Prediction]:
        if not images:
            return []
        if self._last_failure is not None:
            raise DeviceError(self._last_failure)
        engine = self._engine
        return self._begin(images, indices, lambda batch: partial(engine.run, batch))()

    def _begin(
        self, images: Sequence[Image], indices: Sequence[int], start: Callable[[Batch], Callable[[], EngineOutput]]
    ) -> Callable[[], list[Prediction]]:
        """Begins to segment `images` by `start` of the current engine."""
        side = self.model.card.input_size
        letterboxes = [Letterbox(image.shape[1], image.shape[0], side) for image in images]
        batch = np.empty((len(images), side, side, 3), np.uint8)
        for square, image, letterbox in zip(batch, images, letterboxes, strict=True):
            square[...] = letterbox.apply(image)
        engine = self._engine
        try:
            output_of = start(batch)
        except DeviceError as error:
            output_of = partial(_fail, error)

        def finish() -> list[Prediction]:
            output, label = self._finish(batch, engine, output_of)
            presences = [None] * len(images) if output.presence is None else [float(value) for value in output.presence]
            level = self.model.card.presence_level or 0.0
            return [
                Prediction(index, levels, letterbox, label, picture_mark(image), presence, level)
                for index, levels, letterbox, image, presence in zip(
                    indices, output.levels, letterboxes, images, presences, strict=True
                )
            ]

        return finish

    def _finish(self, batch: Batch, engine: Engine, output_of: Callable[[], EngineOutput]) -> tuple[EngineOutput, str]:
        """Returns the output for `batch`, which `engine` began, and the label of the engine that computed it."""
        while True:
            try:
                return output_of(), engine.label
            except DeviceError as error:
                if engine is self._engine:  # else it failed at the batch before
                    engine.close()
                    self._replace_engine(error)
                engine = self._engine
                output_of = partial(engine.run, batch)

    def _replace_engine(self, failure: DeviceError) -> None:
        try:
            self._engine = self._next_engine(failure)
        except DeviceError as error:
            self._last_failure = error.text
            raise

    def _next_engine(self, failure: DeviceError | None = None) -> Engine:
        while self._untried:
            if failure:
                slower = filled("The model now runs on another engine, which may be slower.")
                self.notices += (joined((failure.text, slower)),)
            try:
                return self._untried.pop(0)(self.model)
            except DeviceError as error:
                failure = error
        raise failure or DeviceError("No engine on this computer can run the model.")


def _fail(error: DeviceError) -> EngineOutput:
    raise error


def _engines(device: DeviceChoice, precision: Precision) -> list[OpenEngine]:
    """Returns the engines for `device` and their fallbacks, fastest first."""
    on_cpu: list[OpenEngine] = [partial(_openvino, precision=precision)]
    if not has_pytorch():
        return on_cpu
    on_cpu.append(_torch_cpu)
    if device == "cuda" or (device == "auto" and has_cuda()):
        return [_torch_cuda, *on_cpu]
    return on_cpu


def _openvino(model: ModelFile, precision: Precision) -> Engine:
    try:
        from polyp_core.inference.openvino_engine import OpenVinoEngine
    except ImportError as error:  # a system library that OpenVINO needs is missing
        raise DeviceError("OpenVINO cannot be loaded: {error}.", error=str(error)) from error
    return OpenVinoEngine(model, precision)


def _torch_cuda(model: ModelFile) -> Engine:
    from polyp_core.inference.torch_engine import TorchEngine

    return TorchEngine(model, "cuda")


def _torch_cpu(model: ModelFile) -> Engine:
    from polyp_core.inference.torch_engine import TorchEngine

    return TorchEngine(model, "cpu")
