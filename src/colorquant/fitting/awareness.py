"""Whether a palette is fitted to be dithered."""

from __future__ import annotations

from colorquant._validation import resolve_threads
from colorquant.color import bits_of
from colorquant.dithering import Ditherer
from colorquant.errors import InvalidOptionError
from colorquant.fitting.dither_aware import MAX_ENTRIES, DitherFit
from colorquant.fitting.kmeans import KMeans


def dither_fit_of(
    fitter: KMeans, ditherer: Ditherer | None, *, asked: bool | None, all_count: bool
) -> DitherFit | None:
    """Return what moves the entries of a fitter's palette for a ditherer, if that is to be done.

    Parameters
    ----------
    fitter
        Whose options hold for what is moved, too.
    ditherer
        Which the image is dithered with; None if it is not.
    asked
        True or False if the caller said so; None stands for whenever it can be done.
    all_count
        Whether there are neither weights nor nodata.

    Raises
    ------
    InvalidOptionError
        If it is asked for and cannot be done.
    """
    hindrances = {
        "no dither": ditherer is None,
        "weights or nodata": not all_count,
        "a catalog": fitter.candidates is not None,
        "a minimum distance": bool(fitter.min_delta_e),
        f"more than {MAX_ENTRIES} entries": fitter.n > MAX_ENTRIES,
    }
    found = [name for name, is_there in hindrances.items() if is_there]
    if asked and found:
        raise InvalidOptionError(
            f"dither_aware is True and there is {found[0]}; allowed is a dither without weights, "
            f"nodata, catalog or minimum distance, and at most {MAX_ENTRIES} entries"
        )
    if found or asked is False or ditherer is None:
        return None
    return DitherFit(
        ditherer,
        effort=fitter.effort,
        keep=len(fitter.fixed_entries),
        bits=bits_of(fitter.color_depth),
        threads=resolve_threads(fitter.threads),
    )
