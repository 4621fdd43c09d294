import numpy as np
from numpy.typing import NDArray

import colorquant as cq
from colorquant.dithering import Auto, FloydSteinberg


def test_it_is_floyd_steinbergs_in_oklab_with_errors_that_fade_and_some_reluctance(
    photo: NDArray[np.uint8],
) -> None:
    palette = cq.quantize(photo, 6).palette
    same = FloydSteinberg(strength=Auto().strength, space="oklab", hysteresis=Auto().hysteresis)
    np.testing.assert_array_equal(
        palette.apply(photo, dither="auto").indices, palette.apply(photo, dither=same).indices
    )
    assert Auto().space == "oklab"


def test_a_ramp_has_no_bands() -> None:
    ramp = np.tile(np.arange(256, dtype=np.uint8), (64, 1))
    palette = cq.Palette([[0, 0, 0], [85, 85, 85], [170, 170, 170], [255, 255, 255]])
    plain, dithered = palette.apply(ramp), palette.apply(ramp, dither="auto")

    def bands(result: cq.IndexedImage) -> float:
        return cq.metrics.banding(ramp, result.to_array())

    assert bands(dithered) < 0.5 * bands(plain)


def test_text_on_a_flat_ground_keeps_its_colors() -> None:
    page = np.full((40, 60, 3), (250, 250, 240), np.uint8)
    page[10:30, 10:12] = (20, 30, 40)  # a stem
    page[10:30, 12] = (130, 140, 150)  # its soft edge
    palette = cq.Palette([[250, 250, 240], [20, 30, 40]])
    indices = palette.apply(page, dither="auto").indices
    assert (indices[:, :10] == 0).all()
    assert (indices[:, 13:] == 0).all()
    assert (indices[10:30, 10:12] == 1).all()
