"""Responses: pixels with a summary, and files with their names."""

import math
from time import perf_counter

import numpy as np
import pytest
from tests.studio import Pixels, parse_view

import colorquant as cq
from colorquant.studio import responses


def test_a_picture_comes_with_what_is_told(small: Pixels) -> None:
    got = parse_view(bytes(responses.canvas_response(small, {"n": 5}).body))

    assert got.summary == {"n": 5, "width": 32, "height": 24}
    assert (got.pixels[..., :3] == small).all()
    assert (got.pixels[..., 3] == 255).all()


def test_a_result_is_told_by_its_palette_counts_and_time(small: Pixels) -> None:
    result = cq.quantize(small, 3)

    summary = responses.summary_of(result, perf_counter())

    assert summary["palette"] == result.palette.colors.tolist()
    assert sum(summary["counts"]) == small.shape[0] * small.shape[1]
    assert 0 <= summary["seconds"] < 10


@pytest.mark.parametrize("name", ["photo-cq.png", 'Fotö \n"1".png', "写真.png"])
def test_any_name_of_a_file_fits_into_a_header(name: str) -> None:
    header = responses.file_response(b"", name, "image/png").headers["x-file-name"]

    assert header.isascii()
    assert header.isprintable()


def test_what_is_infinite_is_none() -> None:
    assert responses.finite(math.inf) is None
    assert responses.finite(float(np.float64(3.5))) == 3.5
