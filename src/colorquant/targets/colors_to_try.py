"""How few and how many colors a search goes from and to."""

from colorquant.fitting import KMeans
from colorquant.histogram import ColorHistogram


def fewest_and_most(histogram: ColorHistogram, fitter: KMeans) -> tuple[int, int]:
    """Return the least number of colors that can be fitted, and the greatest that makes sense.

    Parameters
    ----------
    histogram
        Of the pixels to represent.
    fitter
        Of the most colors that are allowed.
    """
    if fitter.candidates is not None:
        return 1, min(fitter.n, len(fitter.candidates))
    fixed_entries = fitter.fixed_entries
    has_clear = histogram.colors.shape[1] == 4 and bool((histogram.colors[:, 3] == 0).any())
    needs_clear = has_clear and len(fixed_entries) > 0 and bool((fixed_entries[:, 3] > 0).all())
    low = min(
        max(1, len(fixed_entries) + int(needs_clear)), fitter.n
    )  # the fit refuses too few itself
    return low, max(low, min(fitter.n, len(histogram.rounded()) + len(fixed_entries)))
