"""Text and HTML summaries of a histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from colorquant.pixels import to_8_bits
from colorquant.rendering import as_html, percent

if TYPE_CHECKING:
    from colorquant.histogram.color_histogram import ColorHistogram

_MAX_SHOWN = 16


def described(histogram: ColorHistogram) -> str:
    """Return a one-line summary: colors, bit depth, pixels, exactness.

    Parameters
    ----------
    histogram
        The histogram.

    Returns
    -------
    str
        The summary.
    """
    count, pixels = len(histogram), histogram.pixel_count
    kind = "distinct color" if histogram.exact else "cell"
    return (
        f"{count:,} {kind}{'s' * (count != 1)} of {8 * histogram.colors.dtype.itemsize} bits in "
        f"{pixels:,} pixel{'s' * (pixels != 1)}, {'exact' if histogram.exact else 'not exact'}"
        f"{', weighted' * (histogram.weights is not None)}"
    )


def as_notebook(histogram: ColorHistogram) -> str:
    """Return the most common colors and their shares of the pixels as HTML.

    Parameters
    ----------
    histogram
        The histogram; colors are rounded to 8 bits.

    Returns
    -------
    str
        A ``div`` element.
    """
    common = np.argsort(-histogram.counts, kind="stable")[:_MAX_SHOWN]
    shares = [percent(count / histogram.pixel_count) for count in histogram.counts[common].tolist()]
    title = f"Histogram of {described(histogram)}; the most common:"
    return as_html(to_8_bits(histogram.colors[common]), shares, title)
