"""The layout of pixel arrays (depth, alpha, words) and colors as text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Colors = NDArray[np.uint8] | NDArray[np.uint16]


def largest(colors: Colors) -> int:
    """Return the level of full intensity and of opaque pixels.

    Parameters
    ----------
    colors
        Any shape, uint8 or uint16.

    Returns
    -------
    int
        255 or 65,535.
    """
    return int(np.iinfo(colors.dtype).max)


def to_8_bits(colors: Colors) -> NDArray[np.uint8]:
    """Round to 8 bits.

    Parameters
    ----------
    colors
        Any shape, uint8 or uint16.

    Returns
    -------
    numpy.ndarray
        Of the same shape; 8-bit colors as they are.
    """
    if colors.dtype == np.uint8:
        return colors.view(np.uint8)
    # A sixteen-bit value is 257 times an eight-bit one; 257 is odd, so that nothing lies halfway.
    return ((colors.astype(np.uint32) + 128) // 257).astype(np.uint8)


def to_16_bits(colors: Colors) -> NDArray[np.uint16]:
    """Widen to 16 bits, exactly.

    Parameters
    ----------
    colors
        Any shape, uint8 or uint16.

    Returns
    -------
    numpy.ndarray
        Of the same shape; 16-bit colors as they are.
    """
    if colors.dtype == np.uint16:
        return colors.view(np.uint16)
    return colors.astype(np.uint16) * np.uint16(257)


def as_colors(image: Colors) -> Colors:
    """Return the pixels of an image as colors.

    Parameters
    ----------
    image
        (h, w), (h, w, 3) or (h, w, 4), uint8 or uint16, C-contiguous.

    Returns
    -------
    numpy.ndarray
        (h w, 3) or (h w, 4) of the same type, C-contiguous; gray as equal red, green and blue.
    """
    channels = image.shape[2] if image.ndim == 3 else 1
    pixels: Colors = image.reshape(image.shape[0] * image.shape[1], channels)
    return pixels if channels > 1 else pixels.take([0, 0, 0], axis=1)


def without_fourth(colors: Colors) -> Colors:
    """Return colors without their alpha channel.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4).

    Returns
    -------
    numpy.ndarray
        (m, 3), C-contiguous.
    """
    return colors if colors.shape[1] == 3 else colors.take([0, 1, 2], axis=1)


def as_words(colors: Colors) -> NDArray[np.uint32]:
    """Return 8-bit colors as one number each, the same for opaque ones with and without alpha.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4) uint8.

    Returns
    -------
    numpy.ndarray
        (m,) uint32, a view of (m, 4); in no particular order.
    """
    return np.ascontiguousarray(with_alpha(colors)).view(np.uint32).reshape(-1)


def with_alpha(colors: Colors) -> Colors:
    """Give opaque colors their alpha.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4), uint8 or uint16.

    Returns
    -------
    numpy.ndarray
        (m, 4) of the same type.
    """
    if colors.shape[1] == 4:
        return colors
    alpha = np.full((len(colors), 1), largest(colors), dtype=colors.dtype)
    return np.concatenate([colors, alpha], axis=1)


def without_hidden(colors: Colors) -> Colors:
    """Make fully transparent colors, of which nothing shows, all the same.

    Parameters
    ----------
    colors
        (..., 3) or (..., 4), uint8 or uint16.

    Returns
    -------
    numpy.ndarray
        The same, but all channels 0 where alpha is; a copy if that changes any.
    """
    if colors.shape[-1] == 3:
        return colors
    hidden = colors[..., 3] == 0
    if not colors[hidden].any():
        return colors
    shown = colors.copy()
    shown[hidden] = 0
    return shown


def without_alpha(colors: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Drop the alpha of colors that are all opaque.

    Parameters
    ----------
    colors
        (m, 3) or (m, 4) uint8.

    Returns
    -------
    numpy.ndarray
        (m, 3), or (m, 4) if any of them is not opaque; C-contiguous.
    """
    opaque = colors.shape[1] == 4 and bool((colors[:, 3] == 255).all())
    return np.ascontiguousarray(colors[:, :3] if opaque else colors)


def to_hex(color: Iterable[int]) -> str:
    """Write a color as ``#rrggbb``, or as ``#rrggbbaa`` if it is not opaque.

    Parameters
    ----------
    color
        Red, green, blue and perhaps alpha, 0 to 255.

    Returns
    -------
    str
    """
    digits = bytes(color).hex()
    return f"#{digits[:6]}" if digits[6:] in ("", "ff") else f"#{digits}"


def parse_color(text: str) -> tuple[int, int, int, int]:
    """Return the color that a text names.

    Parameters
    ----------
    text
        ``#rgb``, ``#rgba``, ``#rrggbb`` or ``#rrggbbaa``, a CSS name such as ``tomato`` or
        ``transparent``, or a CSS function such as ``rgb(255, 0, 0)``. The ``#`` may be missing
        from six or eight digits.

    Returns
    -------
    tuple of int
        Red, green, blue and alpha, 0 to 255.

    Raises
    ------
    ValueError
        If it names no color.
    """
    from PIL import ImageColor

    text = text.strip()
    if re.fullmatch("[0-9a-fA-F]{6}|[0-9a-fA-F]{8}", text):
        text = f"#{text}"
    if text.lower() == "transparent":
        return 0, 0, 0, 0
    try:
        red, green, blue, *alpha = ImageColor.getrgb(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is not a color; allowed are #rgb, #rrggbb, #rrggbbaa and CSS names"
        ) from None
    return red, green, blue, *(alpha or [255])  # type: ignore[return-value]  # four of them


def parse_colors(colors: object) -> object:
    """Return colors that are written as texts as rows of numbers, and others as they are.

    Parameters
    ----------
    colors
        A sequence of colors, each a text (see `parse_color`) or its channels; anything else is
        returned unchanged.

    Returns
    -------
    object
        A list of rows: red, green and blue if all are opaque, else with alpha.

    Raises
    ------
    ValueError
        If a text names no color.
    """
    if not isinstance(colors, list | tuple) or not any(isinstance(each, str) for each in colors):
        return colors
    rows = [parse_color(each) if isinstance(each, str) else (*each, 255)[:4] for each in colors]
    is_opaque = all(row[3] == 255 for row in rows)
    return [row[:3] if is_opaque else row for row in rows]
