import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.metrics.color_differences import differences_over_backgrounds, lab_over


def test_opaque_colors_are_compared_once(photo: NDArray[np.uint8]) -> None:
    one, other = photo[0], photo[-1]
    [row] = differences_over_backgrounds(one, other)
    for each, left, right in zip(row, one, other, strict=True):
        pair = left.reshape(1, 1, 3), right.reshape(1, 1, 3)
        assert each == pytest.approx(cq.metrics.delta_e_2000(*pair), abs=1e-12)


def test_colors_with_alpha_are_laid_over_black_and_over_white() -> None:
    half, clear = np.array([[255, 255, 255, 128]], np.uint8), np.zeros((1, 4), np.uint8)
    gray, black = np.full((1, 3), 128, np.uint8), np.zeros((1, 3), np.uint8)
    over_black, over_white = differences_over_backgrounds(half, clear)
    assert over_black == pytest.approx(differences_over_backgrounds(gray, black)[0])
    assert over_white == pytest.approx(0.0)


def test_depths_can_differ() -> None:
    deep = np.array([[257 * 9, 257 * 8, 257 * 7]], np.uint16)
    assert differences_over_backgrounds(deep, np.array([[9, 8, 7]], np.uint8)).tolist() == [[0.0]]


def test_blocks_do_not_matter(photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch) -> None:
    pair = photo[0], photo[1]
    whole = differences_over_backgrounds(*pair)
    monkeypatch.setattr("colorquant.metrics.color_differences._AT_ONCE", 7)
    np.testing.assert_allclose(differences_over_backgrounds(*pair), whole, atol=1e-12)


def test_a_transparent_color_is_its_background() -> None:
    assert lab_over(np.zeros((1, 4), np.uint8), 1.0)[0].tolist() == pytest.approx([100.0, 0.0, 0.0])
