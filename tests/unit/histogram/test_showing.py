"""A histogram as a line, and as HTML for notebooks."""

import numpy as np
import pytest

import colorquant as cq


def test_a_line_says_how_many_colors_and_pixels() -> None:
    image = np.array([[[255, 0, 0], [255, 0, 0], [0, 0, 9]]], np.uint8)
    histogram = cq.ColorHistogram.from_image(image)

    assert repr(histogram) == ("<ColorHistogram of 2 distinct colors of 8 bits in 3 pixels, exact>")
    assert repr(histogram.weighted(2)).endswith(" exact, weighted>")
    assert repr(cq.ColorHistogram.from_image(image[:, :1].astype(np.uint16))) == (
        "<ColorHistogram of 1 distinct color of 16 bits in 1 pixel, exact>"
    )


def test_cells_are_called_so() -> None:
    fine = np.random.default_rng(1).integers(0, 65_536, (300, 300, 3)).astype(np.uint16)
    with pytest.warns(cq.ColorQuantWarning):
        coarse = cq.ColorHistogram.from_image(fine, max_colors=1 << 16)

    assert repr(coarse) == (
        f"<ColorHistogram of {len(coarse):,} cells of 16 bits in 90,000 pixels, not exact>"
    )


def test_notebooks_show_the_most_common_colors_and_their_shares() -> None:
    image = np.repeat(np.arange(40, dtype=np.uint8), range(1, 41))[np.newaxis]

    html = cq.ColorHistogram.from_image(image)._repr_html_()

    assert "40 distinct colors of 8 bits in 820 pixels, exact; the most common:" in html
    assert html.count("<li") == 16
    assert 'title="0: #272727 4.88\u00a0%"' in html
    assert 'title="15: #181818 3.05\u00a0%"' in html
