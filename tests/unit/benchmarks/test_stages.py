"""The kinds of images whose stages are timed."""

import numpy as np
import pytest
from benchmarks.stages import KINDS
from tests.conftest import make_photo

from colorquant.color import SPACES
from colorquant.image import load_image


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_what_it_is_called(kind: str) -> None:
    image, space = KINDS[kind](make_photo(24, 40))

    pixels = load_image(image).pixels
    assert space in SPACES
    assert (pixels.shape[2] == 4) == (kind == "alpha")
    assert (pixels.dtype == np.uint16) == (kind == "16 bits")
