"""CIEDE2000 color differences: of colors, of two images, and as a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from colorquant.color import get_space
from colorquant.errors import InvalidImageError
from colorquant.image import ImageLike, as_image
from colorquant.pixels import Colors, as_colors, as_words, largest, with_alpha

_PIXELS = 1 << 17  # compared at a time
_LAB = get_space("lab")


def delta_e_2000(image: ImageLike, other: ImageLike) -> float:
    """Mean over pixels of the color difference CIEDE2000, of CIELAB under D65.

    Parameters
    ----------
    image, other
        Two opaque images of the same height and width; gray counts as equal red, green and blue.

    Returns
    -------
    float
        From 0 on; a difference of 1 is about the least that one sees between large patches.

    Raises
    ------
    InvalidImageError
        If their sizes differ, or one is not opaque.
    """
    a, b = as_opaque_pair(image, other)
    total = sum(_summed_difference(*colors) for _, *colors in paired_rows(a, b))
    return float(total / (a.shape[0] * a.shape[1]))


def delta_e_2000_lab(lab: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Color difference CIEDE2000 of each color of one array to that of another.

    Parameters
    ----------
    lab, other
        (n, 3) float64 CIELAB: L* 0 to 100, a*, b*.

    Returns
    -------
    numpy.ndarray
        (n,) float64, from 0 on, with kL = kC = kH = 1.
    """
    # The names and the numbers of the equations are those of the paper.
    lightness_1, a_1, b_1 = lab[:, 0], lab[:, 1], lab[:, 2]
    lightness_2, a_2, b_2 = other[:, 0], other[:, 1], other[:, 2]

    mean_chroma = (np.hypot(a_1, b_1) + np.hypot(a_2, b_2)) / 2.0  # (2), (3)
    stretch = 1.5 - 0.5 * _near_1_from_chroma_25(mean_chroma)  # 1 + G of (4)
    chroma_1, hue_1 = _polar(stretch * a_1, b_1)  # (5) to (7)
    chroma_2, hue_2 = _polar(stretch * a_2, b_2)

    d_lightness = lightness_2 - lightness_1  # (8)
    d_chroma = chroma_2 - chroma_1  # (9)
    d_hue_angle = _shorter_way_round(hue_2 - hue_1)  # (10); where a chroma is 0, (11) is 0 anyway
    d_hue = 2.0 * np.sqrt(chroma_1 * chroma_2) * np.sin(np.radians(d_hue_angle) / 2.0)  # (11)

    lightness = (lightness_1 + lightness_2) / 2.0  # (12)
    chroma = (chroma_1 + chroma_2) / 2.0  # (13)
    hue = _mean_hue(hue_1, hue_2, chroma_1 * chroma_2 == 0.0)  # (14)

    t = (  # (15)
        1.0
        - 0.17 * _cos(hue - 30.0)
        + 0.24 * _cos(2.0 * hue)
        + 0.32 * _cos(3.0 * hue + 6.0)
        - 0.20 * _cos(4.0 * hue - 63.0)
    )
    turn = 30.0 * np.exp(-np.square((hue - 275.0) / 25.0))  # (16)
    rotation = -np.sin(np.radians(2.0 * turn)) * 2.0 * _near_1_from_chroma_25(chroma)  # (17), (21)
    from_middle = np.square(lightness - 50.0)
    part_lightness = d_lightness / (1.0 + 0.015 * from_middle / np.sqrt(20.0 + from_middle))  # (18)
    part_chroma = d_chroma / (1.0 + 0.045 * chroma)  # (19)
    part_hue = d_hue / (1.0 + 0.015 * chroma * t)  # (20)

    squared = (  # (22)
        np.square(part_lightness)
        + np.square(part_chroma)
        + np.square(part_hue)
        + rotation * part_chroma * part_hue
    )
    difference: NDArray[np.float64] = np.sqrt(squared)
    return difference


def _summed_difference(a: Colors, b: Colors) -> float:
    """Add up over pixels; of 8 bits, each pair of colors is worked out once."""
    if not a.dtype == b.dtype == np.uint8:
        return float(delta_e_2000_lab(_lab(a), _lab(b)).sum())
    pairs, counts = np.unique(_codes(a) << 24 | _codes(b), return_counts=True)
    differences = delta_e_2000_lab(_lab_of_codes(pairs >> 24), _lab_of_codes(pairs))
    return float((differences * counts).sum())


