"""The settings of a training run as one validated object.

Does not import torch: the window's form and the command line's help are made from it.
"""

from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from polyp_core.display_text import filled, mark
from polyp_core.model.network_spec import Architecture, Channels, NetworkSpec, near_matches, reason_of, spec_of
from training.config.presets import PresetName

OptimiserName = Literal["adam", "adamw", "sgd", "rmsprop", "nadam", "radam"]
ScheduleName = Literal["constant", "plateau", "cosine", "onecycle", "linear", "polynomial", "step", "exponential"]
LossName = Literal["bce", "dice", "focal", "tversky", "lovasz", "jaccard"]


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _named_losses(value: tuple[str, ...]) -> tuple[str, ...]:
    """Returns each loss as `name:weight`, with weight 1 if none is given."""
    weights: dict[str, float] = {}
    for text in value:
        name, _, weight = (part.strip() for part in text.partition(":"))
        name = name.lower()
        if name not in get_args(LossName):
            near = near_matches(name, get_args(LossName))
            text = mark("there is no loss {name}.{near} The losses are {names}")
            raise ValueError(filled(text, name=name, near=near, names=", ".join(get_args(LossName))))
        if name in weights:
            raise ValueError(filled("the loss {name} is named twice", name=name))
        try:
            weights[name] = float(weight or 1)
        except ValueError:
            text = mark("the weight of {name} is a number, as in {name}:0.5, not {weight}")
            raise ValueError(filled(text, name=name, weight=weight)) from None
        if not 0 < weights[name] < float("inf"):
            raise ValueError(filled("the weight of {name} is above 0, not {weight}", name=name, weight=weight))
    return tuple(f"{name}:{weight:g}" for name, weight in weights.items())


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AugmentConfig(_Settings):
    """Augmentation of training pairs. A probability of 0 switches an augmentation off."""

    flip: float = Field(0.5, ge=0, le=1, description="Probability of a horizontal flip, and of a vertical one.")
    quarter_turn: float = Field(0.0, ge=0, le=1, description="Probability of a rotation by 90, 180 or 270 degrees.")
    affine: float = Field(0.5, ge=0, le=1, description="Probability of a rotation, scaling and shift.")
    rotate_deg: float = Field(30.0, ge=0, le=180, description="Largest rotation in either direction, in degrees.")
    scale: float = Field(0.1, ge=0, lt=1, description="Largest change of scale: 0.1 means 0.9 to 1.1.")
    shift: float = Field(0.05, ge=0, lt=1, description="Largest shift as a share of the square's side.")
    light: float = Field(0.5, ge=0, le=1, description="Probability of a change of brightness, contrast and gamma.")
    brightness: float = Field(0.2, ge=0, lt=1, description="Largest change of brightness and of contrast.")
    colour: float = Field(0.5, ge=0, le=1, description="Probability of a change of hue and saturation.")
    hue: int = Field(8, ge=0, le=90, description="Largest change of hue, in steps of 2 degrees as in OpenCV.")
    saturation: int = Field(25, ge=0, le=255, description="Largest change of saturation, on a scale of 0 to 255.")
    white_balance: float = Field(0.0, ge=0, lt=1, description="Largest change of each colour channel's gain.")
    blur: float = Field(0.2, ge=0, le=1, description="Probability of a Gaussian or a motion blur.")
    noise: float = Field(0.0, ge=0, le=1, description="Probability of Gaussian noise.")
    jpeg: float = Field(0.0, ge=0, le=1, description="Probability of JPEG artefacts.")
    highlights: float = Field(0.0, ge=0, le=1, description="Probability of added specular highlights.")
    border: float = Field(
        0.0, ge=0, le=1, description="Probability of a black border like that around an endoscope's view."
    )
    cutout: float = Field(0.0, ge=0, le=1, description="Probability of grey boxes that hide parts of the picture.")
    polyp_free: float = Field(
        0.0,
        ge=0,
        le=1,
        description="Probability of an enlarged crop without a polyp; about a third of pairs have space for one.",
    )
    residue: float = Field(0.0, ge=0, le=1, description="Probability of drawn lumps and crumbs of stool.")
    bubbles: float = Field(0.0, ge=0, le=1, description="Probability of drawn bubbles; the mask under them is kept.")
    instrument: float = Field(
        0.0, ge=0, le=1, description="Probability of a drawn instrument that enters from the edge of the view."
    )
    blood: float = Field(0.0, ge=0, le=1, description="Probability of drawn pools and streaks of blood.")
    mosaic: float = Field(0.0, ge=0, le=1, description="Probability that part of another pair is pasted in (CutMix).")


