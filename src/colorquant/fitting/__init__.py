"""Palette fitting methods; `FITTERS` holds them by name."""

from dataclasses import fields

from colorquant.errors import InvalidOptionError
from colorquant.fitting.dither_aware import DitherFit, dither_fit_of
from colorquant.fitting.fitter import Fitter
from colorquant.fitting.kmeans import KMeans
from colorquant.fitting.lloyd_iteration import LloydResult, lloyd
from colorquant.fitting.pillow import FastOctree, MaximumCoverage, MedianCut
from colorquant.fitting.random_codebook import RandomCodebook
from colorquant.fitting.real_centers import fit_centers, nearest_centers

FITTERS: dict[str, type[Fitter]] = {
    "kmeans": KMeans,
    "random": RandomCodebook,
    "median-cut": MedianCut,
    "fast-octree": FastOctree,
    "max-coverage": MaximumCoverage,
}


def make_fitter(name: str, n: int, **options: object) -> Fitter:
    """Make a fitter by its name in `FITTERS`.

    Parameters
    ----------
    name
        A key of `FITTERS`.
    n
        Number of colors.
    **options
        Options of any method; each method takes those it supports.

    Returns
    -------
    Fitter
        The fitter with its options.

    Raises
    ------
    InvalidOptionError
        If the method is unknown or rejects an option.
    """
    if name not in FITTERS:
        raise InvalidOptionError(f"there is no method {name!r}; allowed are {', '.join(FITTERS)}")
    fitter = FITTERS[name]
    known = {field.name for field in fields(fitter)}
    return fitter(n, **{option: value for option, value in options.items() if option in known})


__all__ = [
    "FITTERS",
    "DitherFit",
    "FastOctree",
    "Fitter",
    "KMeans",
    "LloydResult",
    "MaximumCoverage",
    "MedianCut",
    "RandomCodebook",
    "dither_fit_of",
    "fit_centers",
    "lloyd",
    "make_fitter",
    "nearest_centers",
]
