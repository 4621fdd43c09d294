"""libimagequant, the engine of pngquant, through PyPI's ``imagequant``.

The package's own functions do not reach the speed setting, so its library handle is used.
"""

from functools import partial
from typing import Any, NamedTuple

import numpy as np

from .peer import ImageArray, Peer, Quantized, Remap

PNGQUANTS_SPEED = 4


def quantize(image: ImageArray, n: int, *, speed: int, dithering: float = 0.0) -> Quantized:
    return _remapped(_fitted(image, n, speed), dithering)


def prepare(image: ImageArray, n: int, *, speed: int, dithering: float) -> Remap:
    return partial(_remapped, _fitted(image, n, speed), dithering)


class _Fitted(NamedTuple):
    image: ImageArray
    source: Any
    result: Any
    kept: tuple[object, ...]
    """What the library points to."""


def _fitted(image: ImageArray, n: int, speed: int) -> _Fitted:
    from imagequant._libimagequant import ffi, lib

    height, width, channels = image.shape
    rgba = np.full((height, width, 4), 255, dtype=np.uint8)
    rgba[..., :channels] = image

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
    return _Fitted(image, source, result, (rgba, options))


def _remapped(fitted: _Fitted, dithering: float) -> Quantized:
    from imagequant._libimagequant import ffi, lib

    indices = np.empty(fitted.image.shape[:2], dtype=np.uint8)
    _check(lib.liq_set_dithering_level(fitted.result, dithering))
    buffer = ffi.from_buffer(indices, require_writable=True)
    _check(lib.liq_write_remapped_image(fitted.result, fitted.source, buffer, indices.size))

    # Asked for only now: mapping without dithering moves the palette once more.
    found = lib.liq_get_palette(fitted.result)
    palette = np.frombuffer(ffi.buffer(found.entries), dtype=np.uint8).reshape(-1, 4)
    return indices, palette[: found.count, : fitted.image.shape[2]].copy()


def _check(code: int) -> None:
    if code != 0:
        raise RuntimeError(f"libimagequant failed with code {code}")


_peer = partial(
    Peer,
    family="libimagequant",
    module="imagequant",
    distribution="imagequant",
    max_colors=256,
    takes_alpha=True,
)

PEERS = tuple(
    _peer(variant=f"speed {speed}", quantize=partial(quantize, speed=speed)) for speed in (1, 4, 10)
)
DITHERING = tuple(
    _peer(
        variant=f"dithering {level:.1f}",
        quantize=partial(quantize, speed=PNGQUANTS_SPEED, dithering=level),
        prepare=partial(prepare, speed=PNGQUANTS_SPEED, dithering=level),
    )
    for level in (1.0, 0.0)
)
