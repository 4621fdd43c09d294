import numpy as np
import pytest

import colorquant as cq
from colorquant.image.nodata import nodata_colors, parse_nodata


def test_whole_numbers_and_shares_are_one_scale() -> None:
    assert nodata_colors((255, 0, 1), 3).tolist() == [[65535, 0, 257]]
    assert nodata_colors((1.0, 0.0, 1 / 255), 3).tolist() == [[65535, 0, 257]]
    assert nodata_colors(3, 3).tolist() == nodata_colors(np.array(3), 3).tolist() == [[771] * 3]
    assert nodata_colors([], 4).shape == (0, 4)


def test_colors_have_as_many_channels_as_those_they_are_looked_for_among() -> None:
    assert nodata_colors((255, 0, 1), 4).tolist() == [[65535, 0, 257, 65535]]
    assert nodata_colors([(1, 1, 1, 255), (1, 1, 1, 9)], 3).tolist() == [[257] * 3]
    assert nodata_colors((1, 2, 3, 0), 4).tolist() == [[0] * 4], "all that is hidden is one color"


@pytest.mark.parametrize("nodata", ["red", (1, 2), 256, -1, 1.5, float("nan"), [[[0] * 3]], None])
def test_what_is_no_color_is_refused(nodata: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"nodata is .*; allowed are colors of 3 or 4"):
        nodata_colors(nodata, 3)  # type: ignore[arg-type]


def test_colors_as_texts_become_rows() -> None:
    assert parse_nodata("red") == ((255, 0, 0),)
    assert parse_nodata(["#0000", (1, 2, 3)]) == ((0, 0, 0, 0), (1, 2, 3, 255))
    assert parse_nodata(np.array([[1, 2, 3, 255]])) == ((1, 2, 3),)
    assert parse_nodata([]) is parse_nodata(None) is None
    with pytest.raises(cq.InvalidOptionError, match="nodata: 'rad' is not a color"):
        parse_nodata("rad")
