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
    """Mean over pixels of the squared error summed over R, G, B; with alpha, the worse of that over
    black and over white."""
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
    if image.shape[2] == 4:
        return max(_distortion_over(level, image, labels, palette) for level in (0, 255))
    total = 0
    for top in range(0, len(image), ROWS_AT_ONCE):
        rows = slice(top, top + ROWS_AT_ONCE)
        error = image[rows].astype(np.int32) - palette[labels[rows]]
        total += int(np.sum(error * error, dtype=np.int64))
    return total / labels.size


def _distortion_over(
    background: int,
    image: ImageArray,
    labels: NDArray[np.integer[Any]],
    palette: NDArray[np.uint8],
) -> float:
    """The distortion once both are laid over a gray background, exact until the division."""
    total = 0
    for top in range(0, len(image), ROWS_AT_ONCE):
        rows = slice(top, top + ROWS_AT_ONCE)
        error = _laid(image[rows], background) - _laid(palette, background)[labels[rows]]
        total += int(np.sum(error * error, dtype=np.int64))
    return total / 255**2 / labels.size


def _laid(colors: NDArray[np.uint8], background: int) -> NDArray[np.int64]:
    """Colors with alpha over a background, times 255."""
    channels = colors.astype(np.int64)
    alpha = channels[..., 3:]
    return channels[..., :3] * alpha + background * (255 - alpha)
