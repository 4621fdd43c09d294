import struct

import pytest

from colorquant.files.palettes.aco import read_aco, write_aco
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches

VERSION_1 = bytes.fromhex("0001 0002  0000 ffff 0000 0000 0000  0000 0101 0202 0303 0000")
VERSION_2 = bytes.fromhex(
    "0002 0002"
    "0000 ffff 0000 0000 0000  0000 0004 0052 00e9 0064 0000"
    "0000 0101 0202 0303 0000  0000 0001 0000"
)
COLORS = [[255, 0, 0, 255], [1, 2, 3, 255]]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (VERSION_1, None),
        (VERSION_2, ("Réd", "")),
        (VERSION_1 + VERSION_2, ("Réd", "")),
        (VERSION_1 + b"\0\0\0\0\0", None),
    ],
)
def test_reads_either_version_and_both(data: bytes, names: tuple[str, ...] | None) -> None:
    swatches = read_aco(data)
    assert (swatches.colors.tolist(), swatches.names) == (COLORS, names)


@pytest.mark.parametrize(
    ("space", "words", "rgb"),
    [
        (0, (0x8080, 0xFFFF, 0), [128, 255, 0]),
        (1, (43_690, 65_535, 65_535), [0, 0, 255]),  # 240 degrees
        (2, (65_535, 0, 0, 65_535), [255, 0, 0]),  # 0 is all of an ink
        (2, (65_535, 65_535, 65_535, 32_768), [128, 128, 128]),
        (7, (10_000, 0, 0), [255, 255, 255]),
        (7, (5324, 8009, 6720), [255, 0, 0]),
        (7, (3230, 7919, -10_786), [0, 0, 255]),
        (8, (10_000,), [255, 255, 255]),
        (8, (2000,), [51, 51, 51]),
    ],
)
def test_each_color_space(space: int, words: tuple[int, ...], rgb: list[int]) -> None:
    values = [word & 0xFFFF for word in (*words, 0, 0, 0)[:4]]
    swatches = read_aco(struct.pack(">7H", 1, 1, space, *values))
    assert swatches.colors.tolist() == [[*rgb, 255]]


def test_writes_both_versions() -> None:
    assert write_aco(make_swatches(COLORS, ["Réd", ""])) == VERSION_1 + VERSION_2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\0\1", "ends within the heading"),
        (b"\0\3\0\1" + bytes(10), "is of version 3; allowed are 1 and 2"),
        (VERSION_1[:-1], "entry 2: ends within a color: it would be 10 bytes and 9 are there"),
        (b"\0\1\0\1\0\3" + bytes(8), "entry 1: 3 is no color space that can be read; allowed"),
        (b"\0\2\0\1" + bytes(10) + b"\xff" * 4, "entry 1: ends within a name: it would be 8,589"),
        (VERSION_1 + VERSION_2[:-2], "entry 2: ends within a name"),
        (b"\0\1\0\1\0\x08\xff\xff" + bytes(6), "entry 1: 6.5535 is a value of its gray color"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_aco(data)
