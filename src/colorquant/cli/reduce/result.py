"""What became of one image."""

import math
from dataclasses import dataclass
from typing import Literal

Status = Literal["done", "skipped", "failed"]
Reason = Literal["quality", "size", "error"]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one image, for reports.

    Attributes
    ----------
    input, output : str
        As they are called; ``-`` is standard input or output.
    status : str
        ``"done"``, ``"skipped"`` or ``"failed"``.
    reason : str or None
        Why not, if it is not done: ``"quality"``, ``"size"`` or ``"error"``.
    message : str or None
        The same in words.
    colors : int or None
        How many entries the palette has.
    distortion, psnr, delta_e : float or None
        As `colorquant.metrics` has them, of what was written; the PSNR is infinite if nothing is
        lost, and CIEDE2000 is None if it was not asked for or a pixel is not opaque.
    optimal : bool
        Whether no palette of this size is better: proven.
    bytes_before, bytes_after : int or None
        Of the two files.
    seconds : float
        That it took.
    notes : tuple of str
        What a user should know of it.
    """

    input: str
    output: str
    status: Status
    reason: Reason | None = None
    message: str | None = None
    colors: int | None = None
    distortion: float | None = None
    psnr: float | None = None
    mean_delta_e: float | None = None
    optimal: bool = False
    bytes_before: int | None = None
    bytes_after: int | None = None
    seconds: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def is_lossless(self) -> bool:
        """Whether every pixel is what it was."""
        return self.psnr is not None and math.isinf(self.psnr)
