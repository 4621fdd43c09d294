"""Colors that mean nothing, and are left out of a fit."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidOptionError
from colorquant.pixels import parse_color, parse_colors, with_alpha, without_hidden

NoData = float | Sequence[float] | Sequence[Sequence[float]] | NDArray[np.generic]


def nodata_colors(nodata: NoData, channels: int) -> NDArray[np.uint16]:
    """Return the colors that are left out of a fit.

    Parameters
    ----------
    nodata
        A color, several or none: 3 or 4 channels each, or one gray level; whole numbers from 0 to
        255, or floats from 0 to 1.
    channels
        3 or 4, of the colors that they are looked for among.

    Returns
    -------
    numpy.ndarray
        (n, channels) uint16, those that can be among them.

    Raises
    ------
    InvalidOptionError
        If `nodata` is anything else.
    """
    allowed = (
        "allowed are colors of 3 or 4 channels, or a gray level, of whole numbers from 0 to 255 "
        "or floats from 0 to 1"
    )
    try:
        array = np.atleast_2d(np.asarray(nodata))
    except ValueError:
        raise InvalidOptionError(f"nodata is {nodata!r}; {allowed}") from None
    if not array.size:
        return np.empty((0, channels), np.uint16)
    if array.shape == (1, 1):
        array = np.repeat(array, 3, axis=1)
    most = {"i": 255, "u": 255, "f": 1}.get(array.dtype.kind, -1)
    is_color = array.ndim == 2 and array.shape[1] in (3, 4)
    if not is_color or most < 0 or not (array.min() >= 0 and array.max() <= most):
        raise InvalidOptionError(f"nodata is {nodata!r}; {allowed}")
    colors = without_hidden(np.rint(array.astype(np.float64) * (65_535 / most)).astype(np.uint16))
    if channels == 4:
        return with_alpha(colors).view(np.uint16)
    opaque = colors if colors.shape[1] == 3 else colors[colors[:, 3] == 65_535]
    return opaque[:, :3].view(np.uint16)


def parse_nodata(nodata: object) -> tuple[tuple[float, ...], ...] | None:
    """Return colors to leave out as rows of numbers, which compare and hash.

    Parameters
    ----------
    nodata
        As for `nodata_colors`, or colors written as texts; None for none.

    Returns
    -------
    tuple of tuple or None
        Red, green, blue and, unless all are opaque, alpha of each; None if there are none.

    Raises
    ------
    InvalidOptionError
        If `nodata` is anything else.
    """
    if nodata is None:
        return None
    try:
        rows: Any = parse_color(nodata) if isinstance(nodata, str) else parse_colors(nodata)
    except ValueError as error:
        raise InvalidOptionError(f"nodata: {error}") from None
    nodata_colors(rows, 3)  # refuses what is none
    array = np.atleast_2d(np.asarray(rows))
    if not array.size:
        return None
    if array.shape == (1, 1):
        array = np.repeat(array, 3, axis=1)
    if array.shape[1] == 4 and (array[:, 3] == (255 if array.dtype.kind in "iu" else 1)).all():
        array = array[:, :3]
    return tuple(map(tuple, array.tolist()))
