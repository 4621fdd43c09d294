"""Pillow's own methods, which are what ``Image.quantize`` users get."""

from functools import partial

import numpy as np
from PIL import Image

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int, *, method: Image.Quantize) -> Quantized:
    result = Image.fromarray(image).quantize(n, method=method, dither=Image.Dither.NONE)
    channels = image.shape[2]
    palette = result.getpalette("RGBA" if channels == 4 else "RGB")
    return np.asarray(result), np.array(palette, dtype=np.uint8).reshape(-1, channels)


_peer = partial(Peer, family="Pillow", module="PIL", distribution="pillow", max_colors=256)

PEERS = (
    _peer(
        variant="fast octree",
        quantize=partial(quantize, method=Image.Quantize.FASTOCTREE),
        takes_alpha=True,
    ),
    _peer(variant="median cut", quantize=partial(quantize, method=Image.Quantize.MEDIANCUT)),
)
