"""The rows of a PNG's pixels as bytes, and the filters that may make them easier to compress.

PNG specification, third edition, sections 7.2 and 9 (https://www.w3.org/TR/png-3/).
"""

import numpy as np
from numpy.typing import NDArray

from colorquant.files.indexed.deflate import deflated
from colorquant.files.indexed.indexed_format import Indices

Rows = NDArray[np.uint8]

NONE, SUB, UP, AVERAGE, PAETH, ADAPTIVE = FILTERS = range(6)
"""The filters of a row, and the choice of one for each."""

# As many rows next to each other say what a filter does; a few such bands, what it does to most.
_BAND, _BANDS = 16, 6
# A sample does not show what repeats from far above, which indices do more often unfiltered.
_WORTH_IT = 0.95


def packed(indices: Indices, bits: int) -> Rows:
    """Return the bytes of each row, the leftmost pixel in the highest bits.

    Parameters
    ----------
    indices
        (h, w) below ``2 ** bits``.
    bits
        How many a pixel has: 1, 2, 4 or 8.

    Returns
    -------
    numpy.ndarray
        (h, ceil(w * bits / 8)) uint8.
    """
    in_a_byte = 8 // bits
    height, width = indices.shape
    rows = np.zeros((height, -(-width // in_a_byte)), dtype=np.uint8)
    for place in range(in_a_byte):
        pixels = indices[:, place::in_a_byte].astype(np.uint8)
        rows[:, : pixels.shape[1]] |= pixels << (8 - bits * (place + 1))
    return rows


def filtered(rows: Rows, kind: int) -> bytes:
    """Return the rows behind each other, each after one byte that names its filter.

    ``ADAPTIVE`` is what the specification advises for colors (section 12.7): the filter whose
    differences, taken as signed, have the smallest sum of absolute values in that row.

    Parameters
    ----------
    rows
        (h, b) bytes, of pixels of no more than 8 bits.
    kind
        One of `FILTERS`.

    Returns
    -------
    bytes
        The filtered rows, each after one byte that names its filter.
    """
    return (_adaptive(rows) if kind == ADAPTIVE else _lines(rows, kind)).tobytes()


def best_filter(rows: Rows) -> int:
    """Choose the filter that makes rows, or a sample of them, smallest.

    Parameters
    ----------
    rows
        (h, b) uint8 bytes of the pixels.

    Returns
    -------
    int
        One of `FILTERS`; no filter if in doubt.
    """
    sample = _sample(rows)
    sizes = [
        len(deflated(filtered(sample, kind), "fast", filtered=kind != NONE)) for kind in FILTERS
    ]
    best = sizes.index(min(sizes))
    needed = _WORTH_IT if len(sample) < len(rows) else 1
    return best if sizes[best] < needed * sizes[NONE] else NONE


def _sample(rows: Rows) -> Rows:
    if len(rows) <= _BAND * _BANDS:
        return rows
    starts = np.linspace(0, len(rows) - _BAND, _BANDS).astype(np.int64)
    sample: Rows = rows[(starts[:, None] + np.arange(_BAND)).ravel()]
    return sample


def _lines(rows: Rows, kind: int) -> Rows:
    lines = np.empty((rows.shape[0], rows.shape[1] + 1), dtype=np.uint8)
    lines[:, 0] = kind
    lines[:, 1:] = rows if kind == NONE else rows - _prediction(rows, kind)
    return lines


def _adaptive(rows: Rows) -> Rows:
    best = _lines(rows, NONE)
    least = _sums(best)
    for kind in (SUB, UP, AVERAGE, PAETH):
        lines = _lines(rows, kind)
        sums = _sums(lines)
        better = sums < least
        best[better], least[better] = lines[better], sums[better]
    return best


def _sums(lines: Rows) -> NDArray[np.int64]:
    differences = lines[:, 1:]
    sums: NDArray[np.int64] = np.minimum(differences, -differences).sum(axis=1, dtype=np.int64)
    return sums


def _prediction(rows: Rows, kind: int) -> Rows:
    left, above, corner = np.zeros_like(rows), np.zeros_like(rows), np.zeros_like(rows)
    left[:, 1:] = rows[:, :-1]
    above[1:] = rows[:-1]
    if kind == SUB:
        return left
    if kind == UP:
        return above
    if kind == AVERAGE:
        average: Rows = (left & above) + ((left ^ above) >> 1)
        return average
    corner[1:, 1:] = rows[:-1, :-1]
    return _paeth(left.astype(np.int16), above.astype(np.int16), corner.astype(np.int16))


def _paeth(left: NDArray[np.int16], above: NDArray[np.int16], corner: NDArray[np.int16]) -> Rows:
    to_left, to_above = np.abs(above - corner), np.abs(left - corner)
    to_corner = np.abs(left + above - 2 * corner)
    nearest = np.where(to_above <= to_corner, above, corner)
    is_left = (to_left <= to_above) & (to_left <= to_corner)
    return np.where(is_left, left, nearest).astype(np.uint8)
