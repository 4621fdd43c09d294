import numpy as np
import pytest
from benchmarks.studio import WAYS, preview_ms, row, view_of
from numpy.typing import NDArray

import colorquant as cq
from colorquant.quantizer import Quantizer
from colorquant.studio.session_image import SessionImage


def test_a_row_has_the_median_and_the_worst() -> None:
    assert row("one way", [30.0, 10.0, 20.0]).split() == ["one", "way", "20", "30"]


@pytest.mark.parametrize("way", WAYS)
def test_a_preview_takes_its_time(photo: NDArray[np.uint8], way: str) -> None:
    held = SessionImage("photo.png", cq.load_image(photo), 1)
    view = view_of(held)
    assert (view.right, view.across) == (photo.shape[1], photo.shape[1])
    assert 0 < preview_ms(held, Quantizer(8, **WAYS[way]), view) < 60_000
