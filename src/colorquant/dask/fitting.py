"""One palette for an array of blocks, or for what was counted already."""

from __future__ import annotations

from typing import Any

from colorquant.dask.counting import histogram
from colorquant.fitting import KMeans
from colorquant.histogram import ColorHistogram
from colorquant.image import NoData
from colorquant.palette import Palette


def fit(
    source: Any,
    n: int,
    *,
    nodata: NoData | None = None,
    scheduler: str | None = None,
    **options: Any,
) -> Palette:
    """Find the palette that represents an array that need not fit in memory, or many files.

    Parameters
    ----------
    source
        As for `histogram`, or a `colorquant.ColorHistogram`.
    n
        How many colors, 1 to 65,536.
    nodata, scheduler
        As for `histogram`.
    **options
        Of `colorquant.KMeans`. The fit itself is done in this process.

    Returns
    -------
    colorquant.Palette
        The same, bit for bit, as of everything at once in memory.

    Raises
    ------
    InvalidImageError, ImageFileError, ClusterError
        As `histogram`.
    InvalidOptionError
        If an option is out of range.
    """
    fitter = KMeans(n, **options)
    if isinstance(source, ColorHistogram):
        return fitter.fit(source)
    counted = histogram(source, nodata=nodata, scheduler=scheduler, threads=fitter.threads)
    return fitter.fit(counted)
