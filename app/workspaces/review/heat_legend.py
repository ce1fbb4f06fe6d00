"""What the colours of the heat map mean: the core's scale with its probabilities, and a mark at the threshold."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.widgets.theme import colours
from polyp_core.masks.heat_scale import LEGEND_PROBABILITIES, heat_position, scale_colours

_BAR_PX = 12
_TICK_PX = 4
_GAP_PX = 2


class HeatLegend(QWidget):
    """A bar of the scale's colours, labelled in percent below, with the threshold as a line across it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threshold = 0.5
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Colours of the heat map")
        steps = scale_colours()
        self._bar = QImage(steps.tobytes(), len(steps), 1, 3 * len(steps), QImage.Format.Format_RGB888).copy()
        self.set_threshold(0.5)

    def set_threshold(self, threshold: float) -> None:
        """Marks the probability (0..1) from which on a pixel counts as polyp."""
        self._threshold = threshold
        words = (
            f"Probability that a pixel shows polyp, from {_percent(LEGEND_PROBABILITIES[0])} (dark) to "
            f"{_percent(LEGEND_PROBABILITIES[-1])} and more (bright).\n"
            f"The line across marks the threshold, {_percent(threshold)}."
        )
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self.update()

    @property
    def threshold_x(self) -> float:
        """Where the threshold's line is, in pixels from the left."""
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


def _percent(probability: float) -> str:
    return f"{100 * probability:.4g} %"
