"""From pixels to their distinct colors, how often each occurs and what it counts for."""

from colorquant.counting.counts import (
    FULL_WEIGHT,
    MAX_COLORS,
    Coarse,
    Counted,
    add,
    add_as_they_come,
    are_cells,
    tally,
)
from colorquant.counting.images import count, count_levels

__all__ = [
    "FULL_WEIGHT",
    "MAX_COLORS",
    "Coarse",
    "Counted",
    "add",
    "add_as_they_come",
    "are_cells",
    "count",
    "count_levels",
    "tally",
]
