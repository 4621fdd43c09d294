"""Pictures as small files."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.report.encoded import Encoded, exact, exact_indexed, lossy, within


def decoded(file: Encoded) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(file.data)) as picture:
        assert file.media_type == Image.MIME[picture.format or ""]
        has_alpha = picture.has_transparency_data
        return np.asarray(picture.convert("RGBA" if has_alpha else "RGB"))


@pytest.mark.parametrize("channels", [3, 4])
def test_exact_is_every_pixel(channels: int) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (30, 40, channels), np.uint8)

    np.testing.assert_array_equal(decoded(exact(pixels)), pixels)


@pytest.mark.parametrize("n", [2, 16, 300])
def test_few_colors_are_exact_too(image: NDArray[np.uint8], n: int) -> None:
    indexed = cq.quantize(image, n)

    np.testing.assert_array_equal(decoded(exact_indexed(indexed)), indexed.to_array())


def test_the_smaller_of_two_files_is_taken(image: NDArray[np.uint8]) -> None:
    indexed = cq.quantize(image, 4)
    webp = indexed.encode("webp", compression="fast")

    assert exact_indexed(indexed, b"a png").data == b"a png"
    assert exact_indexed(indexed, bytes(10**6)).data == webp


def test_what_webp_does_not_hold_is_a_png() -> None:
    wide = np.zeros((1, 2**14, 3), np.uint8)

    for file in (exact(wide), lossy(wide), exact_indexed(cq.quantize(wide, 1))):
        assert file.media_type == "image/png"
        assert decoded(file).shape == wide.shape


def test_lossy_is_near(image: NDArray[np.uint8]) -> None:
    file = lossy(image)

    assert cq.metrics.psnr(image, decoded(file)) > 25
    assert len(file.data) < len(exact(image).data)


def test_no_more_is_made_than_fits() -> None:
    file = Encoded(b"12345", "image/png")

    def never() -> Encoded:
        raise AssertionError

    assert within(10, [lambda: file, lambda: file]) == [file, file]
    assert within(9, [lambda: file, lambda: file, never]) is None


def test_an_address_holds_the_file() -> None:
    assert Encoded(b"x", "image/webp").uri == "data:image/webp;base64,eA=="
