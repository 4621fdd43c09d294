"""Pillow's own methods, which are what ``Image.quantize`` users get."""

from functools import partial

import numpy as np
from PIL import Image

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int, *, method: Image.Quantize) -> Quantized:
    result = Image.fromarray(image).quantize(n, method=method, dither=Image.Dither.NONE)
    palette = np.array(result.getpalette("RGB"), dtype=np.uint8).reshape(-1, 3)
    return np.asarray(result), palette


_peer = partial(Peer, family="Pillow", module="PIL", distribution="pillow", max_colors=256)

PEERS = (
    _peer(variant="fast octree", quantize=partial(quantize, method=Image.Quantize.FASTOCTREE)),
    _peer(variant="median cut", quantize=partial(quantize, method=Image.Quantize.MEDIANCUT)),
)
