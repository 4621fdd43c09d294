"""Sort orders of palette entries; `ORDERS` holds them by name.

========= ======================================================================================
``none``  as they are
``luma``  from dark to light (Rec. ITU-R BT.601)
``hue``   grays first, from dark to light, then by the hue of OKLab: pinks, reds, yellows, greens,
          blues, purples
``count`` from the most pixels to the fewest; only for images
========= ======================================================================================

Ties are sorted from dark to light, so every order is deterministic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorquant._validation import check_integer
from colorquant.color import get_space
from colorquant.errors import InvalidOptionError
from colorquant.pixels import with_alpha

Places: TypeAlias = NDArray[np.intp]
Counts: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Order:
    """A sort order of palette entries.

    Attributes
    ----------
    name : str
        Its name in options.
    arrange : callable
        Takes (k, 4) uint8 distinct sRGB colors with alpha and (k,) pixel counts, and returns the
        (k,) sorting indices. Ties are sorted by luma.
    needs_counts : bool
        Whether it uses the counts; other orders ignore them.
    """

    name: str
    arrange: Callable[[NDArray[np.uint8], Counts], Places]
    needs_counts: bool = False


def arrange_unsorted(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Leave every entry where it is.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8.
    counts
        (k,) or None; not used.

    Returns
    -------
    numpy.ndarray
        (k,) the numbers from 0 to k - 1.
    """
    return np.arange(len(colors), dtype=np.intp)


UNSORTED = Order("none", arrange_unsorted)


# Rec. ITU-R BT.601-7, section 2.5.1, in thousandths: integers avoid rounding differences.
_RED, _GREEN, _BLUE = 299, 587, 114


def arrange_by_luma(colors: NDArray[np.uint8], counts: Counts | None = None) -> Places:
    """Sort by luma (Rec. ITU-R BT.601), then by red, green, blue and alpha.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 sRGB with alpha, all different.
    counts
        (k,) pixel counts; not used.

    Returns
    -------
    numpy.ndarray
        (k,) sorting indices, as of `numpy.argsort`.
    """
    channels = colors.astype(np.int64).T
    luma = _RED * channels[0] + _GREEN * channels[1] + _BLUE * channels[2]
    return np.lexsort((*channels[::-1], luma))


LUMA = Order("luma", arrange_by_luma)


# OKLab chroma below which a color counts as gray: the just noticeable difference in CSS Color
# Module Level 4 (W3C), section "CSS Gamut Mapping".
_NOTICEABLE = 0.02


def arrange_by_hue(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Sort grays first, from dark to light, then other colors by OKLab hue, from 0° up.

    OKLab: Ottosson 2020, https://bottosson.github.io/posts/oklab/.

    Parameters
    ----------
    colors
        (k, 4) uint8 sRGB with alpha, all different.
    counts
        (k,) pixel counts; not used.

    Returns
    -------
    numpy.ndarray
        (k,) sorting indices, as of `numpy.argsort`.
    """
    values = get_space("oklab").from_srgb(colors[:, :3] / 255.0)
    a, b = values[:, 1], values[:, 2]
    is_gray = a * a + b * b < _NOTICEABLE * _NOTICEABLE
    turn = np.where(is_gray, -1.0, _turn(a, b))
    dark_to_light = arrange_by_luma(colors)
    return dark_to_light[np.argsort(turn[dark_to_light], kind="stable")]


def _turn(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a value from 0 to 4 that grows with the angle of (a, b), without libm.

    It is the distance along the square with corners (1, 0), (0, 1), (-1, 0) and (0, -1). IEEE 754
    defines how each step rounds, so results agree on all platforms.
    """
    length = np.abs(a) + np.abs(b)
    share = b / np.where(length > 0.0, length, 1.0)
    return np.where(a < 0.0, 2.0 - share, np.where(b < 0.0, 4.0 + share, share))


HUE = Order("hue", arrange_by_hue)


def arrange_by_count(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Sort by pixel count, largest first, ties from dark to light.

    Parameters
    ----------
    colors
        (k, 4) uint8 sRGB with alpha, all different.
    counts
        (k,) pixel counts.

    Returns
    -------
    numpy.ndarray
        (k,) sorting indices, as of `numpy.argsort`.
    """
    dark_to_light = arrange_by_luma(colors)
    return dark_to_light[np.argsort(-counts[dark_to_light], kind="stable")]


COUNT = Order("count", arrange_by_count, needs_counts=True)


ORDERS: dict[str, Order] = {each.name: each for each in (UNSORTED, LUMA, HUE, COUNT)}
"""The orders by their names."""


def get_order(name: object) -> Order:
    """Return a sort order by name.

    Parameters
    ----------
    name
        A key of `ORDERS`.

    Returns
    -------
    Order
        The sort order.

    Raises
    ------
    InvalidOptionError
        If `name` is not a key of `ORDERS`.
    """
    if isinstance(name, str) and name in ORDERS:
        return ORDERS[name]
    raise InvalidOptionError(f"the order is {name!r}; allowed are {', '.join(ORDERS)}")


def arrange(
    colors: NDArray[np.uint8], by: str, *, keep: int = 0, counts: Counts | None = None
) -> Places:
    """Return the indices that sort palette entries.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 sRGB, all different.
    by
        A key of `ORDERS`.
    keep
        Number of entries at the front that stay in place, 0 to k.
    counts
        (k,) pixels of each entry; None if there is no image.

    Returns
    -------
    numpy.ndarray
        (k,) sorting indices, as of `numpy.argsort`.

    Raises
    ------
    InvalidOptionError
        If the order is unknown or needs counts, or `keep` is out of range.
    """
    order = get_order(by)
    if order.needs_counts and counts is None:
        allowed = ", ".join(each.name for each in ORDERS.values() if not each.needs_counts)
        raise InvalidOptionError(
            f"the order is {by!r}, which needs an image; allowed for a palette are {allowed}"
        )
    keep = check_integer("keep", keep, 0, len(colors))
    rest = with_alpha(colors[keep:]).view(np.uint8)
    numbers = np.zeros(len(rest), np.int64) if counts is None else counts[keep:]
    return np.concatenate([np.arange(keep, dtype=np.intp), keep + order.arrange(rest, numbers)])


def check_order(order: ArrayLike, count: int) -> Places:
    """Check a permutation of palette entries.

    Parameters
    ----------
    order
        (count,) integers, each from 0 to count - 1 once.
    count
        Number of entries.

    Returns
    -------
    numpy.ndarray
        (count,) the permutation.

    Raises
    ------
    InvalidOptionError
        If it is not a permutation.
    """
    try:
        array = np.asarray(order)
    except ValueError:  # rows of different lengths
        array = np.empty(0)
    numbers = array if array.dtype.kind in "iu" else np.empty(0)
    if not np.array_equal(np.sort(numbers, axis=None), np.arange(count)) or array.ndim != 1:
        raise InvalidOptionError(
            f"the order has dtype {array.dtype} and shape {array.shape}; "
            f"allowed is each integer from 0 to {count - 1:,} once"
        )
    return array.astype(np.intp)
