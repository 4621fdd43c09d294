"""Colors that a display's hardware has: a few bits a channel."""

from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant.errors import InvalidOptionError
from colorquant.pixels import to_hex

Bits: TypeAlias = tuple[int, int, int]

FULL: Bits = (8, 8, 8)
COLOR_DEPTHS: dict[str, Bits] = {
    "rgb565": (5, 6, 5),
    "rgb555": (5, 5, 5),
    "rgb444": (4, 4, 4),
    "rgb333": (3, 3, 3),
    "rgb332": (3, 3, 2),
    "rgb222": (2, 2, 2),
}
"""Bits of red, green and blue, by the names that hardware has for them."""

_ALLOWED = f"allowed are {', '.join(COLOR_DEPTHS)}, or three numbers of bits from 1 to 8"


def bits_of(color_depth: object) -> Bits:
    """Return how many bits each channel has.

    Parameters
    ----------
    color_depth
        A key of `COLOR_DEPTHS`, three numbers from 1 to 8, or None for all eight bits.

    Returns
    -------
    tuple of int
        The bits of red, green and blue.

    Raises
    ------
    InvalidOptionError
        If it is none of these.
    """
    if color_depth is None:
        return FULL
    if isinstance(color_depth, str):
        if color_depth in COLOR_DEPTHS:
            return COLOR_DEPTHS[color_depth]
    elif isinstance(color_depth, tuple | list) and len(color_depth) == 3:
        red, green, blue = color_depth
        if all(type(bits) is int and 1 <= bits <= 8 for bits in color_depth):
            return red, green, blue
    raise InvalidOptionError(f"grid is {color_depth!r}; {_ALLOWED}")


@cache
def levels(bits: int) -> NDArray[np.uint8]:
    """Return the 8-bit levels of a channel of so many bits, (2^bits,), ascending.

    As hardware widens them: the bits are repeated until there are eight, so that 0 stays 0 and all
    ones stay all ones.
    """
    values = np.arange(1 << bits, dtype=np.uint32)
    wide = np.zeros_like(values)
    for shift in range(8 - bits, -8, -bits):
        wide |= values << shift if shift >= 0 else values >> -shift
    return wide.astype(np.uint8)


def check_on_grid(colors: NDArray[np.uint8], bits: Bits) -> None:
    """Check that colors are on the grid of a color depth.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4) uint8.
    bits
        The bits of red, green and blue, 1 to 8.

    Raises
    ------
    InvalidOptionError
        If one is not.
    """
    shares = colors[:, :3] / 255.0
    there = np.stack([nearest_levels(shares[:, i], bits[i]) for i in range(3)], axis=1)
    off = (there != colors[:, :3]).any(axis=1)
    if off.any():
        place = int(off.argmax())
        names = [name for name, each in COLOR_DEPTHS.items() if each == bits]
        raise InvalidOptionError(
            f"the locked color {to_hex(colors[place].tolist())} is not on the grid "
            f"{names[0] if names else bits}; the nearest one there is "
            f"{to_hex([*there[place].tolist(), *colors[place, 3:].tolist()])}"
        )


def nearest_levels(shares: NDArray[np.float64], bits: int) -> NDArray[np.uint8]:
    """Return the level nearest to each share of full intensity, the upper one halfway.

    Parameters
    ----------
    shares
        Any shape, 0 to 1; what is beyond is clipped.
    bits
        Of the channel.

    Returns
    -------
    numpy.ndarray
        uint8 levels, 0 to 255, of the same shape.
    """
    steps = levels(bits)
    middles = (steps[1:].astype(np.float64) + steps[:-1]) / 2.0
    return steps[np.searchsorted(middles, shares * 255.0, side="right")]
