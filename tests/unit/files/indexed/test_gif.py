import io

import numpy as np
from PIL import Image

from colorquant.files import Metadata
from colorquant.files.indexed.gif import GIF


def test_a_transparent_entry_at_index_0() -> None:
    colors = np.array([[0, 0, 0, 0], [9, 8, 7, 255]], np.uint8)
    indices = np.array([[0, 1, 1]], np.uint8)
    with Image.open(io.BytesIO(GIF.encode(indices, colors, Metadata(), "small"))) as image:
        assert image.info["transparency"] == 0
        assert np.asarray(image.convert("RGBA"))[0, :, 3].tolist() == [0, 255, 255]


def test_its_losses_are_told_in_one_order() -> None:
    colors = np.array([[0, 0, 0, 5], [9, 8, 7, 254]], np.uint8)
    assert GIF.losses(
        colors, Metadata(dpi=(1.0, 1.0), text={"Comment": "kept", "Title": "no"})
    ) == [
        "2 entries are partly transparent; a GIF shows all or nothing",
        "a GIF holds no metadata but a comment; left out: resolution, the text 'Title'",
    ]