class FitConfig(_Settings):
    """The settings of a training run. Every field can be set on the command line with `--set field=value`."""

    preset: PresetName = Field("enhanced", description="The preset that the other settings are based on.")

    architecture: Architecture = Field(
        "resunet", description="resunet or unet, the study's networks; or one of smp's, such as Unet, FPN, Segformer."
    )
    encoder: str | None = Field(
        None,
        description="The encoder by smp's name, such as resnet34 or tu-tf_efficientnet_lite0; none takes the usual.",
    )
    encoder_depth: int = Field(5, ge=3, le=5, description="Steps of the encoder, each of which halves the side.")
    decoder_channels: Channels | None = Field(
        None,
        description="Channels of the decoder's steps, such as 96,64,48; fewer steps than the encoder's end at a half "
        "or a quarter of the side. none takes the architecture's own.",
    )
    dropout: float = Field(
        0.0, ge=0, lt=1, description="Share of the decoder's output channels set to 0 in training (dropout)."
    )
    side_px: int = Field(
        256, ge=32, le=1024, multiple_of=32, description="Side of the network's square input, in pixels."
    )
    scales: tuple[Annotated[float, Field(gt=0, le=4)], ...] = Field(
        (),
        description="Shares of the side, such as 0.75,1,1.25, of which one is drawn for each training batch; none "
        "trains at the side alone.",
    )
    encoder_weights: str = Field(
        "none",
        description="imagenet (from an installed package, or fetched once), the path of a weights file, or none.",
    )
    start_from: Path | None = Field(
        None, description="A model file of this program whose weights the training starts from."
    )

    epochs: int = Field(20, ge=1, description="Number of epochs; after each the run validates and saves a checkpoint.")
    passes: int = Field(
        1, ge=1, description="Passes over the training pairs per epoch; use several if one takes only seconds."
    )
    batch_size: int = Field(16, ge=1, description="Pairs per step and device. Reduce it if memory runs out.")
    optimiser: Annotated[OptimiserName, BeforeValidator(_lower)] = Field(
        "adamw", description="The optimiser, as in PyTorch; sgd has a momentum of 0.9."
    )
    learning_rate: float = Field(1e-4, gt=0, le=1, description="The highest learning rate of the run.")
    encoder_rate: float = Field(
        1.0, ge=0, le=1, description="The encoder's learning rate as a fraction of that of the other layers."
    )
    weight_decay: float = Field(
        1e-4, ge=0, le=1, description="Weight decay; not applied to biases and normalisation layers."
    )
    schedule: Annotated[ScheduleName, BeforeValidator(_lower)] = Field(
        "constant", description="Learning rate schedule. cosine, linear and polynomial warm up and end at 0."
    )
    warmup: float = Field(
        0.05, ge=0, lt=1, description="Share of all steps for the warm-up of cosine, linear or polynomial."
    )
    plateau_epochs: int = Field(
        3, ge=0, description="Epochs without a better validation loss before plateau lowers the rate."
    )
    step_epochs: int = Field(10, ge=1, description="Interval in epochs at which step lowers the rate.")
    rate_factor: float | None = Field(
        None,
        gt=0,
        lt=1,
        description="Factor of the rate for plateau and step (default 0.5), and per epoch for exponential (0.9).",
    )
    rate_power: float = Field(0.9, gt=0, le=10, description="Exponent of polynomial; linear has exponent 1.")
    gradient_clip: float | None = Field(None, gt=0, description="Largest norm of the gradient; none for no clipping.")
    ema_decay: float | None = Field(
        None,
        gt=0,
        lt=1,
        description="Decay of the weights' moving average, which is saved; none saves the last weights.",
    )
    patience: int | None = Field(
        None,
        ge=1,
        description="Epochs without a better model (validation Dice less false alarms) before the run stops.",
    )

    losses: Annotated[tuple[str, ...], AfterValidator(_named_losses)] = Field(
        (),
        description="Losses and their weights, such as bce:1, focal:0.5, tversky:1; of bce, dice, focal, tversky, "
        "lovasz and jaccard. none uses the two weights below.",
    )
    bce_weight: float = Field(1.0, ge=0, description="Weight of the binary cross-entropy.")
    positive_weight: float = Field(1.0, gt=0, description="Weight of polyp pixels in the cross-entropy.")
    dice_weight: float = Field(1.0, ge=0, description="Weight of the Dice loss.")
    edge_weight: float = Field(
        0.0, ge=0, description="Extra weight of pixels near borders, in the cross-entropy and Dice losses."
    )
    dice_smoothing_px: float = Field(
        50.0,
        gt=0,
        description="Pixels added to numerator and denominator of Dice, which limits the loss on empty frames.",
    )
    presence_weight: float = Field(
        0.0, ge=0, description="Weight of the presence head's cross-entropy; above 0 the network has this head."
    )
    teacher: Path | None = Field(
        None,
        description="A model file of this program whose probabilities the network also learns from (distillation).",
    )
    teacher_weight: float = Field(1.0, ge=0, description="Weight of the teacher's term in the training loss.")
    teacher_temperature: float = Field(
        2.0,
        ge=1,
        le=20,
        description="Temperature: the teacher's and the network's logits are divided by it in that term.",
    )
    augment: AugmentConfig = Field(default=AugmentConfig(), description="How training pairs are varied.")
    balance: float = Field(
        0.0, ge=0, le=1, description="Balance between datasets: 0 draws every pair equally often, 1 every dataset."
    )

    polyp_free_share: float = Field(
        0.25, ge=0, lt=1, description="Share of polyp-free pictures among all that are drawn, if there are any."
    )
    polyp_free_kinds: tuple[float, float, float] = Field(
        (0.3, 0.2, 0.5), description="Shares of full frames, upper GI tract and patches among the polyp-free pictures."
    )
    polyp_free_validation: float = Field(
        0.6,
        gt=0,
        lt=1,
        description="Share of the full polyp-free frames used for validation, to count false alarms.",
    )

    split: Literal["published", "grouped", "random", "manual"] = Field(
        "published",
        description="How validation pairs are chosen; manual is by hand, in a split file. Published test pairs never "
        "train.",
    )
    validation_fraction: float = Field(0.2, gt=0, lt=1, description="Share of the pairs used for validation.")
    hold_out: tuple[str, ...] = Field(
        (), description="Datasets (or DATASET:validation) used neither for training nor for validation."
    )

    seed: int = Field(
        0, ge=0, lt=2**32, description="Seed of the random initial weights, the order of pairs and the augmentation."
    )
    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="The processor that trains.")
    devices: int = Field(1, ge=1, description="Processes on each machine: one per GPU.")
    nodes: int = Field(1, ge=1, description="Machines that train together.")
    precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="auto uses bfloat16 if the processor supports it."
    )
    workers: int | None = Field(
        None, ge=0, description="Processes that load pairs; none chooses by the number of cores."
    )
    logger: Literal["none", "csv", "tensorboard"] = Field(
        "none",
        description="Whether scores are also written for TensorBoard or as Lightning's CSV.",
    )

    @model_validator(mode="after")
    def _has_a_loss(self) -> Self:
        if self.losses and (self.bce_weight, self.dice_weight) != (1, 1):
            raise ValueError(
                filled(
                    "bce_weight and dice_weight are ignored if losses is set. Leave them at 1, and write their weights "
                    "there, such as bce:0.5, dice:1"
                )
            )
        if self.bce_weight == self.dice_weight == 0:
            text = mark("bce_weight and dice_weight cannot both be 0: there would be nothing to learn from")
            raise ValueError(filled(text))
        return self

    @model_validator(mode="after")
    def _has_a_network(self) -> Self:
        try:
            _ = self.network
        except ValidationError as error:
            raise ValueError(reason_of(dict(error.errors()[0]))) from error
        return self

    @model_validator(mode="after")
    def _has_sound_sides(self) -> Self:
        if self.scales and not 32 <= min(self.scaled_sides) <= max(self.scaled_sides) <= 2048:
            text = mark("scales and side_px give sides of {sides} px, outside of 32 to 2048")
            raise ValueError(filled(text, sides=str(self.scaled_sides)))
        return self

    @property
    def scaled_sides(self) -> tuple[int, ...]:
        """Returns the side for each of `scales`, in pixels: the nearest multiple of 32."""
        return tuple(32 * round(self.side_px * scale / 32) for scale in self.scales)

    @property
    def loss_weights(self) -> dict[LossName, float]:
        """Returns the losses that are summed, with their weights: `losses`, or else `bce_weight` and `dice_weight`."""
        if not self.losses:
            return {"bce": self.bce_weight, "dice": self.dice_weight}
        named = (text.partition(":") for text in self.losses)
        return {name: float(weight) for name, _, weight in named}  # type: ignore[misc]  # checked names

    @property
    def network(self) -> NetworkSpec:
        """Returns the specification of the run's network."""
        return spec_of(
            self.architecture,
            self.encoder,
            encoder_depth=self.encoder_depth,
            decoder_channels=self.decoder_channels,
            presence_head=self.presence_weight > 0,
        )


DECIDED_BY_SPLIT = ("split", "validation_fraction", "polyp_free_validation", "hold_out")
"""Fields that describe the split, which a split file defines."""

FIXED_ONCE_BEGUN = (
    *("preset", "architecture", "encoder", "encoder_depth", "decoder_channels", "side_px"),
    *("encoder_weights", "start_from", "presence_weight", "encoder_rate", "teacher"),
    *("optimiser", "schedule", "seed"),
)
"""Fields that cannot change when a run is resumed."""
