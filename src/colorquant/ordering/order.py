"""What every order is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

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
