"""Legend of the heat map: the colour scale with its probabilities, and a mark at the threshold."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.translation import tr
from app.widgets.qimages import to_qimage
from app.widgets.theme import colours
from polyp_core.masks.heat_scale import LEGEND_PROBABILITIES, heat_position, scale_colours

_BAR_PX = 12
_TICK_PX = 4
_GAP_PX = 2


class HeatLegend(QWidget):
    """A bar with the colours of `heat_scale`, labelled in percent, with a line at the threshold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threshold = 0.5
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Colours of the heat map"))
        self._bar = to_qimage(scale_colours()[None])
        self.set_threshold(0.5)

    def set_threshold(self, threshold: float) -> None:
        """Moves the line to a probability (0..1)."""
        self._threshold = threshold
        text = tr(
            "Probability of a polyp at a pixel, from {low} (dark) to {high} and more (bright).\n"
            "The line marks the threshold, {threshold}."
        ).format(
            low=_format_percent(LEGEND_PROBABILITIES[0]),
            high=_format_percent(LEGEND_PROBABILITIES[-1]),
            threshold=_format_percent(threshold),
        )
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()

    @property
    def threshold_x(self) -> float:
        """Position of the threshold's line in pixels from the left."""
        return self._x(self._threshold)

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR_PX + 2 * _GAP_PX + _TICK_PX + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _x(self, probability: float) -> float:
        return heat_position(probability) * (self.width() - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            bar = QRectF(0, _GAP_PX, self.width(), _BAR_PX)
            painter.drawImage(bar, self._bar)
            painter.setPen(QPen(QColor(colours().muted), 1))
            for probability in LEGEND_PROBABILITIES:
                self._paint_label(painter, probability, bar.bottom())
            painter.setPen(QPen(QColor("#ffffff"), 3))
            painter.drawLine(round(self.threshold_x), 0, round(self.threshold_x), round(bar.bottom() + _GAP_PX))
            painter.setPen(QPen(QColor("#000000"), 1))
            painter.drawLine(round(self.threshold_x), 0, round(self.threshold_x), round(bar.bottom() + _GAP_PX))

    def _paint_label(self, painter: QPainter, probability: float, top: float) -> None:
        x = self._x(probability)
        painter.drawLine(round(x), round(top), round(x), round(top) + _TICK_PX)
        text = f"{100 * probability:.4g}"
        width = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(x - width / 2, 0), self.width() - width)
        painter.drawText(round(left), round(top) + _TICK_PX + painter.fontMetrics().ascent(), text)


def _format_percent(probability: float) -> str:
    return f"{100 * probability:.4g} %"
