"""From pixels to their distinct colours, how often each occurs and what it counts for."""

from colorquant.counting.images import count
from colorquant.counting.levels import count_levels
from colorquant.counting.tally import FULL_WEIGHT, Counted, add, add_as_they_come, tally

__all__ = ["FULL_WEIGHT", "Counted", "add", "add_as_they_come", "count", "count_levels", "tally"]
