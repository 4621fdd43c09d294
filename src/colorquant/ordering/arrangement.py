"""Where the entries of a palette go."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from colorquant._options import check_integer
from colorquant.color.depth import with_alpha
from colorquant.errors import InvalidOptionError
from colorquant.ordering.count import COUNT
from colorquant.ordering.given import GIVEN
from colorquant.ordering.hue import HUE
from colorquant.ordering.luma import LUMA
from colorquant.ordering.order import Counts, Order, Places

ORDERS: dict[str, Order] = {each.name: each for each in (GIVEN, LUMA, HUE, COUNT)}
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
