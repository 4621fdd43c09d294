"""Distortion as every peer is judged by it, and a timed run."""

import numpy as np
import pytest
from benchmarks.measure import distortion, timed
from benchmarks.peers import Peer, Quantized

RED, BLUE = (255, 0, 0), (0, 0, 255)


def test_distortion_is_the_squared_error_summed_over_channels() -> None:
    image = np.array([[[10, 20, 30], [0, 0, 0]]], dtype=np.uint8)
    palette = np.array([[11, 22, 33]], dtype=np.uint8)
    indices = np.zeros((1, 2), dtype=np.uint8)

    first, second = 1 + 4 + 9, 11**2 + 22**2 + 33**2
    assert distortion(image, indices, palette) == (first + second) / 2


def test_distortion_takes_flat_indices_of_any_type() -> None:
    image = np.array([[RED, BLUE], [BLUE, RED]], dtype=np.uint8)
    palette = np.array([BLUE, RED], dtype=np.uint8)

    assert distortion(image, np.array([1, 0, 0, 1], dtype=np.int64), palette) == 0


def test_distortion_of_an_image_taller_than_one_block_counts_every_row() -> None:
    image = np.zeros((1001, 3, 3), dtype=np.uint8)
    image[-1] = 255
    palette = np.zeros((1, 3), dtype=np.uint8)
    indices = np.zeros(image.shape[:2], dtype=np.uint8)

    assert distortion(image, indices, palette) == pytest.approx(3 * 255**2 / 1001)


def test_a_timed_run_counts_the_colors_in_use() -> None:
    def two_of_three(image: np.ndarray, n: int) -> Quantized:
        palette = np.array([RED, BLUE, RED], dtype=np.uint8)
        return np.array([[0, 1], [1, 0]]), palette

    peer = Peer(family="stub", module="sys", distribution="pip", quantize=two_of_three)
    run = timed(peer, np.array([[RED, BLUE], [BLUE, RED]], dtype=np.uint8), 3)

    assert run.colors == 2
    assert run.distortion == 0
    assert run.wall_ms >= 0


def test_with_alpha_the_worse_background_counts() -> None:
    image = np.array([[[0, 0, 0, 0]]], dtype=np.uint8)
    half_black = np.array([[0, 0, 0, 51]], dtype=np.uint8)

    assert distortion(image, np.zeros((1, 1), np.uint8), half_black) == 3 * 51**2
