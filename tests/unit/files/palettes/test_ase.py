import struct

import pytest

from colorquant.errors import InvalidOptionError
from colorquant.files.palettes.ase import read_ase, write_ase
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches


def block(kind: int, body: bytes) -> bytes:
    return struct.pack(">HI", kind, len(body)) + body


def named(name: str) -> bytes:
    return struct.pack(">H", len(name) + 1) + name.encode("utf-16-be") + b"\0\0"


def color(name: str, model: bytes, *values: float) -> bytes:
    stored = struct.pack(f">{len(values)}f", *values)
    return block(1, named(name) + model + stored + b"\0\2")


def ase(*blocks: bytes) -> bytes:
    return b"ASEF\x00\x01\x00\x00" + struct.pack(">I", len(blocks)) + b"".join(blocks)


def test_reads_every_model_of_colors_in_groups() -> None:
    swatches = read_ase(
        ase(
            block(0xC001, named("Brand")),
            color("Réd", b"RGB ", 1, 0, 0),
            color("ink", b"CMYK", 0, 1, 1, 0.5),
            block(0xC002, b""),
            color("white", b"LAB ", 1, 0, 0),
            color("", b"Gray", 0.2),
            block(0x0099, b"what nobody knows"),
        )
    )
    assert swatches.colors[:, :3].tolist() == [
        [255, 0, 0],
        [128, 0, 0],
        [255, 255, 255],
        [51, 51, 51],
    ]
    assert swatches.names == ("Réd", "ink", "white", "")
    assert swatches.title == "Brand"


def test_lightness_is_stored_from_0_to_1() -> None:
    """The red of sRGB is L* 53.24, a* 80.09, b* 67.20 under D65."""
    swatches = read_ase(ase(color("", b"LAB ", 0.532408, 80.0925, 67.2032)))
    assert swatches.colors.tolist() == [[255, 0, 0, 255]]


def test_writes_a_block_of_rgb_for_each_color() -> None:
    assert write_ase(make_swatches([[255, 0, 0], [0, 255, 255]], ["Réd", ""])) == (
        b"ASEF\x00\x01\x00\x00\x00\x00\x00\x02"
        b"\x00\x01\x00\x00\x00\x1c\x00\x04\x00R\x00\xe9\x00d\x00\x00"
        b"RGB \x3f\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02"
        b"\x00\x01\x00\x00\x00\x16\x00\x01\x00\x00"
        b"RGB \x00\x00\x00\x00\x3f\x80\x00\x00\x3f\x80\x00\x00\x00\x02"
    )


def test_a_name_too_long_is_refused() -> None:
    with pytest.raises(InvalidOptionError, match=r"has 65,535 units of UTF-16; allowed .* 65,534"):
        write_ase(make_swatches([[1, 2, 3]], ["x" * 65_535]))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"ASEF", "ends within the heading"),
        (b"ASEG" + bytes(8), "begins with b'ASEG'; needed is b'ASEF'"),
        (b"ASEF\0\1\0\0\xff\xff\xff\xff", "block 1: ends within a block's heading"),
        (ase(color("", b"HSB ", 1, 0, 0)), "block 1: b'HSB ' is no model of colors; allowed"),
        (ase(color("", b"CMYK", 1, 0)), "block 1: ends within a color's values"),
        (ase(color("", b"RGB ", 1, 0, 0))[:-1], "block 1: ends within a block: it would be 22"),
        (ase(color("", b"RGB ", 1, 0, 9)), "entry 1: 9 is a value of its rgb color; allowed"),
        (ase(color("", b"LAB ", 53, 0, 0)), "entry 1: 5300 is a value of its lab color"),
        (ase(block(1, b"\xff\xff")), "block 1: ends within a name: it would be 131,070 bytes"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_ase(data)
