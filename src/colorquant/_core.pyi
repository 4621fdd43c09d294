"""The native core; arrays must be C-contiguous. Python checks everything before it calls."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Colors = NDArray[np.uint8] | NDArray[np.uint16]
Points = NDArray[np.uint16]
Counts = NDArray[np.int64]
Progress = Callable[[float], None] | None

class Rounding(Protocol):
    def entries(self, centers: NDArray[np.float64]) -> Bytes: ...
    def points(self, colors: Colors) -> Points: ...

def instruction_sets() -> list[str]: ...
def instruction_set() -> str: ...
def use_instruction_set(name: str) -> bool: ...
def count(pixels: Bytes, threads: int, progress: Progress = None) -> tuple[Bytes, Counts]: ...
def distinct(
    pixels: Colors, weights: Bytes | None, threads: int
) -> tuple[Colors, Counts, Counts | None]: ...
def distinct_places(pixels: Colors, threads: int) -> tuple[Colors, Counts, NDArray[np.uint32]]: ...
def tally(
    colors: Colors, counts: Counts, weights: Counts | None, threads: int
) -> tuple[Colors, Counts, Counts | None]: ...
def kmeans(
    colors: Bytes,
    weights: Counts,
    k: int,
    effort: int,
    seed: int,
    threads: int,
    fixed: Bytes,
    progress: Progress = None,
) -> tuple[Bytes, bool]: ...
def kmeans_of_points(
    points: Points,
    weights: Counts,
    k: int,
    effort: int,
    seed: int,
    threads: int,
    space: Rounding,
    fixed: Bytes,
    progress: Progress = None,
) -> tuple[Bytes, bool]: ...
def kmeans_of_cells(
    pixels: Bytes, k: int, seed: int, threads: int, progress: Progress = None
) -> Bytes | None: ...
def assign(points: Points, centers: Points, threads: int) -> NDArray[np.int32]: ...
def lloyd(
    colors: Bytes,
    weights: Counts,
    centers: NDArray[np.float64],
    max_iterations: int,
    threads: int,
    progress: Progress = None,
) -> tuple[NDArray[np.float64], NDArray[np.int32], int, float]: ...
def centers_of_points(
    points: Points,
    weights: Counts,
    k: int,
    effort: int,
    seed: int,
    threads: int,
    progress: Progress = None,
) -> NDArray[np.float64]: ...
def lloyd_of_points(
    points: Points,
    weights: Counts,
    centers: NDArray[np.float64],
    max_iterations: int,
    threads: int,
    progress: Progress = None,
) -> tuple[NDArray[np.float64], NDArray[np.int32], int, float]: ...
def look_up(
    pixels: Bytes,
    table: Bytes | NDArray[np.uint16],
    indices: Bytes | NDArray[np.uint16],
    threads: int,
) -> None: ...
def measure(
    pixels: Colors, palette: Bytes, indices: Bytes | NDArray[np.uint16], threads: int
) -> tuple[int, int]: ...
def blur(points: Points, width: int, threads: int) -> NDArray[np.uint32]: ...
def settle(
    points: Points,
    blurred: NDArray[np.uint32],
    width: int,
    indices: Bytes,
    entries: NDArray[np.float64],
    fixed: int,
    plain: float,
    threads: int,
) -> float: ...
def diffuse(
    pixels: Colors,
    width: int,
    entries: Bytes,
    nodes: NDArray[np.float32],
    middle_and_reach: tuple[float, float, float, float],
    taps: NDArray[np.float32],
    serpentine: bool,
    strength: float,
    within: float,
    indices: Bytes | NDArray[np.uint16],
    threads: int,
    progress: Progress = None,
) -> None: ...
def dither_in_order(
    pixels: Colors,
    width: int,
    entries: Bytes,
    nodes: NDArray[np.float32],
    middle_and_reach: tuple[float, float, float, float],
    thresholds: NDArray[np.float32],
    contrast: float,
    indices: Bytes | NDArray[np.uint16],
    threads: int,
    progress: Progress = None,
) -> None: ...
def dither_along_curve(
    pixels: Colors,
    width: int,
    entries: Bytes,
    nodes: NDArray[np.float32],
    middle_and_reach: tuple[float, float, float, float],
    shares: list[float],
    indices: Bytes | NDArray[np.uint16],
    progress: Progress = None,
) -> None: ...
def remap(
    pixels: Bytes,
    palette: Bytes,
    indices: Bytes | NDArray[np.uint16],
    threads: int,
    progress: Progress = None,
) -> tuple[int, int]: ...
