"""Working spaces: where distances between colors are measured.

`SPACES` holds them by name:

========== =====================================================================================
``srgb``   red, green and blue as images store them (IEC 61966-2-1)
``linear`` light of the same primaries
``oklab``  OKLab, lightness and two opponents (Ottosson 2020): cheap, and even to the eye
``lab``    CIELAB under D65 (CIE 15:2018): the space of ΔE
========== =====================================================================================
"""

from colorquant.color.color_depth import COLOR_DEPTHS, FULL, Bits, bits_of, check_on_grid
from colorquant.color.lab import LINEAR_TO_RELATIVE_XYZ, Lab, lab_of_relative_xyz
from colorquant.color.linear import Linear
from colorquant.color.matrix import multiply
from colorquant.color.oklab import Oklab
from colorquant.color.points import POINTS_PER_UNIT, SQUARED_STEP, PointSpace
from colorquant.color.space import Space
from colorquant.color.srgb import Srgb
from colorquant.color.transfer import to_linear
from colorquant.errors import InvalidOptionError

SPACES: dict[str, Space] = {space.name: space for space in (Srgb(), Linear(), Oklab(), Lab())}


def get_space(name: object) -> Space:
    """Return a working space by its name.

    Parameters
    ----------
    name
        A key of `SPACES`.

    Returns
    -------
    Space

    Raises
    ------
    InvalidOptionError
        If there is no such space.
    """
    if isinstance(name, str) and name in SPACES:
        return SPACES[name]
    raise InvalidOptionError(f"space is {name!r}; allowed are {', '.join(SPACES)}")


__all__ = [
    "COLOR_DEPTHS",
    "FULL",
    "LINEAR_TO_RELATIVE_XYZ",
    "POINTS_PER_UNIT",
    "SPACES",
    "SQUARED_STEP",
    "Bits",
    "Lab",
    "Linear",
    "Oklab",
    "PointSpace",
    "Space",
    "Srgb",
    "bits_of",
    "check_on_grid",
    "get_space",
    "lab_of_relative_xyz",
    "multiply",
    "to_linear",
]
