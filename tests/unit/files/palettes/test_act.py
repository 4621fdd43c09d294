import pytest

from colorquant.files.palettes.act import read_act, write_act
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches

TABLE = b"\xff\x00\x00\x01\x02\x03" + bytes(762)


def test_the_count_says_how_many_colors_there_are() -> None:
    assert read_act(TABLE + b"\x00\x03\xff\xff").colors.tolist() == [
        [255, 0, 0, 255],
        [1, 2, 3, 255],
        [0, 0, 0, 255],
    ]


def test_an_entry_may_be_transparent() -> None:
    assert read_act(TABLE + b"\x00\x02\x00\x01").colors.tolist() == [[255, 0, 0, 255], [0] * 4]


def test_without_a_count_zeros_at_the_end_are_dropped() -> None:
    assert read_act(TABLE).colors.tolist() == [[255, 0, 0, 255], [1, 2, 3, 255]]
    assert read_act(bytes(3) + TABLE[:765]).colors[0].tolist() == [0, 0, 0, 255]
    assert read_act(bytes(768)).colors.tolist() == [[0, 0, 0, 255]]


def test_one_zero_at_the_end_of_a_full_table_is_black() -> None:
    assert len(read_act(b"\x01" * 765 + bytes(3)).colors) == 256
    assert len(read_act(b"\x01" * 762 + bytes(6)).colors) == 254


def test_writes_count_and_transparent_entry() -> None:
    assert write_act(make_swatches([[255, 0, 0], [1, 2, 3]])) == TABLE + b"\x00\x02\xff\xff"
    clear = write_act(make_swatches([[255, 0, 0, 255], [0, 0, 0, 0]]))
    assert clear == b"\xff" + bytes(767) + b"\x00\x02\x00\x01"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (TABLE[:-1], "holds 767 bytes; allowed are 768 and 772"),
        (TABLE + b"\x01\x01\xff\xff", "says that it holds 257 colors; allowed are up to 256"),
        (TABLE + b"\x00\x02\x00\x02", "says that entry 2 is transparent; allowed are .* 0 to 1"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_act(data)
