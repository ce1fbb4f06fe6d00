"""The dialog that shows a model card: network, scores, training data and licence."""

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QWidget

from app.translation import mark, tr, tr_n
from app.widgets.layouts import vbox
from app.widgets.manual_pages import set_page
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import colours
from polyp_core.model.card import ModelCard, Score
from polyp_core.model.model_file import ModelFile

if TYPE_CHECKING:
    from jinja2 import Template

_ARCHITECTURES = {"resunet": mark("U-Net with a residual encoder"), "unet": "U-Net"}
_METRICS = {"dice": "Dice", "iou": "IoU"}


class ModelCardDialog(QDialog):
    """Shows one card as text that can be selected and copied."""

    def __init__(self, model: ModelFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About this model"))
        set_page(self, "model_card.md")
        self.resize(720, 620)
        title = PlainLabel(model.card.name, role="title", wrap=True)
        caution = PlainLabel(tr(model.card.intended_use), role="caution", wrap=True)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("About this model"))
        self.text.setOpenExternalLinks(False)
        self.text.setHtml(card_html(model))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.setLayout(vbox(title, caution, self.text, buttons, spacing=10, margins=(24, 20, 24, 16)))


def card_html(model: ModelFile) -> str:
    """Returns the card as HTML in the theme's colours."""
    card = model.card
    threshold = f"{card.threshold:g}"
    if card.presence_level is not None:
        threshold = f"{threshold}; {tr('presence level {level}').format(level=f'{card.presence_level:g}')}"
    facts = {
        tr("Network"): _network(card),
        tr("Threshold"): threshold,
        tr("Smallest region"): tr("{percent} % of the picture").format(percent=f"{card.min_region_fraction * 100:g}"),
        tr("Split"): card.split,
        tr("Date"): card.date.isoformat(),
        tr("Licence"): tr(card.licence),
        "SHA-256": model.sha256,
        tr("File"): str(model.path),
    }
    names = dict.fromkeys(name for score in card.scores for name in score.metrics)
    return _template().render(
        tr=tr,
        format_pairs=lambda count: tr_n("{n} pair", "{n} pairs", count),
        card=card,
        facts=facts,
        metrics={name: _metric(name) for name in names if not name.endswith(("_low", "_high"))},
        value_of=_value,
        settings_of=attrgetter("threshold", "min_region_fraction", "presence_level"),
        muted=colours().muted,
    )


def _network(card: ModelCard) -> str:
    if card.ensemble is None:
        return _with_side(card.architecture, card.encoder, card.input_size)
    members = [_with_side(each.architecture, each.encoder, each.input_size) for each in card.ensemble.members]
    text = tr("mean of {networks}").format(networks="; ".join(members))
    return f"{text}; {tr('each also on the mirrored picture')}" if card.ensemble.mirrored else text


def _with_side(architecture: str, encoder: str | None, side_px: int) -> str:
    network = tr(_ARCHITECTURES.get(architecture, architecture))
    side = tr("input {side} x {side} pixels").format(side=side_px)
    return f"{network}, {encoder}, {side}" if encoder else f"{network}, {side}"


@cache
def _template() -> "Template":
    # Imported with the first card, so that the window does not wait for it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("app.dialogs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("model_card.html")


def _value(score: Score, name: str) -> str:
    if name not in score.metrics:
        return tr("not scored")
    base = name.removesuffix("_rate")
    low, high = score.metrics.get(f"{base}_low"), score.metrics.get(f"{base}_high")
    value = f"{score.metrics[name]:.3f}"
    if low is None or high is None:
        return value
    return f"{value} ({tr('{low} to {high}').format(low=f'{low:.3f}', high=f'{high:.3f}')})"


def _metric(name: str) -> str:
    return tr(_METRICS.get(name, name.replace("_", " ")))
