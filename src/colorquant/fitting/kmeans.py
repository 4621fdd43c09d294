"""K-Means over every pixel."""

from dataclasses import KW_ONLY, dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant import _core
from colorquant._options import EFFORTS, Effort, check_effort, check_seed, resolve_threads
from colorquant._progress import Progress
from colorquant.fitting.fitter import Fitter
from colorquant.histogram import ColorHistogram
from colorquant.palette import Palette


@dataclass(frozen=True)
class KMeans(Fitter):
    """K-Means over all pixels of a histogram.

    Seeds by weighted k-means++ (Arthur & Vassilvitskii 2007, doi:10.5555/1283383.1283494) on the
    means of the colour cells, and searches there for a better optimum by moving centres from where
    they are of little use (after Patanè & Russo 2001, doi:10.1016/S0893-6080(01)00103-9). Then
    Lloyd's iteration (1982, doi:10.1109/TIT.1982.1056489) with momentum (Polyak 1964,
    doi:10.1016/0041-5553(64)90137-5) goes on over every colour, exactly, by filtering (Kanungo et
    al. 2002, doi:10.1109/TPAMI.2002.1017616), and at last among 8-bit colours. At effort ``"fast"``
    the search is short, and there is no iteration over every colour where small cells are fine
    enough. Grey images get the global optimum at
    any effort, by dynamic programming (Wang & Song 2011, doi:10.32614/RJ-2011-015).

    Parameters
    ----------
    n
        How many colours, 1 to 65,536. The palette has exactly this many, or all the distinct
        colours if there are no more.
    effort
        How hard the fit looks for a better optimum: ``"fast"``, ``"balanced"`` or ``"best"``.
    seed
        Of the pseudo-random numbers, 0 to 2^64 - 1.
    threads
        How many threads to use; `None` stands for ``COLORQUANT_THREADS`` or all processors. The
        palette does not depend on it.
    progress
        Told now and then the share done, from 0 to 1.

    Raises
    ------
    InvalidOptionError
        If an option is out of range.
    """

    label: ClassVar[str] = "K-Means"
    algorithm_version: ClassVar[int] = 1
    """Raised whenever the same image and options give another palette."""

    _: KW_ONLY
    effort: Effort = "balanced"
    seed: int = 0
    threads: int | None = None
    progress: Progress | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_effort(self.effort)
        check_seed(self.seed)
        resolve_threads(self.threads)

    def fit(self, histogram: ColorHistogram) -> Palette:
        """Find the palette.

        Parameters
        ----------
        histogram
            Of the pixels to represent.

        Returns
        -------
        Palette
            Ordered from dark to light.
        """
        colors, optimal = _core.kmeans(
            histogram.colors,
            histogram.counts,
            self.n,
            EFFORTS.index(self.effort),
            self.seed,
            resolve_threads(self.threads),
            np.empty((0, 4), np.uint8),
            self.progress,
        )
        return self._palette(np.ascontiguousarray(colors[:, :3]), optimal=optimal)

    def fit_cells(self, image: NDArray[np.uint8]) -> Palette | None:
        """Find the palette without the histogram, where the effort allows it.

        Parameters
        ----------
        image
            (h, w) or (h, w, 3) uint8, C-contiguous.

        Returns
        -------
        Palette or None
            At effort ``"fast"`` and for most images: that of `fit`, provided that every entry is
            the nearest to some pixel of the image. None where the histogram is needed.
        """
        if self.effort != "fast" or image.ndim == 2:
            return None
        threads = resolve_threads(self.threads)
        colors = _core.kmeans_of_cells(
            image.reshape(-1, 3), self.n, self.seed, threads, self.progress
        )
        return None if colors is None else self._palette(np.ascontiguousarray(colors[:, :3]), optimal=False)

    def _palette(self, colors: NDArray[np.uint8], *, optimal: bool) -> Palette:
        return Palette(colors, algorithm_version=self.algorithm_version, optimal=optimal)
