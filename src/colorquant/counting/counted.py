"""What counting returns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant.color.depth import Colors

FULL_WEIGHT = 255
"""Weights are in 255ths of a pixel: what the levels of a mask are."""


class Coarse(NamedTuple):
    """What stands behind colors that are means of cells.

    Attributes
    ----------
    sums : numpy.ndarray
        (m, c) int64, of the colors in each cell, each times what it counts for.
    shift : int
        How many of the lowest bits of a channel do not tell cells apart.
    """

    sums: NDArray[np.int64]
    shift: int


class Counted(NamedTuple):
    """Distinct colors, how often each occurs and what it counts for.

    Attributes
    ----------
    colors : numpy.ndarray
        (m, 3) or (m, 4), uint8 or uint16, in Z-order.
    counts : numpy.ndarray
        (m,) int64, at least 1.
    weights : numpy.ndarray or None
        (m,) int64, at least 1, in 255ths of a pixel; None if every pixel counts in full.
    coarse : Coarse or None
        None if the colors are those of the pixels, and not means of cells.
    """

    colors: Colors
    counts: NDArray[np.int64]
    weights: NDArray[np.int64] | None
    coarse: Coarse | None = None

    @property
    def sample_weight(self) -> NDArray[np.int64]:
        """(m,) int64, what each color counts for beside the others."""
        return self.counts if self.weights is None else self.weights

    @property
    def sums(self) -> NDArray[np.int64]:
        """(m, c) int64, the colors times what they count for."""
        if self.coarse is not None:
            return self.coarse.sums
        return self.colors.astype(np.int64) * self.sample_weight[:, np.newaxis]

    def as_means(self, shift: int | None) -> Counted:
        """Return the same, the colors being means of cells, unless `shift` is None."""
        if shift is None:
            return self
        exact = self._replace(coarse=None)
        return exact._replace(coarse=Coarse(exact.sums, shift))

    @property
    def shift(self) -> int | None:
        """How many bits do not tell cells apart; None if the colors are those of the pixels."""
        return None if self.coarse is None else self.coarse.shift
