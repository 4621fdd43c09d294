"""From pixels and a palette to indices."""

from colorquant.remapping.mapped import Indices, Mapped, new_indices
from colorquant.remapping.measured import measured
from colorquant.remapping.nearest_color import nearest
from colorquant.remapping.squares import summed_squares

__all__ = ["Indices", "Mapped", "measured", "nearest", "new_indices", "summed_squares"]
