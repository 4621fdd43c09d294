"""Small ICC profiles (version 2.4), made to order: of gray, of RGB and of CMYK."""

import struct
from collections.abc import Sequence
from itertools import product

import numpy as np

ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
"""Red, green and blue in XYZ, adapted to D50."""

_D50 = (0.9642, 1.0, 0.8249)


def rgb_profile(
    primaries: tuple[tuple[float, ...], ...] = ADOBE_RGB,
    gamma: float = 2.2,
    *,
    table: Sequence[int] | None = None,
    white: tuple[float, float, float] = _D50,
) -> bytes:
    """Colors with a curve of one power, or of a table; `white` is told, and changes no color."""
    curve = _curve(gamma) if table is None else _table(table)
    colors = {name: _xyz(*each) for name, each in zip((b"r", b"g", b"b"), primaries, strict=True)}
    tags = {name + b"XYZ": value for name, value in colors.items()}
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags | dict.fromkeys(_curves(b"rgb"), curve), white)


def gray_profile(gamma: float = 1.0, *, table: Sequence[int] | None = None) -> bytes:
    curve = _curve(gamma) if table is None else _table(table)
    return _profile(b"mntr", b"GRAY", b"XYZ ", {b"kTRC": curve})


def cmyk_profile(*, perceptual_black: int = 0) -> bytes:
    """Inks that darken: cyan, magenta and yellow toward their own colors, black to black.

    By the perceptual intent black ink can be gray: as light as this, of 255.
    """
    tables = {b"A2B0": _inks(perceptual_black), b"A2B1": _inks(lightness_of_black=0)}
    return _profile(b"prtr", b"CMYK", b"Lab ", tables)


def _inks(lightness_of_black: int) -> bytes:
    straight = bytes(range(256))
    corners = (
        _lab(cyan, magenta, yellow, black, lightness_of_black)
        for cyan, magenta, yellow, black in product((0, 1), repeat=4)
    )
    matrix = struct.pack(">9i", *(np.eye(3).ravel() * 65536).astype(int))
    head = b"mft1\0\0\0\0\x04\x03\x02\0" + matrix
    return head + 4 * straight + b"".join(corners) + 3 * straight


def _lab(cyan: int, magenta: int, yellow: int, black: int, lightness_of_black: int) -> bytes:
    light = lightness_of_black if black else 255 - 60 * cyan - 70 * magenta - 20 * yellow
    green_red = 128 + (0 if black else -40 * cyan + 70 * magenta)
    blue_yellow = 128 + (0 if black else -40 * cyan + 80 * yellow)
    return bytes([light, green_red, blue_yellow])


def _curves(channels: bytes) -> list[bytes]:
    return [bytes([channel]) + b"TRC" for channel in channels]


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))


def _table(levels: Sequence[int]) -> bytes:
    """Return the curve that takes each of 256 levels to the light of another one in sRGB."""
    shares = np.array(levels) / 255
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    numbers = np.rint(light * 65_535).astype(">u2")
    return b"curv\0\0\0\0" + struct.pack(">I", len(numbers)) + bytes(numbers)


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(each * 65536) for each in (x, y, z)))


def _profile(
    kind: bytes,
    space: bytes,
    connection: bytes,
    tags: dict[bytes, bytes],
    white: tuple[float, float, float] = _D50,
) -> bytes:
    tags = {b"desc": b"desc\0\0\0\0\0\0\0\x05test\0" + bytes(79), b"wtpt": _xyz(*white)} | tags
    directory, content = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        directory += name + struct.pack(">II", start + len(content), len(value))
        content += value + bytes(-len(value) % 4)
    header = struct.pack(
        ">I4sI4s4s4s12s4s28s",
        start + len(content),
        bytes(4),
        0x02400000,
        kind,
        space,
        connection,
        struct.pack(">6H", 2000, 1, 1, 0, 0, 0),
        b"acsp",
        bytes(28),
    )
    return (header + _xyz(*_D50)[8:]).ljust(128, b"\0") + directory + content
