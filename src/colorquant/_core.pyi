"""The native core; arrays must be C-contiguous. Python checks everything before it calls."""

import numpy as np
from numpy.typing import NDArray

def instruction_sets() -> list[str]: ...
def instruction_set() -> str: ...
def use_instruction_set(name: str) -> bool: ...
def count(
    pixels: NDArray[np.uint8], threads: int
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]: ...
def tally(
    colors: NDArray[np.uint8], counts: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]: ...
def kmeans(
    colors: NDArray[np.uint8],
    counts: NDArray[np.int64],
    k: int,
    effort: int,
    seed: int,
    threads: int,
) -> tuple[NDArray[np.uint8], float]: ...
def lloyd(
    colors: NDArray[np.uint8],
    counts: NDArray[np.int64],
    centers: NDArray[np.float64],
    max_iterations: int,
    threads: int,
) -> tuple[NDArray[np.float64], NDArray[np.int32], int, float]: ...
def remap(
    pixels: NDArray[np.uint8],
    palette: NDArray[np.uint8],
    indices: NDArray[np.uint8] | NDArray[np.uint16],
    threads: int,
) -> int: ...
