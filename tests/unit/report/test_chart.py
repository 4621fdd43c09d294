"""The curve, drawn and as a table."""

import re
from xml.etree import ElementTree

import pytest

from colorquant.compare import Curve, CurvePoint
from colorquant.report.chart import curve_section

CURVE = Curve(
    tuple(
        CurvePoint(n, distortion, delta_e)
        for n, distortion, delta_e in ((2, 900.0, 9.0), (4, 200.0, 5.0), (8, 100.0, 1.0))
    ),
    1234,
    False,
)


def charts(curve: Curve) -> list[ElementTree.Element]:
    return [*map(ElementTree.fromstring, re.findall("<svg.*?</svg>", curve_section(curve)))]


def points(chart: ElementTree.Element) -> list[tuple[float, float]]:
    return [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in chart.iter("circle")]


def test_each_error_has_a_chart_in_doublings() -> None:
    for chart in charts(CURVE):
        (x_2, y_2), (x_4, y_4), (x_8, y_8) = points(chart)
        assert x_4 - x_2 == pytest.approx(x_8 - x_4, abs=0.2)
        assert y_2 < y_4 < y_8  # down is more in SVG


def test_heights_are_to_scale() -> None:
    distortion, _ = charts(CURVE)
    (_, y_900), (_, y_200), (_, y_100) = points(distortion)

    assert (y_100 - y_900) / (y_100 - y_200) == pytest.approx(8, rel=0.01)


def test_the_knee_is_marked_where_it_is() -> None:
    distortion, delta_e = charts(CURVE)

    (mark,) = [each for each in distortion.iter("path") if each.get("class") == "knee"]
    assert mark.attrib["d"].startswith(f"M{points(distortion)[1][0]:.1f} ")
    assert "knee: 4" in {each.text for each in distortion.iter("text")}
    assert "knee at 4 colors" in distortion.attrib["aria-label"]
    assert "knee" not in delta_e.attrib["aria-label"]  # it does not flatten


def test_the_table_says_the_same() -> None:
    assert '<th scope="row">4</th><td>200.00</td><td>5.00</td>' in curve_section(CURVE)


def test_it_says_what_was_measured() -> None:
    drawn = Curve(CURVE.points, 1234, True)

    assert "1,234 pixels, all there are" in curve_section(CURVE)
    assert "1,234 pixels drawn at random" in curve_section(drawn)


@pytest.mark.parametrize("values", [(0.0,), (3.0, 0.0), (1e-9, 0.0), (48_000.0, 1.0)])
def test_every_range_has_a_chart(values: tuple[float, ...]) -> None:
    curve = Curve(tuple(CurvePoint(2 + n, y, y) for n, y in enumerate(values)), 1, False)

    for chart in charts(curve):
        assert len(points(chart)) == len(values)
        assert all(0 <= x <= 480 and 0 <= y <= 280 for x, y in points(chart))
