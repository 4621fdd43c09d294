import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from colorquant.files import Metadata
from colorquant.files.indexed.indexed_format import COMPRESSIONS, Compression
from colorquant.files.indexed.png import PNG
from colorquant.files.png import pixel_data


def smooth(colors: int = 256) -> NDArray[np.uint8]:
    return (np.add.outer(np.arange(200) // 3, np.arange(200) // 2) % colors).astype(np.uint8)


GRAYS = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)


@pytest.mark.parametrize("compression", COMPRESSIONS)
@pytest.mark.parametrize("size", [2, 4, 16, 256])
def test_every_depth_and_compression_is_read_as_written(
    compression: Compression, size: int
) -> None:
    indices = smooth(size)
    data = PNG.encode(indices, GRAYS[:size], Metadata(), compression)
    with Image.open(io.BytesIO(data)) as image:
        np.testing.assert_array_equal(np.asarray(image), indices)


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_true_color_is_read_as_written(compression: Compression) -> None:
    colors = np.stack([np.arange(400) % 256, np.arange(400) // 256, np.zeros(400)], axis=1)
    indices = np.arange(400, dtype=np.uint16).reshape(20, 20)
    data = PNG.encode(indices, colors.astype(np.uint8), Metadata(dpi=(300, 300)), compression)
    with Image.open(io.BytesIO(data)) as image:
        np.testing.assert_array_equal(np.asarray(image), colors[indices])
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.02)


def test_it_is_smaller_than_pillows() -> None:
    rng = np.random.default_rng(2)
    y, x = np.mgrid[:120, :160]
    slope = 8 + 5 * np.sin(x / 30 + y / 50) + rng.normal(0, 0.4, x.shape)
    indices = np.clip(slope, 0, 15).astype(np.uint8)
    image = Image.fromarray(indices)
    image.putpalette(GRAYS[:16].tobytes())
    pillows = io.BytesIO()
    image.save(pillows, "PNG", bits=4, optimize=True)
    assert len(PNG.encode(indices, GRAYS[:16], Metadata(), "small")) < len(pillows.getvalue())


def test_slopes_are_filtered() -> None:
    small = PNG.encode(smooth(), GRAYS, Metadata(), "small")
    assert len(small) < 0.9 * len(PNG.encode(smooth(), GRAYS, Metadata(), "fast"))
    assert len(pixel_data(small)) < len(small)
