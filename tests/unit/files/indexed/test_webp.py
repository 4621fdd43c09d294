import io

import numpy as np
import pytest
from PIL import Image, features
from tests import icc

import colorquant as cq
from colorquant.files import Metadata, save_indexed
from colorquant.files.indexed.webp import WEBP

COLORS = np.array([[1, 2, 3, 0], [9, 8, 7, 255], [200, 100, 0, 1]], np.uint8)
INDICES = np.array([[0, 1, 2], [2, 1, 0]], np.uint8)


def test_colors_of_no_opacity_are_kept_as_well() -> None:
    with Image.open(io.BytesIO(WEBP.encode(INDICES, COLORS, Metadata(), "fast"))) as image:
        np.testing.assert_array_equal(np.asarray(image), COLORS[INDICES])


def test_it_holds_metadata() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a view"
    metadata = Metadata(icc.rgb_profile(), exif.tobytes(), b"<x:xmpmeta/>")
    with Image.open(io.BytesIO(WEBP.encode(INDICES, COLORS, metadata, "small"))) as image:
        assert image.info["icc_profile"] == metadata.icc_profile
        assert image.info["xmp"] == metadata.xmp
        assert image.getexif()[0x010E] == "a view"
    assert WEBP.losses(COLORS, metadata) == []
    assert WEBP.losses(COLORS, Metadata(dpi=(1.0, 1.0))) == [
        "a WebP holds no texts and no resolution; left out: resolution"
    ]


def test_too_wide_is_refused() -> None:
    with pytest.raises(cq.InvalidImageError, match=r"16,384 x 1 pixels; .* at most 16,383"):
        save_indexed(io.BytesIO(), np.zeros((1, 16_384), np.uint8), COLORS, format="webp")


def test_a_pillow_without_webp_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda feature: False)
    with pytest.raises(cq.InvalidOptionError, match=r"this Pillow was built without WebP"):
        WEBP.encode(INDICES, COLORS, Metadata(), "small")
