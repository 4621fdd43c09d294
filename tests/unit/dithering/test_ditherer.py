import re

import numpy as np
import pytest

import colorquant as cq
from colorquant.dithering import DITHERERS, Ditherer, ErrorDiffusion


@pytest.mark.parametrize("name", DITHERERS)
@pytest.mark.parametrize("strength", [-0.1, 1.1, float("nan"), "1", None])
def test_a_strength_is_from_0_to_1(name: str, strength: object) -> None:
    kind = type(DITHERERS[name]())

    message = rf"^the strength of a dither is {re.escape(repr(strength))}; allowed is 0 to 1$"
    with pytest.raises(cq.InvalidOptionError, match=message):
        kind(strength=strength)  # type: ignore[arg-type]


def test_a_space_is_one_that_there_is() -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"nowhere"):
        ErrorDiffusion(space="nowhere")


def test_options_have_names_and_do_not_change() -> None:
    ditherer = ErrorDiffusion()

    with pytest.raises(AttributeError, match=r"cannot assign"):
        ditherer.strength = 0.5  # type: ignore[misc]
    assert isinstance(ditherer, Ditherer)


@pytest.mark.parametrize("name", [name for name in DITHERERS if DITHERERS[name]().space is None])
def test_its_own_space_goes_before_that_of_the_palette(name: str, photo: np.ndarray) -> None:
    ditherer = DITHERERS[name]()
    kind = {**vars(ditherer), "space": "linear"}
    in_light = type(ditherer)(**kind)
    colors = cq.quantize(photo, 8).palette.colors

    mixed = cq.Palette(colors).apply(photo, dither=in_light)
    of_palette = cq.Palette(colors, space="linear").apply(photo, dither=ditherer)

    np.testing.assert_array_equal(mixed.indices, of_palette.indices)
