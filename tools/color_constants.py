"""Derive the constants of the color spaces: python tools/color_constants.py.

All follows from what is published, and is printed beside what the modules hold where they round it.
Matrices are worked out in fractions, so nothing is rounded before the end.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant.color import SPACES, Space
from colorquant.color.matrix import Matrix

Fractions: TypeAlias = list[list[Fraction]]


def fractions(rows: Sequence[str]) -> Fractions:
    return [[Fraction(number) for number in row.split()] for row in rows]


# IEC 61966-2-1: chromaticities x, y of the primaries and of the white D65.
PRIMARIES = fractions(["0.64 0.33", "0.30 0.60", "0.15 0.06"])
WHITE = fractions(["0.3127 0.3290"])[0]

# CIE 15:2018, section 8.2.1: where the cube root of CIELAB ends, and the slope of the line below.
EPSILON = Fraction(6, 29) ** 3
KAPPA = Fraction(29, 3) ** 3

# Ottosson 2020, https://bottosson.github.io/posts/oklab/: XYZ to LMS, and roots of LMS to Lab.
OKLAB_M1 = fractions(
    [
        "0.8189330101 0.3618667424 -0.1288597137",
        "0.0329845436 0.9293118715 0.0361456387",
        "0.0482003018 0.2643662691 0.6338517070",
    ]
)
OKLAB_M2 = fractions(
    [
        "0.2104542553 0.7936177850 -0.0040720468",
        "1.9779984951 -2.4285922050 0.4505937099",
        "0.0259040371 0.7827717662 -0.8086757660",
    ]
)
# The same page gives light of sRGB to LMS, rounded to ten digits.
OKLAB_COMBINED = fractions(
    [
        "0.4122214708 0.5363325363 0.0514459929",
        "0.2119034982 0.6806995451 0.1073969566",
        "0.0883024619 0.2817188376 0.6299787005",
    ]
)


def product(a: Fractions, b: Fractions) -> Fractions:
    columns = list(zip(*b, strict=True))
    return [
        [sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a
    ]


def inverse(matrix: Fractions) -> Fractions:
    """By the adjugate: cross products of the rows, over the determinant."""
    a, b, c = matrix
    columns = [cross(b, c), cross(c, a), cross(a, b)]
    determinant = sum(x * y for x, y in zip(a, columns[0], strict=True))
    return [[x / determinant for x in row] for row in zip(*columns, strict=True)]


def cross(a: list[Fraction], b: list[Fraction]) -> list[Fraction]:
    return [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]


def xyz(chromaticity: list[Fraction]) -> list[Fraction]:
    x, y = chromaticity
    return [x / y, Fraction(1), (1 - x - y) / y]


def with_unit_white(matrix: Fractions) -> Fractions:
    """Scale each row so that it takes white, light of (1, 1, 1), to 1."""
    return [[x / sum(row) for x in row] for row in matrix]


def linear_to_xyz() -> Fractions:
    """Scale the primaries so that together they make white."""
    primaries = [list(row) for row in zip(*map(xyz, PRIMARIES), strict=True)]
    shares = product(inverse(primaries), [[each] for each in xyz(WHITE)])
    return [[x * share for x, [share] in zip(row, shares, strict=True)] for row in primaries]


def linear_to_relative_xyz() -> Fractions:
    return with_unit_white(linear_to_xyz())


def linear_to_lms() -> Fractions:
    """M1 makes 0.9999, 1.0000, 1.0005 of D65; Ottosson's combined matrix has that mended, too."""
    return with_unit_white(product(OKLAB_M1, linear_to_xyz()))


def rounded(matrix: Fractions) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = ([float(x) for x in row] for row in matrix)
    return ((a, b, c), (d, e, f), (g, h, i))


def matrices() -> dict[str, Matrix]:
    """Every matrix, under its module and name."""
    return {
        "lab.LINEAR_TO_RELATIVE_XYZ": rounded(linear_to_relative_xyz()),
        "lab.RELATIVE_XYZ_TO_LINEAR": rounded(inverse(linear_to_relative_xyz())),
        "oklab.LINEAR_TO_LMS": rounded(linear_to_lms()),
        "oklab.LMS_TO_LINEAR": rounded(inverse(linear_to_lms())),
        "oklab.ROOTS_TO_OKLAB": rounded(OKLAB_M2),
        "oklab.OKLAB_TO_ROOTS": rounded(inverse(OKLAB_M2)),
    }


def surface_of_gamut(steps: int = 64) -> NDArray[np.float64]:
    """Return colors all over the six faces of the sRGB cube, corners and edges among them."""
    u, v = (axis.reshape(-1) for axis in np.meshgrid(*[np.linspace(0.0, 1.0, steps + 1)] * 2))
    faces = [
        np.roll(np.stack([np.full_like(u, side), u, v], axis=1), axis, axis=1)
        for side in (0.0, 1.0)
        for axis in range(3)
    ]
    return np.concatenate(faces)


def gamut_range(space: Space) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and the greatest value on each axis, in the units of the space."""
    values = space.from_srgb(surface_of_gamut())
    return values.min(axis=0), values.max(axis=0)


def largest_scale(space: Space) -> float:
    """Return the scale at which the widest axis takes all of 0 to 65,535."""
    low, high = gamut_range(space)
    return float(65_535.0 / (high - low).max())


def centering_offset(space: Space) -> NDArray[np.float64]:
    """Return the offsets that leave as much room below an axis as above it."""
    low, high = gamut_range(space)
    return np.asarray((65_535.0 - (low + high) * space.scale) / 2.0)


def report() -> None:
    print(f"lab.EPSILON = {EPSILON} = {float(EPSILON)!r}")
    print(f"lab.KAPPA = {KAPPA} = {float(KAPPA)!r}")
    for name, matrix in matrices().items():
        print(f"\n{name} =", *matrix, sep="\n    ")
    for space in SPACES.values():
        low, high = gamut_range(space)
        print(f"\n{space.name}: from {low} to {high}")
        print(f"    scale  {space.scale:g}; at most {largest_scale(space):.2f}")
        print(f"    offset {space.offset}; centered {centering_offset(space)}")
        print(f"    coordinates {low * space.scale + space.offset} to", end=" ")
        print(high * space.scale + space.offset)


if __name__ == "__main__":
    report()
