"""Fit a palette to dask arrays, files or histograms."""

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
    """Fit a palette to an array larger than memory, or to many files.

    Parameters
    ----------
    source
        As for `histogram`, or a `colorquant.ColorHistogram`.
    n
        Number of colors, 1 to 65,536.
    nodata, scheduler
        As for `histogram`.
    **options
        Options of `colorquant.KMeans`. The fit runs in this process.

    Returns
    -------
    colorquant.Palette
        Bit-identical to a fit in memory.

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
