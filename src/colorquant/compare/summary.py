"""What a result cost and reached, as the cells of a row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from colorquant.compare.comparison import MethodResult

HEAD = ("Method", "Colors", "Fit (s)", "Map (s)", "Distortion", "PSNR (dB)")


def summary(result: MethodResult) -> tuple[str, ...]:
    """Return a cell for each of `HEAD`."""
    return (
        _called(result),
        f"{len(result.palette):,}",
        f"{result.fit_seconds:.3f}",
        f"{result.map_seconds:.3f}",
        f"{result.distortion:.2f}",
        "lossless" if math.isinf(result.psnr) else f"{result.psnr:.2f}",
    )


def _called(result: MethodResult) -> str:
    if result.fitted_pixels < result.indexed.indices.size:
        return f"{result.label}, fitted on {result.fitted_pixels:,} pixels"
    return f"{result.label}, proven optimal" if result.optimal else result.label
