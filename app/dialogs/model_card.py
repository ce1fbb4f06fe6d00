"""The dialog that shows a model card: network, scores, training data and licence."""

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QWidget

from app.widgets.layouts import vbox
from app.widgets.plain_text import PlainLabel
from app.widgets.theme import colours
from polyp_core.model.card import ModelCard, Score
from polyp_core.model.model_file import ModelFile

_ARCHITECTURES = {"resunet": "U-Net with a residual encoder", "unet": "U-Net"}
_METRICS = {"dice": "Dice", "iou": "IoU"}


class ModelCardDialog(QDialog):
    """Shows one card as text that can be selected and copied."""

    def __init__(self, model: ModelFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About this model")
        self.resize(720, 620)
        title = PlainLabel(model.card.name, role="title", wrap=True)
        caution = PlainLabel(model.card.intended_use, role="caution", wrap=True)
        self.text = QTextBrowser()
        self.text.setOpenExternalLinks(False)
        self.text.setHtml(card_html(model))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.setLayout(vbox(title, caution, self.text, buttons, spacing=10, margins=(24, 20, 24, 16)))


def card_html(model: ModelFile) -> str:
    """Returns the card as HTML in the theme's colours."""
    card = model.card
    encoder = f", {card.encoder}" if card.encoder else ""
    presence = f"; presence level {card.presence_level:g}" if card.presence_level is not None else ""
    network = _ARCHITECTURES.get(card.architecture, card.architecture)
    facts = {
        "Network": f"{network}{encoder}, input {card.input_size} x {card.input_size} pixels",
        "Threshold": f"{card.threshold:g}{presence}",
        "Smallest region": f"{card.min_region_fraction * 100:g} % of the picture",
        "Split": card.split,
        "Date": card.date.isoformat(),
        "Licence": card.licence,
        "SHA-256": model.sha256,
        "File": str(model.path),
    }
    rows = "".join(
        f"<tr><td style='color:{colours().muted}; padding-right:16px'>{name}</td><td>{escape(value)}</td></tr>"
        for name, value in facts.items()
    )
    notes = _section("Notes", f"<p>{escape(card.notes)}</p>") if card.notes else ""
    alarms = _section("Dice and false alarms", _false_alarms(card)) if card.false_alarms else ""
    scores, data = _section("Scores", _scores(card)), _section("Training data", _data(card))
    items = "".join(f"<li>{escape(text)}</li>" for text in card.weak_points)
    weak_points = _section("Weak points", f"<ul>{items}</ul>") if items else ""
    return f"<table>{rows}</table>{weak_points}{scores}{alarms}{data}{notes}"


def _section(title: str, body: str) -> str:
    return f"<h3>{title}</h3>{body}"


def _scores(card: ModelCard) -> str:
    if not card.scores:
        return "<p>The card contains none.</p>"
    every = dict.fromkeys(name for score in card.scores for name in score.metrics)
    names = [name for name in every if not name.endswith(("_low", "_high"))]
    head = "".join(f"<th align='left'>{escape(text)}</th>" for text in ("Dataset", "Images", *map(_metric, names)))
    body = ""
    for score in card.scores:
        values = "".join(f"<td>{_value(score, name)}</td>" for name in names)
        body += (
            f"<tr><td>{escape(score.dataset)}</td><td>{score.images}</td>{values}</tr>"
            f"<tr><td colspan='{len(names) + 2}' style='color:{colours().muted}'>{escape(score.protocol)}</td></tr>"
        )
    return f"<table cellpadding='3'><tr>{head}</tr>{body}</table>"


def _value(score: Score, name: str) -> str:
    if name not in score.metrics:
        return "not scored"
    base = name.removesuffix("_rate")
    low, high = score.metrics.get(f"{base}_low"), score.metrics.get(f"{base}_high")
    between = "" if low is None or high is None else f" ({low:.3f} to {high:.3f})"
    return f"{score.metrics[name]:.3f}{between}"


def _false_alarms(card: ModelCard) -> str:
    has_level = card.presence_level is not None
    titles = ("Threshold", "Smallest region", *(("Presence level",) if has_level else ()), "Dice", "False alarms", "")
    head = "".join(f"<th align='left'>{title}</th>" for title in titles)
    body = ""
    own = (card.threshold, card.min_region_fraction, card.presence_level)
    for point in card.false_alarms:
        cells = [
            f"{point.threshold:g}",
            f"{point.min_region_fraction * 100:g} %",
            *([f"{point.presence_level or 0:g}"] if has_level else []),
            f"{point.dice:.3f}",
            f"{point.false_alarm_rate * 100:.1f} %",
            "this model" if (point.threshold, point.min_region_fraction, point.presence_level) == own else "",
        ]
        body += f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    note = "Other settings on the validation side: mean Dice, and the share of full frames without a polyp with a mask."
    return f"<p style='color:{colours().muted}'>{note}</p><table cellpadding='3'><tr>{head}</tr>{body}</table>"


def _metric(name: str) -> str:
    return _METRICS.get(name, name.replace("_", " "))


def _data(card: ModelCard) -> str:
    if not card.training_data:
        return "<p>The card contains none.</p>"
    items = "".join(
        f"<li><b>{escape(data.dataset)}</b>: {data.pairs} pairs ({escape(data.part)}). {escape(data.licence)}. "
        f"<span style='color:{colours().muted}'>{escape(data.credit)}</span></li>"
        for data in card.training_data
    )
    return f"<ul>{items}</ul>"
