"""Several methods on one image, side by side: timed, measured and drawn."""

from colorquant.compare.comparison import Comparison, MethodResult, Step, compare
from colorquant.compare.figure import FIGURE_SUFFIXES, draw_figure, save_figure
from colorquant.compare.panels import Panel, panels

__all__ = [
    "FIGURE_SUFFIXES",
    "Comparison",
    "MethodResult",
    "Panel",
    "Step",
    "compare",
    "draw_figure",
    "panels",
    "save_figure",
]
