"""The result of a search for a target, with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from colorquant._validation import Effort
from colorquant.palette import IndexedImage, Palette
from colorquant.pixels import Colors, as_colors
from colorquant.targets.targets import Fitted


@dataclass(frozen=True)
class Trial:
    """One palette that was tried.

    Attributes
    ----------
    n : int
        How many colors it has.
    effort : str
        Of its fit.
    method : str
        ``"k-means"``; or ``"insertion"``, entries put where colors are represented worst.
    values : Mapping of str to float
        What was measured, by the names of the targets.
    met : bool
        Whether all targets are met.
    """

    n: int
    effort: Effort
    method: str
    values: Mapping[str, float]
    met: bool

    def __str__(self) -> str:
        measured = ", ".join(f"{name} {value:.6g}" for name, value in self.values.items())
        verdict = "met" if self.met else "missed"
        return f"{self.n:,} colors ({self.method}, {self.effort}): {measured}: {verdict}"


@dataclass(frozen=True)
class WorstPixel:
    """A pixel that is represented badly.

    Attributes
    ----------
    row, column : int
        Where the first pixel of its color is, in reading order.
    color : tuple of int
        The original's: red, green, blue and perhaps alpha, at the depth of the image.
    entry : int
        The place in the palette of what represents it.
    delta_e : float
        CIEDE2000 of the two; with alpha, the greater of those over black and over white.
    """

    row: int
    column: int
    color: tuple[int, ...]
    entry: int
    delta_e: float


@dataclass(frozen=True, eq=False)
class TargetResult:
    """An image that meets its targets, and how it was found.

    Attributes
    ----------
    image : IndexedImage
        The result.
    asked : Mapping of str to float
        The targets' limits, by name.
    final : Trial
        What was measured of the result.
    trials : tuple of Trial
        All that were tried, in order; with the one color fewer (or more, for a size of the file
        alone) that missed, where there is such a number.
    worst : tuple of WorstPixel
        The pixels whose colors are represented worst, the worst first: up to eight of different
        colors, none that is represented exactly.
    """

    image: IndexedImage
    asked: Mapping[str, float]
    final: Trial
    trials: tuple[Trial, ...]
    worst: tuple[WorstPixel, ...]

    @property
    def n(self) -> int:
        """How many colors it took."""
        return len(self.image.palette)

    @property
    def palette(self) -> Palette:
        """The palette of the result."""
        return self.image.palette

    def __str__(self) -> str:
        limits = ", ".join(f"{name} {limit:g}" for name, limit in self.asked.items())
        lines = [f"asked {limits}", str(self.final), f"found by {len(self.trials):,} trials"]
        if self.worst:
            first = self.worst[0]
            lines.append(
                f"worst at row {first.row:,}, column {first.column:,}: {first.color} became "
                f"{tuple(self.palette.colors[first.entry].tolist())}, CIEDE2000 {first.delta_e:.4g}"
            )
        return "\n".join(lines)


_MOST = 8
_PIXELS = 1 << 20  # looked through at a time, to bound scratch memory


def find_worst(fitted: Fitted, mask: NDArray[np.uint8] | None = None) -> tuple[WorstPixel, ...]:
    """Return the pixels whose colors are represented worst, the worst first.

    Parameters
    ----------
    fitted
        What to look at.
    mask
        (h, w), 0 for pixels that do not count.

    Returns
    -------
    tuple of WorstPixel
        Up to eight of different colors, the first of each in reading order.
    """
    differences = fitted.differences.max(axis=0)
    worst = np.argsort(-differences, kind="stable")[:_MOST]
    worst = worst[differences[worst] > 0.0]
    colors = fitted.histogram.colors[worst]
    return tuple(
        WorstPixel(
            *_first_place(fitted.picture.pixels, color, mask),
            color=tuple(color.tolist()),
            entry=int(fitted.labels[row]),
            delta_e=float(differences[row]),
        )
        for row, color in zip(worst, colors, strict=True)
    )


def _first_place(pixels: Colors, color: Colors, mask: NDArray[np.uint8] | None) -> tuple[int, int]:
    height, width = pixels.shape[:2]
    rows = max(1, _PIXELS // width)
    for top in range(0, height, rows):
        part = pixels[top : top + rows]
        found = (as_colors(part) == color).all(axis=1)
        if mask is not None:
            found &= mask[top : top + rows].reshape(-1) > 0
        if found.any():
            row, column = divmod(int(found.argmax()), width)
            return top + row, column
    raise AssertionError("a color of the histogram is in the image")
