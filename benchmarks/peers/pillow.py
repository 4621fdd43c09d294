"""Pillow's own methods, which are what ``Image.quantize`` users get."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PIL import Image

import colorquant as cq

from .peer import ImageArray, Peer, Quantized

PaletteOf = Callable[[ImageArray, int], Image.Image]


def quantize(image: ImageArray, n: int, *, method: Image.Quantize) -> Quantized:
    result = Image.fromarray(image).quantize(n, method=method, dither=Image.Dither.NONE)
    channels = image.shape[2]
    palette = result.getpalette("RGBA" if channels == 4 else "RGB")
    return np.asarray(result), np.array(palette, dtype=np.uint8).reshape(-1, channels)


def dither(image: ImageArray, n: int, *, palette_of: PaletteOf) -> Quantized:
    """Floyd–Steinberg, which Pillow has only for a given palette."""
    return prepare_dither(image, n, palette_of=palette_of)()


def prepare_dither(image: ImageArray, n: int, *, palette_of: PaletteOf) -> Callable[[], Quantized]:
    source, palette = Image.fromarray(image), palette_of(image, n)
    return partial(_floyd_steinberg, source, palette)


def median_cut(image: ImageArray, n: int) -> Image.Image:
    return Image.fromarray(image).quantize(n, method=Image.Quantize.MEDIANCUT)


def our_palette(image: ImageArray, n: int) -> Image.Image:
    palette = Image.new("P", (1, 1))
    palette.putpalette(cq.quantize(image, n, dither="none").palette.colors.tobytes())
    return palette


def _floyd_steinberg(source: Image.Image, palette: Image.Image) -> Quantized:
    result = source.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    return np.asarray(result), np.array(result.getpalette("RGB"), np.uint8).reshape(-1, 3)


_peer = partial(Peer, family="Pillow", module="PIL", distribution="pillow", max_colors=256)

PEERS = (
    _peer(
        variant="fast octree",
        quantize=partial(quantize, method=Image.Quantize.FASTOCTREE),
        takes_alpha=True,
    ),
    _peer(variant="median cut", quantize=partial(quantize, method=Image.Quantize.MEDIANCUT)),
)
DITHERING = tuple(
    _peer(
        variant=f"{name} + Floyd–Steinberg",
        quantize=partial(dither, palette_of=palette_of),
        prepare=partial(prepare_dither, palette_of=palette_of),
    )
    for name, palette_of in (("median cut", median_cut), ("colorquant's palette", our_palette))
)
