import colorsys
import itertools

import numpy as np
import pytest

from colorquant.color import get_space
from colorquant.files.palettes.models import Model, to_rgb
from colorquant.files.palettes.swatches import DamagedPaletteError


@pytest.mark.parametrize(
    ("model", "values", "rgb"),
    [
        ("rgb", (1.0, 0.5, 0.0), [255, 128, 0]),
        ("gray", (0.2,), [51, 51, 51]),
        ("cmyk", (0.0, 1.0, 1.0, 0.0), [255, 0, 0]),
        ("cmyk", (0.0, 0.0, 0.0, 0.4), [153, 153, 153]),
        ("cmyk", (0.2, 0.0, 0.4, 0.5), [102, 128, 76]),
        ("hsb", (2 / 3, 1.0, 1.0), [0, 0, 255]),
        ("lab", (100.0, 0.0, 0.0), [255, 255, 255]),
        ("lab", (0.0, 0.0, 0.0), [0, 0, 0]),
        ("lab", (53.2408, 80.0925, 67.2032), [255, 0, 0]),  # sRGB's red under D65
    ],
)
def test_each_model(model: Model, values: tuple[float, ...], rgb: list[int]) -> None:
    assert to_rgb([(model, values)]).tolist() == [rgb]


def test_hsb_is_that_of_the_standard_library() -> None:
    color_depth = list(itertools.product(np.linspace(0, 1, 13), (0.0, 0.3, 1.0), (0.0, 0.6, 1.0)))
    expected = np.array([colorsys.hsv_to_rgb(*each) for each in color_depth]) * 255
    assert np.abs(to_rgb([("hsb", each) for each in color_depth]) - expected).max() < 0.5001


def test_lab_is_that_of_the_working_space() -> None:
    colors = np.random.default_rng(0).integers(0, 256, (50, 3))
    values = get_space("lab").from_srgb(colors / 255)
    assert to_rgb([("lab", tuple(each)) for each in values]).tolist() == colors.tolist()


def test_models_may_alternate() -> None:
    assert to_rgb([("gray", (1.0,)), ("rgb", (0.0, 0.0, 1.0)), ("gray", (0.0,))]).tolist() == [
        [255, 255, 255],
        [0, 0, 255],
        [0, 0, 0],
    ]
    assert to_rgb([]).shape == (0, 3)


@pytest.mark.parametrize("value", [1.1, -0.1, float("nan"), float("inf")])
def test_values_outside_the_range_are_refused(value: float) -> None:
    with pytest.raises(
        DamagedPaletteError, match=r"entry 2: .* is a value of its rgb color; allowed are 0 to 1"
    ):
        to_rgb([("gray", (0.0,)), ("rgb", (0.0, value, 0.0))])
