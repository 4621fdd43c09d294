"""libimagequant, the engine of pngquant, through PyPI's ``imagequant``.

The package's own functions do not reach the speed setting, so its library handle is used.
"""

from functools import partial

import numpy as np

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int, *, speed: int) -> Quantized:
    from imagequant._libimagequant import ffi, lib

    height, width, channels = image.shape
    rgba = np.full((height, width, 4), 255, dtype=np.uint8)
    rgba[..., :channels] = image
    indices = np.empty((height, width), dtype=np.uint8)

    options = ffi.gc(lib.liq_attr_create(), lib.liq_attr_destroy)
    _check(lib.liq_set_max_colors(options, n))
    _check(lib.liq_set_speed(options, speed))
    source = ffi.gc(
        lib.liq_image_create_rgba(options, ffi.from_buffer(rgba), width, height, 0),
        lib.liq_image_destroy,
    )
    handle = ffi.new("liq_result **")
    _check(lib.liq_image_quantize(source, options, handle))
    result = ffi.gc(handle[0], lib.liq_result_destroy)
    _check(lib.liq_set_dithering_level(result, 0.0))
    buffer = ffi.from_buffer(indices, require_writable=True)
    _check(lib.liq_write_remapped_image(result, source, buffer, indices.size))

    # Asked for only now: mapping without dithering moves the palette once more.
    found = lib.liq_get_palette(result)
    palette = np.frombuffer(ffi.buffer(found.entries), dtype=np.uint8).reshape(-1, 4)
    return indices, palette[: found.count, :channels].copy()


def _check(code: int) -> None:
    if code != 0:
        raise RuntimeError(f"libimagequant failed with code {code}")


PEERS = tuple(
    Peer(
        family="libimagequant",
        variant=f"speed {speed}",
        module="imagequant",
        distribution="imagequant",
        quantize=partial(quantize, speed=speed),
        max_colors=256,
        takes_alpha=True,
    )
    for speed in (1, 4, 10)
)