def _codes(colors: Colors) -> NDArray[np.int64]:
    """Pack colors, (n, 3), into 24 bits each."""
    channels = colors.astype(np.int64)
    return channels[:, 0] << 16 | channels[:, 1] << 8 | channels[:, 2]


def _lab_of_codes(codes: NDArray[np.int64]) -> NDArray[np.float64]:
    channels = np.stack([codes >> 16 & 255, codes >> 8 & 255, codes & 255], axis=1)
    return _lab(channels.astype(np.uint8))


def _lab(pixels: Image) -> NDArray[np.float64]:
    colors = np.broadcast_to(pixels.astype(np.float64), (len(pixels), 3))
    return _LAB.from_srgb(colors / largest(pixels))


def _near_1_from_chroma_25(chroma: NDArray[np.float64]) -> NDArray[np.float64]:
    seventh = chroma**7
    near_1: NDArray[np.float64] = np.sqrt(seventh / (seventh + 25.0**7))
    return near_1


def _polar(
    a: NDArray[np.float64], b: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return chroma, and hue in degrees from 0 to 360."""
    return np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360.0


def _shorter_way_round(angle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Bring a difference of two hues between -180 and 180 degrees."""
    return np.where(angle > 180.0, angle - 360.0, np.where(angle < -180.0, angle + 360.0, angle))


def _mean_hue(
    hue: NDArray[np.float64], other: NDArray[np.float64], either_is_gray: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the middle of two hues on the shorter arc; the sum where gray, with no hue, is one."""
    total = hue + other
    around = np.abs(hue - other) > 180.0
    middle = (total + np.where(around, np.where(total < 360.0, 360.0, -360.0), 0.0)) / 2.0
    return np.where(either_is_gray, total, middle)


def _cos(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    cosine: NDArray[np.float64] = np.cos(np.radians(degrees))
    return cosine


_AT_ONCE = 1 << 17  # pairs, to bound scratch memory
_BLACK, _WHITE = 0.0, 1.0


def differences_over_backgrounds(colors: Colors, others: Colors) -> NDArray[np.float64]:
    """CIEDE2000 of each color of one array to that of another, over black and over white.

    Parameters
    ----------
    colors, others
        (m, 3) or (m, 4) sRGB, uint8 or uint16; with alpha, they are laid over the background as
        viewers do: in sRGB as stored.

    Returns
    -------
    numpy.ndarray
        (2, m) float64, over black and over white, from 0 on; (1, m) if both are of three channels.
    """
    alpha = 4 in (colors.shape[1], others.shape[1])
    differences = np.empty((2 if alpha else 1, len(colors)))
    for begin in range(0, len(colors), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        for row, light in enumerate((_BLACK, _WHITE)[: len(differences)]):
            differences[row, part] = delta_e_2000_lab(
                lab_over(colors[part], light), lab_over(others[part], light)
            )
    return differences


def lab_over(colors: Colors, light: float) -> NDArray[np.float64]:
    """Return CIELAB of colors laid over a gray background.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4) sRGB, uint8 or uint16.
    light
        Of the background, as stored: 0 is black, 1 is white.

    Returns
    -------
    numpy.ndarray
        (m, 3) float64, under D65.
    """
    shares = with_alpha(colors) / float(largest(colors))
    opacity = shares[:, 3:]
    return _LAB.from_srgb(shares[:, :3] * opacity + light * (1.0 - opacity))


Image: TypeAlias = NDArray[np.uint8] | NDArray[np.uint16]


def as_pair(image: ImageLike, other: ImageLike) -> tuple[Image, Image]:
    """Return two images as arrays.

    Parameters
    ----------
    image, other
        Two images of the same height and width, as for `colorquant.image.as_image`.

    Returns
    -------
    tuple of numpy.ndarray
        Each (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.

    Raises
    ------
    InvalidImageError
        If their sizes differ.
    """
    a, b = as_image(image), as_image(other)
    if a.shape[:2] != b.shape[:2]:
        raise InvalidImageError(
            f"the images are {a.shape[1]} x {a.shape[0]} and {b.shape[1]} x {b.shape[0]} pixels; "
            "they must be of one size"
        )
    return a, b


def paired_rows(a: Image, b: Image) -> Iterator[tuple[slice, Colors, Colors]]:
    """Go over two images a block of rows at a time, to bound scratch memory.

    Parameters
    ----------
    a, b
        Two images of the same height and width, as `as_pair` returns them.

    Yields
    ------
    slice
        The rows.
    numpy.ndarray, numpy.ndarray
        The colors of their pixels in each image, (n, 3) or (n, 4).
    """
    at_once = max(1, _PIXELS // a.shape[1])
    for top in range(0, a.shape[0], at_once):
        rows = slice(top, top + at_once)
        yield rows, as_colors(a[rows]), as_colors(b[rows])


def as_opaque_pair(image: ImageLike, other: ImageLike) -> tuple[Image, Image]:
    """Return two images as arrays, as `as_pair` does, where only opaque ones make sense.

    Parameters
    ----------
    image, other
        As for `as_pair`.

    Returns
    -------
    tuple of numpy.ndarray
        Each (h, w) or (h, w, 3), uint8 or uint16, C-contiguous.

    Raises
    ------
    InvalidImageError
        If their sizes differ, or one is not opaque.
    """
    a, b = as_pair(image, other)
    if a.shape[2:] == (4,) or b.shape[2:] == (4,):
        raise InvalidImageError(
            "an image has transparent pixels; allowed are opaque images: lay it on a background"
        )
    return a, b


def max_delta_e_2000(image: ImageLike, other: ImageLike) -> float:
    """Greatest color difference CIEDE2000 of all pixels, of CIELAB under D65.

    Parameters
    ----------
    image, other
        Two images of the same height and width; gray counts as equal red, green and blue. Where
        either has alpha, a pixel's difference is the greater of those over black and over white.

    Returns
    -------
    float
        From 0 on.

    Raises
    ------
    InvalidImageError
        If their sizes differ.
    """
    a, b = as_pair(image, other)
    return max(
        float(np.max(differences_over_backgrounds(*colors))) for _, *colors in paired_rows(a, b)
    )


@dataclass(frozen=True, eq=False)
class DifferenceMap:
    """Color differences of two images, pixel by pixel.

    Attributes
    ----------
    values : numpy.ndarray
        (h, w) float32, from 0 on; the greater of those over black and over white where either
        image has alpha.
    mean : float
        Over pixels; with alpha, of the differences over black and over white.
    worst : float
        The greatest of all.
    """

    values: NDArray[np.float32]
    mean: float
    worst: float


def delta_e_map(image: ImageLike, other: ImageLike) -> DifferenceMap:
    """Color difference CIEDE2000 of every pixel, of CIELAB under D65.

    Parameters
    ----------
    image, other
        Two images of the same height and width; gray counts as equal red, green and blue.

    Returns
    -------
    DifferenceMap

    Raises
    ------
    InvalidImageError
        If their sizes differ.
    """
    a, b = as_pair(image, other)
    height, width = a.shape[:2]
    values = np.empty((height, width), np.float32)
    total, worst = 0.0, 0.0
    for rows, *colors in paired_rows(a, b):
        differences = _differences(*colors)
        values[rows] = differences.max(axis=0).reshape(-1, width)
        total += float(differences.mean(axis=0).sum())
        worst = max(worst, float(differences.max()))
    return DifferenceMap(values, total / (height * width), worst)


def _differences(a: Colors, b: Colors) -> NDArray[np.float64]:
    """Return (1, n) or (2, n); of 8 bits, each pair of colors is worked out once."""
    if not a.dtype == b.dtype == np.uint8:
        return differences_over_backgrounds(a, b)
    pairs = as_words(a).astype(np.uint64) << np.uint64(32) | as_words(b)
    _, places, inverse = np.unique(pairs, return_index=True, return_inverse=True)
    return differences_over_backgrounds(a[places], b[places])[:, inverse]
