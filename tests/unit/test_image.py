import warnings
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.image import as_image


def test_a_plain_array_is_taken_as_it_is(photo: NDArray[np.uint8]) -> None:
    assert np.shares_memory(as_image(photo), photo)


def test_an_array_of_another_layout_is_made_contiguous(photo: NDArray[np.uint8]) -> None:
    result = as_image(photo[::2, ::-1])
    assert result.flags.c_contiguous
    np.testing.assert_array_equal(result, photo[::2, ::-1])


@pytest.mark.parametrize(
    ("mode", "ndim"), [("1", 2), ("L", 2), ("LA", 2), ("P", 3), ("RGB", 3), ("RGBA", 3)]
)
def test_opaque_pillow_images(photo: NDArray[np.uint8], mode: str, ndim: int) -> None:
    image = Image.fromarray(photo).convert(mode)
    result = as_image(image)
    assert result.ndim == ndim
    expected = np.asarray(image.convert("RGB"))
    np.testing.assert_array_equal(
        result if ndim == 3 else np.stack([result] * 3, axis=-1), expected
    )


def test_exif_orientation_is_applied(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    image = Image.fromarray(photo)
    exif = image.getexif()
    exif[0x0112] = 6  # rotate by 90 degrees to show
    image.save(tmp_path / "turned.png", exif=exif)
    np.testing.assert_array_equal(as_image(tmp_path / "turned.png"), np.rot90(photo, -1))


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros((0, 4, 3), np.uint8), "has no pixels"),
        (np.zeros((4, 4, 2), np.uint8), r"shape is \(4, 4, 2\)"),
        (np.zeros(9, np.uint8), r"shape is \(9,\)"),
        (np.full((4, 4, 3), np.nan), "type is float64"),
        (np.zeros((4, 4, 3), np.uint16), "type is uint16"),
        (np.zeros((4, 4, 3), bool), "type is bool"),
        (np.zeros((4, 4, 4), np.uint8), "has transparent pixels"),
    ],
)
def test_arrays_that_are_no_image_are_refused(array: NDArray[np.uint8], message: str) -> None:
    with pytest.raises(cq.InvalidImageError, match=message):
        as_image(array)


@pytest.mark.parametrize("mode", ["CMYK", "I;16", "F", "HSV"])
def test_pillow_modes_not_supported_are_refused(mode: str) -> None:
    with pytest.raises(cq.InvalidImageError, match=f"Pillow mode {mode}; allowed are"):
        as_image(Image.new(mode, (4, 4)))


def test_metadata_that_cannot_be_read_does_not_matter(
    photo: NDArray[np.uint8], tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x010E] = "a description to be cut short"
    Image.fromarray(photo).save(tmp_path / "photo.jpg", exif=exif.tobytes()[:-12])
    with warnings.catch_warnings(record=True) as escaped:
        warnings.simplefilter("always")
        assert as_image(tmp_path / "photo.jpg").shape == photo.shape
    assert not escaped


def test_a_pillow_image_that_cannot_be_decoded_is_refused(
    photo: NDArray[np.uint8], tmp_path: Path
) -> None:
    path = tmp_path / "cut.png"
    Image.fromarray(photo).save(path)
    path.write_bytes(path.read_bytes()[:-500])
    with (
        Image.open(path) as opened,
        pytest.raises(cq.ImageFileError, match="the image cannot be decoded: "),
    ):
        as_image(opened)


def test_transparent_palette_is_refused(photo: NDArray[np.uint8]) -> None:
    image = Image.fromarray(photo).quantize(8)
    image.info["transparency"] = 0
    with pytest.raises(cq.InvalidImageError, match="transparent pixels"):
        as_image(image)


def test_animation_is_refused(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    frames = [Image.fromarray(photo), Image.fromarray(photo[::-1])]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])
    with pytest.raises(cq.InvalidImageError, match="has 2 frames"):
        as_image(tmp_path / "two.gif")


def test_what_is_no_image_at_all_is_refused() -> None:
    with pytest.raises(cq.InvalidImageError, match="got list"):
        as_image([[1, 2, 3]])  # type: ignore[arg-type]
