"""What every target is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from colorquant.targets.fitted import Fitted

_DIGITS = 9  # after the point: the last bits of a measure differ between C libraries


@dataclass(frozen=True)
class Target(ABC):
    """Something that is asked of a reduced image.

    Parameters
    ----------
    limit
        The value that is to be reached.
    """

    name: ClassVar[str]
    """What options call it."""

    is_least: ClassVar[bool] = False
    """Whether the limit is the least that is allowed, and not the most."""

    caps_colors: ClassVar[bool] = False
    """Whether more colors miss it, and not fewer."""

    limit: float

    def is_met(self, value: float) -> bool:
        """Tell whether a measured value will do."""
        return value >= self.limit if self.is_least else value <= self.limit

    def value(self, fitted: Fitted) -> float:
        """Measure what was fitted, rounded to nine digits after the point."""
        return round(self._measure(fitted), _DIGITS)

    @abstractmethod
    def _measure(self, fitted: Fitted) -> float:
        """Measure what was fitted."""
