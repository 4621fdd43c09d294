"""Products with a 3 x 3 matrix, to the same bits on every machine.

BLAS, which ``@`` calls, adds in an order of its own and may fuse multiplications with additions.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Row: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Row, Row, Row]


def multiply(matrix: Matrix, vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Multiply each vector by a matrix, adding from left to right.

    Parameters
    ----------
    matrix
        Three rows of three.
    vectors
        (n, 3) float64.

    Returns
    -------
    numpy.ndarray
        (n, 3) float64.
    """
    x, y, z = vectors[:, 0], vectors[:, 1], vectors[:, 2]
    product = np.empty(vectors.shape, dtype=np.float64)
    for column, (a, b, c) in enumerate(matrix):
        product[:, column] = a * x + b * y + c * z
    return product
