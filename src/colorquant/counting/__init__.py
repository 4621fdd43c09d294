"""From pixels to their distinct colors, how often each occurs and what it counts for."""

from colorquant.counting.adding import add, add_as_they_come
from colorquant.counting.coarsening import MAX_COLORS, are_cells
from colorquant.counting.counted import FULL_WEIGHT, Coarse, Counted
from colorquant.counting.images import count
from colorquant.counting.levels import count_levels
from colorquant.counting.tally import tally

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
