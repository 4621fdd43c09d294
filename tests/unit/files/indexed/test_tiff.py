import io
from dataclasses import replace

import numpy as np
from PIL import Image
from tests import icc

from colorquant.files import Metadata, read_metadata
from colorquant.files.indexed.tiff import TIFF

EXIF = Image.Exif()
EXIF[0x010E] = "a view"
EXIF.get_ifd(0x8769)[0x829A] = (1, 250)
FULL = Metadata(icc.rgb_profile(), EXIF.tobytes(), b"<x:xmpmeta/>", (300.0, 72.0))
COLORS = np.arange(12, dtype=np.uint8).reshape(4, 3)
INDICES = np.array([[0, 1, 2, 3]], np.uint8)


def test_it_holds_metadata() -> None:
    with Image.open(io.BytesIO(TIFF.encode(INDICES, COLORS, FULL, "small"))) as image:
        assert image.mode == "P"
        assert image.info["icc_profile"] == FULL.icc_profile
        kept = read_metadata(image)
        assert image.getexif()[0x010E] == "a view"
    assert kept.xmp == FULL.xmp
    assert kept.dpi == FULL.dpi


def test_of_texts_it_says_that_they_are_left_out() -> None:
    limit = "a TIFF gets no texts, and of Exif only its first directory; left out: "
    assert TIFF.losses(COLORS, replace(FULL, exif=None)) == []
    assert TIFF.losses(COLORS, FULL) == [f"{limit}Exif"]
    assert TIFF.losses(COLORS, Metadata(text={"Title": "a"})) == [f"{limit}the text 'Title'"]


def test_above_256_colors_it_is_in_true_color() -> None:
    colors = np.stack([np.arange(300) % 256, np.arange(300) // 256, np.zeros(300)], axis=1)
    indices = np.arange(300, dtype=np.uint16).reshape(12, 25)
    data = TIFF.encode(indices, colors.astype(np.uint8), Metadata(), "small")
    with Image.open(io.BytesIO(data)) as image:
        assert image.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(image), colors[indices])
