"""Make the mask of blue noise by void and cluster: python tools/blue_noise_mask.py.

Ulichney 1993, *The void-and-cluster method for dither array generation*, doi:10.1117/12.152707.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MASK = Path(__file__).parent.parent / "src" / "colorquant" / "dithering" / "blue_noise.npy"
SIDE = 64
SEED = 1993
SIGMA = 1.5  # pixels, of the Gaussian that tells voids from clusters, as in the paper
UNIT = 2**40  # of the Gaussian, so that its sums are exact: the same mask on every machine


def gaussian(side: int) -> NDArray[np.int64]:
    """(side, side), around (0, 0), of a plane that wraps around."""
    from_edge = np.minimum(np.arange(side), side - np.arange(side))
    squared = np.square(from_edge)[:, np.newaxis] + np.square(from_edge)
    weights: NDArray[np.int64] = np.rint(UNIT * np.exp(-squared / (2 * SIGMA**2))).astype(np.int64)
    return weights


class Pattern:
    """Pixels that are on, and how crowded it is around every pixel."""

    def __init__(self, on: NDArray[np.bool_]) -> None:
        self.on = on.copy()
        self._side = len(on)
        self._gaussian = np.tile(gaussian(self._side), (2, 2))
        self._crowd = np.zeros(on.shape, np.int64)
        for place in np.flatnonzero(on).tolist():
            self._add(place, 1)

    def _add(self, place: int, sign: int) -> None:
        side = self._side
        y, x = divmod(place, side)
        self._crowd += sign * self._gaussian[side - y : 2 * side - y, side - x : 2 * side - x]

    def switch(self, place: int) -> None:
        self._add(place, -1 if self.on.flat[place] else 1)
        self.on.flat[place] ^= True

    def tightest_cluster(self) -> int:
        """The pixel that is on where it is most crowded."""
        return int(np.where(self.on, self._crowd, -1).argmax())

    def largest_void(self) -> int:
        """The pixel that is off where it is least crowded."""
        return int(np.where(self.on, np.iinfo(np.int64).max, self._crowd).argmin())


def initial_pattern(side: int) -> Pattern:
    """A tenth of the pixels, moved from clusters to voids until that changes nothing."""
    drawn = np.random.RandomState(SEED).permutation(side * side) < side * side // 10
    pattern = Pattern(drawn.reshape(side, side))
    while True:
        cluster = pattern.tightest_cluster()
        pattern.switch(cluster)
        void = pattern.largest_void()
        pattern.switch(void)
        if void == cluster:
            return pattern


def void_and_cluster(side: int = SIDE) -> NDArray[np.uint16]:
    """(side, side), each of 0 to side² - 1 once.

    The pixels of the pattern are ranked from its tightest cluster down, the others from the largest
    void up. Past a half the paper takes the tightest cluster of what is off; on a plane that wraps
    around that is the largest void, too, since all that is on and all that is off add up to a
    constant.
    """
    first = initial_pattern(side)
    ranks = np.empty(side * side, np.uint16)
    pattern = Pattern(first.on)
    for rank in reversed(range(int(first.on.sum()))):
        cluster = pattern.tightest_cluster()
        ranks[cluster] = rank
        pattern.switch(cluster)
    for rank in range(int(first.on.sum()), side * side):
        void = first.largest_void()
        ranks[void] = rank
        first.switch(void)
    return ranks.reshape(side, side)


if __name__ == "__main__":
    np.save(MASK, void_and_cluster())
