"""K-Means over every pixel."""

from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from colorquant import _core
from colorquant._options import EFFORTS, Effort, check_effort, check_seed, resolve_threads
from colorquant.fitting.fitter import Fitter
from colorquant.histogram import ColorHistogram
from colorquant.palette import Palette, dark_to_light


@dataclass(frozen=True)
class KMeans(Fitter):
    """K-Means over all pixels of a histogram.

    Seeds by weighted k-means++ (Arthur & Vassilvitskii 2007, doi:10.5555/1283383.1283494) on the
    means of the colour cells, Lloyd's iteration (1982, doi:10.1109/TIT.1982.1056489) first there,
    then exactly over every colour by filtering (Kanungo et al. 2002,
    doi:10.1109/TPAMI.2002.1017616), and at last among 8-bit colours.

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

    Raises
    ------
    InvalidOptionError
        If an option is out of range.
    """

    label: ClassVar[str] = "K-Means"

    _: KW_ONLY
    effort: Effort = "balanced"
    seed: int = 0
    threads: int | None = None

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
        colors, _ = _core.kmeans(
            histogram.colors,
            histogram.counts,
            self.n,
            EFFORTS.index(self.effort),
            self.seed,
            resolve_threads(self.threads),
        )
        return Palette(dark_to_light(colors))
