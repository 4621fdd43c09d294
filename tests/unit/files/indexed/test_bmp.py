import io

import numpy as np
import pytest
from PIL import Image

from colorquant.files import Metadata
from colorquant.files.indexed.bmp import BMP

INDICES = np.arange(300, dtype=np.uint16).reshape(12, 25)
COLORS = np.stack([INDICES.ravel() % 256, INDICES.ravel() // 256, INDICES.ravel() * 0], axis=1)


@pytest.mark.parametrize("channels", [3, 4])
def test_above_256_colors_it_is_in_true_color(channels: int) -> None:
    colors = np.full((300, channels), 255, np.uint8)
    colors[:, :3] = COLORS
    with Image.open(io.BytesIO(BMP.encode(INDICES, colors, Metadata(), "small"))) as image:
        assert image.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(image), COLORS[INDICES])


def test_it_holds_the_resolution_and_says_what_it_does_not_hold() -> None:
    metadata = Metadata(exif=b"Exif", xmp=b"<x/>", dpi=(300.0, 72.0))
    data = BMP.encode(INDICES[:1, :5], COLORS[:9].astype(np.uint8), metadata, "small")
    with Image.open(io.BytesIO(data)) as image:
        assert image.info["dpi"] == pytest.approx((300, 72), abs=0.02)
    assert BMP.losses(COLORS.astype(np.uint8), metadata) == [
        "a BMP holds no metadata but the resolution; left out: Exif, XMP"
    ]
