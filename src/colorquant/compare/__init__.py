"""Several methods on one image, side by side: timed, measured and drawn."""

from colorquant.compare.comparison import Comparison, MethodResult, Step, compare
from colorquant.compare.curve import Curve, CurvePoint, sweep
from colorquant.compare.figure import FIGURE_SUFFIXES, draw_figure, save_figure
from colorquant.compare.knee import find_knee
from colorquant.compare.panels import Panel, panels
from colorquant.compare.plain_figure import draw_plain_figure
from colorquant.compare.request import Request

__all__ = [
    "FIGURE_SUFFIXES",
    "Comparison",
    "Curve",
    "CurvePoint",
    "MethodResult",
    "Panel",
    "Request",
    "Step",
    "compare",
    "draw_figure",
    "draw_plain_figure",
    "find_knee",
    "panels",
    "save_figure",
    "sweep",
]
