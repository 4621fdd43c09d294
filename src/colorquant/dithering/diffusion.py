"""Error diffusion: the error of each pixel is passed on to its neighbors.

Ulichney 1987, *Digital Halftoning*, compares the kernels.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._progress import Progress
from colorquant._validation import check_number
from colorquant.dithering.ditherer import Ditherer, Scene
from colorquant.errors import InvalidOptionError
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
        """Return the pixels that the error goes to.

        Returns
        -------
        numpy.ndarray
            (n, 3) float32: columns ahead, rows below, and the share of the error.
        """
        here = self.rows[0].index(None)
        found = [
            (column - here, down, part / self.divisor)
            for down, row in enumerate(self.rows)
            for column, part in enumerate(row)
            if part
        ]
        return np.array(found, np.float32)


KERNELS: dict[str, Kernel] = {
    # Floyd & Steinberg 1976, *An adaptive algorithm for spatial greyscale*, Proceedings of the
    # Society for Information Display 17(2), 75-77.
    "floyd-steinberg": Kernel(((0, None, 7), (3, 5, 1)), divisor=16),
    # Jarvis, Judice & Ninke 1976, *A survey of techniques for the display of continuous tone
    # pictures on bilevel displays*, doi:10.1016/S0146-664X(76)80003-2.
    "jarvis-judice-ninke": Kernel(
        ((0, 0, None, 7, 5), (3, 5, 7, 5, 3), (1, 3, 5, 3, 1)), divisor=48
    ),
    # Stucki 1981, *MECCA - a multiple-error correcting computation algorithm for bilevel image
    # hardcopy reproduction*, IBM Research Report RZ1060.
    "stucki": Kernel(((0, 0, None, 8, 4), (2, 4, 8, 4, 2), (1, 2, 4, 2, 1)), divisor=42),
    # Burkes 1988, *Presentation of the Burkes error filter for use in preparing continuous-tone
    # images for presentation on bi-level devices*: Stucki's kernel without its last row.
    "burkes": Kernel(((0, 0, None, 8, 4), (2, 4, 8, 4, 2)), divisor=32),
    # Sierra 1989 and 1990, posted in CompuServe's forum on graphics; after Crocker, Boulay &
    # Morra 1991, *Digital Halftoning*.
    "sierra": Kernel(((0, 0, None, 5, 3), (2, 4, 5, 4, 2), (0, 2, 3, 2, 0)), divisor=32),
    "sierra-2": Kernel(((0, 0, None, 4, 3), (1, 2, 3, 2, 1)), divisor=16),
    "sierra-lite": Kernel(((0, None, 2), (1, 1, 0)), divisor=4),
    # Bill Atkinson, for the Apple Macintosh of 1984: it diffuses three quarters of the error.
    "atkinson": Kernel(((0, None, 1, 1), (1, 1, 1, 0), (0, 1, 0, 0)), divisor=8),
}
"""The kernels of the literature by their names."""


@dataclass(frozen=True, kw_only=True)
class ErrorDiffusion(Ditherer):
    """Error diffusion: each pixel's error is added to pixels that come after it.

    What a pixel asks for never leaves the range of the palette's entries, unless the pixel itself
    does, so that errors that no entry can make up for do not run on and end as stray pixels.

    Parameters
    ----------
    strength, space
        See `Ditherer`. The strength is the part of the error that is passed on.
    kernel
        The pixels that the error goes to: a key of `KERNELS`.
    serpentine
        Whether every other row goes from right to left. That hides patterns of some kernels; it
        takes longer, since rows cannot be processed in parallel.
    hysteresis
        How much farther than the nearest entry the entry of the previous pixel may be to be used
        again, 0 to 1 as a part of the distance. A little of it gives less noise and smaller files;
        the error is passed on all the same. After Levien 1992, *Output dependent feedback in error
        diffusion halftoning*, IS&T's Eighth International Congress on Advances in Non-Impact
        Printing Technologies, 280-282.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.
    """

    kernel: str = "floyd-steinberg"
    serpentine: bool = False
    hysteresis: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.kernel not in KERNELS:
            raise InvalidOptionError(f"kernel is {self.kernel!r}; allowed are {', '.join(KERNELS)}")
        check_number("hysteresis", self.hysteresis, 0.0, 1.0)

    def choose(
        self, scene: Scene, indices: Indices, *, threads: int, progress: Progress | None
    ) -> None:
        """See `Ditherer.choose`.

        Parameters
        ----------
        scene
            The image and the palette in the working space.
        indices
            (h * w,) the output, filled in place.
        threads
            Number of threads.
        progress
            Called with the share done, from 0 to 1.
        """
        _core.diffuse(
            *scene,
            KERNELS[self.kernel].taps(),
            self.serpentine,
            self.strength,
            (1.0 + self.hysteresis) ** 2,
            indices,
            1 if self.serpentine else threads,
            progress,
        )


@dataclass(frozen=True, kw_only=True)
class Auto(ErrorDiffusion):
    """Error diffusion as it looks best by measurement; see ``docs/dithering.md``.

    Errors are weighed as the eye weighs them, in OKLab, and fade from pixel to pixel, so that no
    noise appears where an entry is near enough. An entry is left only for one that is clearly
    nearer, which makes files smaller by a few percent.

    Parameters
    ----------
    strength, space, kernel, serpentine, hysteresis
        See `ErrorDiffusion`.
    """

    strength: float = 0.9  # from `python -m benchmarks dithering --strengths`
    space: str | None = "oklab"
    hysteresis: float = 0.22  # against pngquant's files, see `python -m benchmarks sizes`
