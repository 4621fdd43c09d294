from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests import icc

import colorquant as cq
from colorquant.image import describe


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.png"


@pytest.mark.parametrize(
    ("mode", "bits"), [("1", 1), ("L", 8), ("LA", 8), ("RGB", 8), ("I;16", 16)]
)
def test_bits_are_those_of_a_channel_in_the_file(path: Path, mode: str, bits: int) -> None:
    Image.new(mode, (2, 2)).save(path)

    assert (describe(path).mode, describe(path).bits) == (mode, bits)


@pytest.mark.parametrize(("count", "bits"), [(2, 1), (4, 2), (16, 4), (17, 8)])
def test_bits_of_an_index(path: Path, count: int, bits: int) -> None:
    levels = np.arange(count, dtype=np.uint8)
    cq.Palette(np.repeat(levels[:, np.newaxis], 3, axis=1)).apply(levels[np.newaxis]).save(path)

    assert (describe(path).bits, describe(path).colors) == (bits, count)


@pytest.mark.parametrize("mode", ["I;16", "F", "I"])
def test_numbers_of_a_tiff(tmp_path: Path, mode: str) -> None:
    Image.new(mode, (2, 2)).save(tmp_path / "a.tif")

    assert describe(tmp_path / "a.tif").bits == (16 if mode == "I;16" else 32)


@pytest.mark.parametrize(
    ("alphas", "kind"), [([255, 255], "none"), ([255, 0], "binary"), ([255, 127], "soft")]
)
def test_alpha_is_told_by_the_pixels(path: Path, alphas: list[int], kind: str) -> None:
    pixels = np.array([[[9, 9, 9, alpha] for alpha in alphas]], np.uint8)
    Image.fromarray(pixels).save(path)

    assert describe(path).alpha == kind


def test_the_size_is_upright_and_the_metadata_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "on its side"
    Image.new("RGB", (8, 4)).save(path, exif=exif, dpi=(300, 300), comment="hello")

    told = describe(path)

    assert (told.format, told.width, told.height) == ("JPEG", 4, 8)
    assert told.metadata == ("Exif", "resolution", "text")
    assert told.bytes == path.stat().st_size


def test_a_profile_is_called_what_it_calls_itself(path: Path) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    Image.new("RGB", (1, 1)).save(path, icc_profile=profile.tobytes())
    assert describe(path).profile == "sRGB built-in"

    Image.new("RGB", (1, 1)).save(path, icc_profile=b"no profile" * 20)
    assert describe(path).profile == ""

    Image.new("RGB", (1, 1)).save(path)
    assert describe(path).profile is None


def test_colors_are_counted_as_they_are_in_the_file(path: Path) -> None:
    levels = np.arange(256, dtype=np.uint8)
    Image.fromarray(np.dstack([levels, levels, levels])).save(path, icc_profile=icc.rgb_profile())

    assert describe(path).colors == 256


def test_what_is_no_image_is_named(path: Path) -> None:
    with pytest.raises(cq.ImageFileError, match=r"a\.png does not exist"):
        describe(path)
