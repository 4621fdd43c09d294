"""The native core; arrays must be C-contiguous. Python checks everything before it calls."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]
Progress = Callable[[float], None] | None

def instruction_sets() -> list[str]: ...
def instruction_set() -> str: ...
def use_instruction_set(name: str) -> bool: ...
def count(pixels: Bytes, threads: int, progress: Progress = None) -> tuple[Bytes, Counts]: ...
def tally(colors: Bytes, counts: Counts) -> tuple[Bytes, Counts]: ...
def kmeans(
    colors: Bytes,
    counts: Counts,
    k: int,
    effort: int,
    seed: int,
    threads: int,
    progress: Progress = None,
) -> tuple[Bytes, bool]: ...
def kmeans_of_cells(
    pixels: Bytes, k: int, seed: int, threads: int, progress: Progress = None
) -> Bytes | None: ...
def lloyd(
    colors: Bytes,
    counts: Counts,
    centers: NDArray[np.float64],
    max_iterations: int,
    threads: int,
    progress: Progress = None,
) -> tuple[NDArray[np.float64], NDArray[np.int32], int, float]: ...
def remap(
    pixels: Bytes,
    palette: Bytes,
    indices: Bytes | NDArray[np.uint16],
    threads: int,
    progress: Progress = None,
) -> tuple[int, int]: ...
