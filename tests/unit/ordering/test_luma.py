import numpy as np

from colorquant.ordering.luma import arrange_by_luma


def test_green_is_lighter_than_red_and_red_than_blue() -> None:
    colors = np.array([[0, 255, 0, 255], [0, 0, 255, 255], [255, 0, 0, 255]], np.uint8)

    assert arrange_by_luma(colors).tolist() == [1, 2, 0]


def test_equal_lumas_go_by_the_channels_in_turn() -> None:
    colors = np.array([[0, 0, 0, 255], [0, 0, 0, 9], [0, 0, 0, 0]], np.uint8)

    assert arrange_by_luma(colors).tolist() == [2, 1, 0]
