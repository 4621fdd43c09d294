"""Orders of a palette's entries; `ORDERS` holds them by name.

========= ======================================================================================
``none``  as they are
``luma``  from dark to light (Rec. ITU-R BT.601)
``hue``   grays first, from dark to light, then by the hue of OKLab: pinks, reds, yellows, greens,
          blues, purples
``count`` from the most pixels to the fewest; only an image has it
========= ======================================================================================

What is equal in an order goes from dark to light, so every order is the same each time.
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
    """A way to put the entries of a palette in a row.

    Attributes
    ----------
    name : str
        What options call it.
    arrange : callable
        From (k, 4) uint8 sRGB colors with alpha, all different, and (k,) counts of their pixels,
        to the (k,) place that each entry comes from. Equal entries go by luma.
    needs_counts : bool
        Whether it looks at the counts; the others take any.
    """

    name: str
    arrange: Callable[[NDArray[np.uint8], Counts], Places]
    needs_counts: bool = False


def arrange_unsorted(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Leave every entry where it is."""
    return np.arange(len(colors), dtype=np.intp)


UNSORTED = Order("none", arrange_unsorted)


# Rec. ITU-R BT.601-7, section 2.5.1, in thousandths: whole numbers have no rounding to differ in.
_RED, _GREEN, _BLUE = 299, 587, 114


def arrange_by_luma(colors: NDArray[np.uint8], counts: Counts | None = None) -> Places:
    """Go by luma (Rec. ITU-R BT.601); equal ones by red, green, blue and alpha in turn."""
    channels = colors.astype(np.int64).T
    luma = _RED * channels[0] + _GREEN * channels[1] + _BLUE * channels[2]
    return np.lexsort((*channels[::-1], luma))


LUMA = Order("luma", arrange_by_luma)


# A color nearer to the gray of its lightness than this is taken for one: the difference in OKLab
# that is just noticeable, as CSS Color Module Level 4 (W3C) has it, section "CSS Gamut Mapping".
_NOTICEABLE = 0.02


def arrange_by_hue(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Put grays first, from dark to light, then go by the hue of OKLab, from 0° up."""
    values = get_space("oklab").from_srgb(colors[:, :3] / 255.0)
    a, b = values[:, 1], values[:, 2]
    is_gray = a * a + b * b < _NOTICEABLE * _NOTICEABLE
    turn = np.where(is_gray, -1.0, _turn(a, b))
    dark_to_light = arrange_by_luma(colors)
    return dark_to_light[np.argsort(turn[dark_to_light], kind="stable")]


def _turn(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what grows with the angle of (a, b), from 0 to 4, without a function of libm.

    It is the way along the square of corners (1, 0), (0, 1), (-1, 0) and (0, -1), of which IEEE 754
    rounds every step in one way.
    """
    length = np.abs(a) + np.abs(b)
    share = b / np.where(length > 0.0, length, 1.0)
    return np.where(a < 0.0, 2.0 - share, np.where(b < 0.0, 4.0 + share, share))


HUE = Order("hue", arrange_by_hue)


def arrange_by_count(colors: NDArray[np.uint8], counts: Counts) -> Places:
    """Go from many pixels to few; as many go from dark to light."""
    dark_to_light = arrange_by_luma(colors)
    return dark_to_light[np.argsort(-counts[dark_to_light], kind="stable")]


COUNT = Order("count", arrange_by_count, needs_counts=True)


ORDERS: dict[str, Order] = {each.name: each for each in (UNSORTED, LUMA, HUE, COUNT)}
"""The orders by their names."""


def get_order(name: object) -> Order:
    """Return an order by its name.

    Raises
    ------
    InvalidOptionError
        If `name` is no key of `ORDERS`.
    """
    if isinstance(name, str) and name in ORDERS:
        return ORDERS[name]
    raise InvalidOptionError(f"the order is {name!r}; allowed are {', '.join(ORDERS)}")


def arrange(
    colors: NDArray[np.uint8], by: str, *, keep: int = 0, counts: Counts | None = None
) -> Places:
    """Put the entries of a palette in an order.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 sRGB, all different.
    by
        A key of `ORDERS`.
    keep
        How many entries at the front stay where they are, 0 to k.
    counts
        (k,) how many pixels each entry has; None if there is no image.

    Returns
    -------
    numpy.ndarray
        (k,) the place that each entry comes from.

    Raises
    ------
    InvalidOptionError
        If there is no such order, it needs counts that there are not, or `keep` is out of range.
    """
    order = get_order(by)
    if order.needs_counts and counts is None:
        allowed = ", ".join(each.name for each in ORDERS.values() if not each.needs_counts)
        raise InvalidOptionError(
            f"the order is {by!r}, which only an image has; allowed for a palette are {allowed}"
        )
    keep = check_integer("keep", keep, 0, len(colors))
    rest = with_alpha(colors[keep:]).view(np.uint8)
    numbers = np.zeros(len(rest), np.int64) if counts is None else counts[keep:]
    return np.concatenate([np.arange(keep, dtype=np.intp), keep + order.arrange(rest, numbers)])


def check_places(places: ArrayLike, count: int) -> Places:
    """Return places as an array that names each of so many entries once.

    Raises
    ------
    InvalidOptionError
        If it does not.
    """
    try:
        array = np.asarray(places)
    except ValueError:  # rows of different lengths
        array = np.empty(0)
    numbers = array if array.dtype.kind in "iu" else np.empty(0)
    if not np.array_equal(np.sort(numbers, axis=None), np.arange(count)) or array.ndim != 1:
        raise InvalidOptionError(
            f"the places are {array.dtype} of shape {array.shape}; "
            f"allowed is each whole number from 0 to {count - 1:,} once"
        )
    return array.astype(np.intp)
