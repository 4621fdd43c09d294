"""Base class of the fitting methods."""

from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from colorquant._validation import check_n
from colorquant.histogram import ColorHistogram
from colorquant.palette import Palette


@dataclass(frozen=True)
class Fitter(ABC):
    """A method that fits a palette to a histogram.

    Parameters
    ----------
    n
        Number of colors, 1 to 65,536.
    """

    label: ClassVar[str]
    """Display name of the method."""

    n: int
    _: KW_ONLY

    def __post_init__(self) -> None:
        check_n(self.n)

    @abstractmethod
    def fit(self, histogram: ColorHistogram) -> Palette:
        """Fit a palette.

        Parameters
        ----------
        histogram
            Colors, counts and weights of the pixels.

        Returns
        -------
        Palette
            Sorted from dark to light.
        """
