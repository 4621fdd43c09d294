from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.image.modes import alpha_of_key, raster_of_channels, raster_of_mode

PIXELS = np.random.default_rng(0).integers(1, 256, (5, 7, 4), dtype=np.uint8)


def raster(image: Image.Image, highest_gray: int = 255) -> tuple[str, NDArray[Any], Any]:
    result = raster_of_mode(image, "the image", highest_gray)
    return result.space, result.color, result.alpha


@pytest.mark.parametrize("mode", ["1", "L"])
def test_gray(mode: str) -> None:
    image = Image.fromarray(PIXELS[..., 0]).convert(mode)
    space, color, alpha = raster(image)
    assert (space, alpha) == ("L", None)
    np.testing.assert_array_equal(color, np.asarray(image.convert("L")))


@pytest.mark.parametrize("mode", ["RGB", "RGBX", "YCbCr", "HSV"])
def test_colors(mode: str) -> None:
    image = Image.fromarray(PIXELS).convert("RGB").convert(mode)
    space, color, alpha = raster(image)
    assert (space, alpha) == ("RGB", None)
    np.testing.assert_array_equal(color, np.asarray(image.convert("RGB")))


@pytest.mark.parametrize("mode", ["CMYK", "LAB"])
def test_spaces_that_a_profile_converts_stay(mode: str) -> None:
    channels = PIXELS if mode == "CMYK" else PIXELS[..., :3]
    image = Image.frombytes(mode, (7, 5), channels.tobytes())
    space, color, alpha = raster(image)
    assert (space, alpha) == (mode, None)
    np.testing.assert_array_equal(color, channels)


@pytest.mark.parametrize(
    ("mode", "straight", "space"),
    [
        ("LA", "LA", "L"),
        ("La", "LA", "L"),
        ("RGBA", "RGBA", "RGB"),
        ("RGBa", "RGBA", "RGB"),
        ("PA", "RGBA", "RGB"),
    ],
)
def test_alpha_is_straight_and_apart(mode: str, straight: str, space: str) -> None:
    image = Image.fromarray(PIXELS)
    if mode == "PA":
        image = image.convert("P").convert("PA")
        image.putalpha(Image.fromarray(PIXELS[..., 3]))
    else:
        image = image.convert("LA" if straight == "LA" else "RGBA").convert(mode)
    expected = np.asarray(image.convert(straight))
    result, color, alpha = raster(image)
    assert (image.mode, result) == (mode, space)
    np.testing.assert_array_equal(color, expected[..., 0] if space == "L" else expected[..., :3])
    np.testing.assert_array_equal(alpha, expected[..., -1])


@pytest.mark.parametrize("mode", ["I;16", "I;16L", "I;16B", "I"])
def test_integers_have_16_bits(mode: str) -> None:
    kind = {"I;16B": ">u2", "I": "<i4"}.get(mode, "<u2")
    numbers = np.array([[0, 1, 256, 65535]])
    image = Image.frombytes(mode, (4, 1), numbers.astype(kind).tobytes())
    space, color, alpha = raster(image)
    assert (space, alpha) == ("L", None)
    assert color.dtype == np.uint16
    np.testing.assert_array_equal(color, numbers)


def test_floats_are_rounded_to_16_bits() -> None:
    assert raster(Image.fromarray(np.array([[0, 0.5, 1]], np.float32)))[1].tolist() == [
        [0, 32768, 65535]
    ]


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (np.array([[-1, 70_000]], np.int32), "numbers from -1 to 70,000; allowed in Pillow mode I"),
        (np.array([[0, 255]], np.float32), r"1 value outside 0 to 1, first 255.0 at \(0, 1\)"),
        (np.array([[0, np.nan]], np.float32), r"1 value not finite"),
    ],
)
def test_numbers_that_are_no_colors_are_refused(numbers: NDArray[Any], message: str) -> None:
    with pytest.raises(cq.InvalidImageError, match=f"the image has {message}"):
        raster(Image.fromarray(numbers))


def test_a_mode_that_is_not_supported_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    image = Image.new("L", (2, 2))
    monkeypatch.setattr(image, "_mode", "BGR;15")  # which Pillow 10 has, and 13 has not
    with pytest.raises(cq.InvalidImageError, match=r"has Pillow mode BGR;15; allowed are P, 1, L"):
        raster(image)


def test_a_color_is_the_transparent_one() -> None:
    color = np.array([[[1, 2, 3], [1, 2, 4]]], np.uint8)
    assert alpha_of_key(color, (1, 2, 4)).tolist() == [[255, 0]]  # type: ignore[union-attr]
    white = np.array([[[255, 255, 255], [0, 0, 0]]], np.uint8)
    assert alpha_of_key(white, (255, 255, 255)).tolist() == [[0, 255]]  # type: ignore[union-attr]
    assert alpha_of_key(white, (256, 256, 256)).tolist() == [[255, 0]]  # type: ignore[union-attr]
    gray = np.array([[1, 500]], np.uint16)
    assert alpha_of_key(gray, 500).tolist() == [[65535, 0]]  # type: ignore[union-attr]


@pytest.mark.parametrize("key", [None, "1", b"1", (1, 2), (1,), [1, 2, 3]])
def test_what_is_no_color_is_not_transparent(key: object) -> None:
    assert alpha_of_key(PIXELS[..., :3], key) is None


@pytest.mark.parametrize(("mode", "key"), [("1", 255), ("L", 15), ("I;16", 15)])
def test_the_transparent_gray_is_scaled_as_its_pixels_are(mode: str, key: int) -> None:
    image = Image.new(mode, (2, 1))
    image.putpixel((1, 0), 15 if mode == "I;16" else 255)
    image.info["transparency"] = key
    _, color, alpha = raster(image, highest_gray=15)
    assert alpha.tolist() == [[np.iinfo(color.dtype).max, 0]]


def test_channels_with_and_without_alpha() -> None:
    spaces = {count: raster_of_channels(PIXELS[..., :count]) for count in (2, 3, 4)}
    assert [spaces[count].space for count in (2, 3, 4)] == ["L", "RGB", "RGB"]
    assert [spaces[count].color.shape[2:] for count in (2, 3, 4)] == [(), (3,), (3,)]
    assert [spaces[count].alpha is None for count in (2, 3, 4)] == [False, True, False]
