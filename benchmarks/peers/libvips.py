"""libvips, which shows its quantizer only through its savers.

Writing a GIF in memory and reading it again is part of the time. The number of colors must be a
power of two, because the saver asks for bits.
"""

import io

import numpy as np
from PIL import Image

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int) -> Quantized:
    import pyvips

    bits = n.bit_length() - 1
    if n != 1 << bits:
        raise ValueError(f"libvips takes powers of two, got {n}")
    source = pyvips.Image.new_from_array(image, interpretation="srgb")
    encoded = source.gifsave_buffer(bitdepth=bits, dither=0)
    result = Image.open(io.BytesIO(encoded))
    indices = np.asarray(result)
    palette = np.array(result.getpalette("RGB"), dtype=np.uint8).reshape(-1, 3)
    return indices, palette


PEERS = (
    Peer(
        family="libvips",
        module="pyvips",
        distribution="pyvips",
        quantize=quantize,
        max_colors=256,
    ),
)
