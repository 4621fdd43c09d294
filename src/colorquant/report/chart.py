"""Charts of the error over the number of colors, as SVG."""

import math
from collections.abc import Sequence
from html import escape

from colorquant.compare import Curve, CurvePoint
from colorquant.rendering import as_table

_WIDTH, _HEIGHT = 480, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 16, 44
_TICKS = 4


def curve_section(curve: Curve) -> str:
    """Return both errors as charts and as an accessible table.

    Parameters
    ----------
    curve
        Errors over the number of colors.

    Returns
    -------
    str
        HTML.
    """
    points = curve.points
    charts = [
        _chart(
            "Distortion", points, [point.distortion for point in points], curve.knee("distortion")
        ),
        _chart("Mean ΔE", points, [point.delta_e for point in points], curve.knee("delta_e")),
    ]
    rows = [(f"{p.n:,}", f"{p.distortion:.2f}", f"{p.delta_e:.2f}") for p in points]
    table = as_table("Errors by the number of colors", ("Colors", "Distortion", "Mean ΔE"), rows)
    source = f"{curve.pixels:,} pixels{' drawn at random' if curve.sampled else ', all there are'}"
    return (
        f"<p>K-Means at effort <code>fast</code>, measured on {source}. The knee is where the "
        "curve bends most: from there on, twice the colors help little (Kneedle, Satopää et al. "
        "2011, doi:10.1109/ICDCSW.2011.20).</p>"
        f'<div class="charts">{"".join(charts)}</div>'
        f"<details><summary>The curve as a table</summary>{table}</details>"
    )


def _chart(
    name: str, points: Sequence[CurvePoint], values: Sequence[float], knee: CurvePoint | None
) -> str:
    """Return one curve, the number of colors in doublings across."""
    step = _nice_step(max(values))
    top = step * max(1, math.ceil(max(values) / step))
    numbers = [point.n for point in points]
    places = [
        (_across(n, numbers), _down(value, top)) for n, value in zip(numbers, values, strict=True)
    ]
    first, last = (f"{values[place]:.4g} at {numbers[place]:,} colors" for place in (0, -1))
    said = f"{name} from {first} to {last}"
    if knee is not None:
        said += f"; knee at {knee.n:,} colors"
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"><title>{n:,} colors: {value:.4g}</title>'
        "</circle>"
        for (x, y), n, value in zip(places, numbers, values, strict=True)
    )
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return (
        f'<figure class="chart"><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(said)}">{_grid(top, step)}{_below(numbers)}{_mark(knee, numbers)}'
        f'<polyline points="{line}"/>{dots}</svg><figcaption>{escape(said)}.</figcaption></figure>'
    )


def _grid(top: float, step: float) -> str:
    """Return a line and its number for each step up."""
    values = [step * place for place in range(round(top / step) + 1)]
    return "".join(
        f'<path d="M{_LEFT} {_down(value, top):.1f}H{_WIDTH - _RIGHT}"/>'
        f'<text x="{_LEFT - 8}" y="{_down(value, top) + 4:.1f}" text-anchor="end">{value:,g}</text>'
        for value in values
    )


def _below(numbers: Sequence[int]) -> str:
    """Return the numbers of colors below the curve."""
    marks = "".join(
        f'<text x="{_across(n, numbers):.1f}" y="{_HEIGHT - _BOTTOM + 18}" '
        f'text-anchor="middle">{n:,}</text>'
        for n in numbers
    )
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    return f'{marks}<text x="{middle}" y="{_HEIGHT - 6}" text-anchor="middle">colors</text>'


def _mark(knee: CurvePoint | None, numbers: Sequence[int]) -> str:
    if knee is None:
        return ""
    x = _across(knee.n, numbers)
    return (
        f'<path class="knee" d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}"/>'
        f'<text class="knee" x="{x + 6:.1f}" y="{_TOP + 12}">knee: {knee.n:,}</text>'
    )


def _across(n: int, numbers: Sequence[int]) -> float:
    doublings = math.log2(numbers[-1] / numbers[0]) or 1.0
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * math.log2(n / numbers[0]) / doublings


def _down(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * value / top


def _nice_step(highest: float) -> float:
    """Return 1, 2 or 5 times a power of ten that makes about four steps."""
    if highest <= 0.0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(highest / _TICKS))
    return next(power * each for each in (1, 2, 5, 10) if power * each * _TICKS >= highest)
