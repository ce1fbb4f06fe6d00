"""What a plot draws, as numbers: each kind of series and how it reads as rows of a table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.eda.charts import Box

Numbers = NDArray[np.float64]
Cell = str | float


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """A count over each bin between `edges`; those of one plot are stacked in the order in which they are added."""

    name: str
    edges: Numbers
    counts: Numbers

    header = ("from", "to", "count")

    def rows(self) -> list[tuple[Cell, ...]]:
        """One row a bin."""
        return list(zip(self.edges[:-1].tolist(), self.edges[1:].tolist(), self.counts.tolist(), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Points, each of which stands for a row of a table: `keys` are those rows' positions."""

    name: str
    x: Numbers
    y: Numbers
    keys: NDArray[np.int64]

    header = ("x", "y")

    def rows(self) -> list[tuple[Cell, ...]]:
        """One row a point."""
        return list(zip(self.x.tolist(), self.y.tolist(), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A curve through points with x rising; a y of nan leaves a gap."""

    name: str
    x: Numbers
    y: Numbers
    dashed: bool = False

    header = ("x", "y")

    def rows(self) -> list[tuple[Cell, ...]]:
        """One row a point."""
        return list(zip(self.x.tolist(), self.y.tolist(), strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class BoxAt:
    """One box of a box plot at `position` on the x axis."""

    box: Box
    position: int

    header = ("n", "low whisker", "first quartile", "median", "third quartile", "high whisker", "mean")

    @property
    def name(self) -> str:
        """The box's own name."""
        return self.box.name

    def rows(self) -> list[tuple[Cell, ...]]:
        """The one row of the box; its outliers are drawn only."""
        box = self.box
        quartiles = (box.low_whisker, box.first_quartile, box.median, box.third_quartile, box.high_whisker)
        return [(box.n, *quartiles, box.mean)]


Series = Bars | Dots | Line | BoxAt
