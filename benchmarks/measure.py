"""One timed run of one peer."""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .peers import ImageArray, Peer

ROWS_AT_ONCE = 256
SETTLE_S = 0.05  # the thread pools of some peers spin for a while after their work


@dataclass(frozen=True, kw_only=True)
class Run:
    wall_ms: float
    cpu_ms: float
    """Processor time over all threads."""
    distortion: float
    """Mean over pixels of the squared error summed over R, G, B."""
    colors: int
    """Palette entries that are in use."""
    extra_mb: float | None = None
    """Peak memory beyond the input and the index output, in 10^6 bytes; None if not measured."""


def timed(peer: Peer, image: ImageArray, n: int) -> Run:
    time.sleep(SETTLE_S)
    wall, cpu = time.perf_counter(), time.process_time()
    indices, palette = peer.run(image, n)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Run(
        wall_ms=1e3 * wall,
        cpu_ms=1e3 * cpu,
        distortion=distortion(image, indices, palette),
        colors=int(np.count_nonzero(np.bincount(indices.ravel()))),
    )


def distortion(
    image: ImageArray, indices: NDArray[np.integer[Any]], palette: NDArray[np.uint8]
) -> float:
    """Mean over pixels of the squared error summed over channels, exact until the division."""
    labels = indices.reshape(image.shape[:2])
    total = 0
    for top in range(0, len(image), ROWS_AT_ONCE):
        rows = slice(top, top + ROWS_AT_ONCE)
        error = image[rows].astype(np.int32) - palette[labels[rows]]
        total += int(np.sum(error * error, dtype=np.int64))
    return total / labels.size
