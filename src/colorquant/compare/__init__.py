"""Compare quantization methods on one image: time, error and figures."""

from colorquant.compare.comparison import (
    DEFAULT_METHODS,
    HEAD,
    Comparison,
    MethodResult,
    Step,
    compare,
    summary,
)
from colorquant.compare.curve import Curve, CurvePoint, find_knee, sweep
from colorquant.compare.figure import (
    FIGURE_SUFFIXES,
    Panel,
    draw_figure,
    draw_plain_figure,
    panels,
    save_figure,
)
from colorquant.compare.request import Request

__all__ = [
    "DEFAULT_METHODS",
    "FIGURE_SUFFIXES",
    "HEAD",
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
    "summary",
    "sweep",
]
