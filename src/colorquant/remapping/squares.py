"""The squared error of many colors, as one whole number."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.uint16] | NDArray[np.int64]


def summed_squares(points: Points, others: Points, weights: NDArray[np.int64]) -> int:
    """Add up the weighted squared distances of points, exactly.

    Parameters
    ----------
    points, others
        (m, c) each, of 0 to 65,535.
    weights
        (m,) what each counts for.

    Returns
    -------
    int
        In the squared units of points; see `colorquant.color.points.SQUARED_STEP`.
    """
    difference = points.astype(np.int64) - others
    squares = np.einsum("ij,ij->i", difference, difference)
    # In two halves, which even pixels by the billion do not carry beyond 64 bits.
    return (int(weights @ (squares >> 16)) << 16) + int(weights @ (squares & 0xFFFF))
