"""Specification of a network by names and numbers, usable without torch."""

import difflib
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from polyp_core.display_text import filled, mark, text_of_error

STUDY_NETWORKS: dict[str, str | None] = {"resunet": "resnet34", "unet": None}
"""The two networks of the source study and their encoders: a U-Net with a ResNet34 encoder, and a plain U-Net."""

SMP_ARCHITECTURES = (
    *("Unet", "UnetPlusPlus", "MAnet", "Linknet", "FPN", "PSPNet", "DeepLabV3", "DeepLabV3Plus", "PAN", "UPerNet"),
    *("Segformer", "DPT"),
)
"""Architectures of segmentation_models_pytorch; encoders have its names (`resnet34`, or `tu-` plus timm's name)."""

ARCHITECTURES = (*STUDY_NETWORKS, *SMP_ARCHITECTURES)

STEPPED_DECODERS = ("Unet", "UnetPlusPlus", "MAnet")
"""Architectures whose decoder has a channel count for each step."""

ENSEMBLE = "ensemble"
"""The architecture that a card names for several networks whose outputs are averaged (EnsembleSpec)."""

DEFAULT_ENCODER = "resnet34"

Channels = tuple[Annotated[int, Field(ge=1, le=4096)], ...]


SidePx = Annotated[int, Field(ge=32, le=2048, multiple_of=32)]
"""The side of a network's square input in pixels."""


def near_matches(name: str, known: Iterable[str]) -> str:
    """Returns " Did you mean ...?" with up to three names of `known` similar to `name`; "" if there are none."""
    by_lower = {each.lower(): each for each in known}
    found = difflib.get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5)
    found += [lower for lower in sorted(by_lower) if name and name.lower() in lower and lower not in found]
    if not found:
        return ""
    names = reduce(
        lambda first, other: filled("{first} or {second}", first=first, second=other),
        (by_lower[lower] for lower in found[:3]),
    )
    return filled(" Did you mean {names}?", names=names)


def reason_of(problem: Mapping[str, Any]) -> str:
    """Returns the reason of a problem that pydantic found (an item of `errors()`), as the validator gave it."""
    error = problem.get("ctx", {}).get("error")
    return text_of_error(error) if isinstance(error, ValueError) else str(problem["msg"])


def _known(name: str) -> str:
    if name not in ARCHITECTURES:
        near = near_matches(name, ARCHITECTURES)
        text = mark("there is no network {name}.{near} The networks are {names}")
        raise ValueError(filled(text, name=name, near=near, names=", ".join(ARCHITECTURES)))
    return name


Architecture = Annotated[str, AfterValidator(_known)]
"""Name of a supported architecture."""


class NetworkSpec(BaseModel):
    """Architecture, encoder and decoder of a network.

    `decoder_channels` None uses the architecture's defaults. With fewer channels than `encoder_depth`, the decoder of a
    Unet has fewer steps and a coarser output: 3 of 5 give a quarter of the input's side. `presence_head` adds an output
    for the probability that the frame shows a polyp.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    architecture: Architecture
    encoder: str | None = None
    encoder_depth: Annotated[int, Field(ge=3, le=5)] = 5
    decoder_channels: Annotated[Channels, Field(min_length=1, max_length=5)] | None = None
    presence_head: bool = False

    @property
    def title(self) -> str:
        """Label such as `Unet on resnet34`; for the study's networks their name."""
        return self.architecture if self.architecture in STUDY_NETWORKS else f"{self.architecture} on {self.encoder}"

    @model_validator(mode="after")
    def _fits_together(self) -> "NetworkSpec":
        name = self.architecture
        if name in STUDY_NETWORKS:
            if self.encoder != STUDY_NETWORKS[name]:
                raise ValueError(
                    filled(
                        "{name} has the encoder {own}, not {encoder}",
                        name=name,
                        own=str(STUDY_NETWORKS[name]),
                        encoder=str(self.encoder),
                    )
                )
            if self.encoder_depth != 5 or self.decoder_channels is not None:
                text = mark("{name} is the study's network: its depth and decoder are fixed. Use Unet instead")
                raise ValueError(filled(text, name=name))
            if self.presence_head and name == "unet":
                raise ValueError(filled("unet has no encoder for a presence head. Use resunet or Unet"))
        elif self.encoder is None:
            raise ValueError(filled("{name} needs an encoder, such as {encoder}", name=name, encoder=DEFAULT_ENCODER))
        self._check_decoder()
        return self

    def _check_decoder(self) -> None:
        if self.decoder_channels is None:
            return
        steps = len(self.decoder_channels)
        if self.architecture not in STEPPED_DECODERS:
            if steps != 1:
                text = mark("decoder_channels of {name} is one number, not {steps}")
                raise ValueError(filled(text, name=self.architecture, steps=str(steps)))
        elif steps > self.encoder_depth or (steps < self.encoder_depth and self.architecture != "Unet"):
            text = (
                mark(
                    "a decoder of {name} on an encoder of depth {depth} takes at most {depth} decoder_channels, not {n}"
                )
                if self.architecture == "Unet"
                else mark(
                    "a decoder of {name} on an encoder of depth {depth} takes exactly {depth} decoder_channels, not {n}"
                )
            )
            raise ValueError(filled(text, name=self.architecture, depth=str(self.encoder_depth), n=str(steps)))


Deviation = Annotated[float, Field(ge=1e-3, le=10)]


class MemberSpec(NetworkSpec):
    """A network of an ensemble, which receives the picture at a side of `input_size` pixels.

    `mean` and `std` are the normalisation of RGB of 0..1 that it was trained with.
    """

    input_size: SidePx
    mean: tuple[float, float, float]
    std: tuple[Deviation, Deviation, Deviation]


class EnsembleSpec(BaseModel):
    """Networks whose logits are averaged; with `mirrored`, each also segments the mirror image of the picture.

    The ensemble takes pictures that are normalised for the first member. Either all members have a presence head or
    none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    members: Annotated[tuple[MemberSpec, ...], Field(min_length=1, max_length=8)]
    mirrored: bool = False

    @model_validator(mode="after")
    def _agree_on_presence(self) -> "EnsembleSpec":
        if len({member.presence_head for member in self.members}) > 1:
            raise ValueError("some members have a presence head and others do not")
        return self

    @property
    def presence_head(self) -> bool:
        """True if the ensemble has an output for the probability that the frame shows a polyp."""
        return self.members[0].presence_head

    @property
    def title(self) -> str:
        """Label such as `resunet and Unet on tu-tf_efficientnet_lite0`."""
        return " and ".join(member.title for member in self.members)


def spec_of(architecture: str, encoder: str | None, **parts: object) -> NetworkSpec:
    """Returns the spec; `encoder` None selects the architecture's default. Raises pydantic.ValidationError."""
    if encoder is None:
        encoder = STUDY_NETWORKS.get(architecture, DEFAULT_ENCODER)
    return NetworkSpec.model_validate({"architecture": architecture, "encoder": encoder, **parts})
