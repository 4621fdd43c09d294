"""Error diffusion: what a pixel is off by is passed on to those around it.

Floyd & Steinberg 1976, *An adaptive algorithm for spatial greyscale*, Proceedings of the Society
for Information Display 17(2), 75-77; the kernels are those that Ulichney 1987, *Digital
Halftoning*, and the files of this room name.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._options import check_number
from colorquant._progress import Progress
from colorquant.dithering.ditherer import Ditherer, Scene
from colorquant.remapping import Indices


class Kernel(NamedTuple):
    """Where errors go, as it is drawn in the literature.

    Attributes
    ----------
    rows : tuple of tuple of int
        The parts of the error that go to the pixels of a row and of those below it; None is the
        pixel whose error it is.
    divisor : int
        What the parts are parts of.
    """

    rows: tuple[tuple[int | None, ...], ...]
    divisor: int

    def taps(self) -> NDArray[np.float32]:
        """Return (n, 3) float32: columns on, rows down, and the share that goes there."""
        here = self.rows[0].index(None)
        found = [
            (column - here, down, part / self.divisor)
            for down, row in enumerate(self.rows)
            for column, part in enumerate(row)
            if part
        ]
        return np.array(found, np.float32)


@dataclass(frozen=True, kw_only=True)
class ErrorDiffusion(Ditherer):
    """Passes on what each pixel is off by; subclasses say where.

    What a pixel asks for never leaves the range of the palette's entries, unless the pixel itself
    does, so that errors that no entry can make up for do not run on and end as stray pixels.

    Parameters
    ----------
    strength, space
        See `Ditherer`. The strength is the part of the errors that is heeded.
    serpentine : bool
        Whether every other row goes from right to left. That hides patterns of some kernels; it
        takes longer, since rows can then not be worked on side by side.
    hysteresis : float
        How much farther than the nearest entry, 0 to 1 as a part of its distance, that of the pixel
        before may be to be taken again. With a little of it there is less noise, and files are
        smaller; the error is passed on all the same. After Levien 1992, *Output dependent feedback
        in error diffusion halftoning*, IS&T's Eighth International Congress on Advances in
        Non-Impact Printing Technologies, 280-282.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.
    """

    serpentine: bool = False
    hysteresis: float = 0.0
    kernel: ClassVar[Kernel]

    def __post_init__(self) -> None:
        super().__post_init__()
        check_number("hysteresis", self.hysteresis, 0.0, 1.0)

    def choose(
        self, scene: Scene, indices: Indices, *, threads: int, progress: Progress | None
    ) -> None:
        """See `Ditherer.choose`."""
        _core.diffuse(
            *scene,
            self.kernel.taps(),
            self.serpentine,
            self.strength,
            (1.0 + self.hysteresis) ** 2,
            indices,
            1 if self.serpentine else threads,
            progress,
        )
