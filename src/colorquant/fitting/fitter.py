"""What every fitting method is."""

from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

from colorquant._validation import check_n
from colorquant.histogram import ColorHistogram
from colorquant.palette import Palette


@dataclass(frozen=True)
class Fitter(ABC):
    """A way to find a palette for a histogram.

    Parameters
    ----------
    n
        How many colors, 1 to 65,536.
    """

    label: ClassVar[str]
    """The method's name as people write it."""

    n: int
    _: KW_ONLY

    def __post_init__(self) -> None:
        check_n(self.n)

    @abstractmethod
    def fit(self, histogram: ColorHistogram) -> Palette:
        """Find the palette, ordered from dark to light."""
