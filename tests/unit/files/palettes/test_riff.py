import struct

import pytest

from colorquant.files.palettes.riff import read_riff, write_riff
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches

DATA = b"data" + struct.pack("<I", 12) + b"\x00\x03\x02\x00" + b"\xff\x00\x00\x00\x01\x02\x03\x00"
FILE = b"RIFF" + struct.pack("<I", 4 + len(DATA)) + b"PAL " + DATA


def test_reads_the_entries_of_a_logpalette() -> None:
    assert read_riff(FILE).colors.tolist() == [[255, 0, 0, 255], [1, 2, 3, 255]]


def test_flags_say_nothing_of_the_color() -> None:
    flagged = FILE[:-1] + b"\x04"
    assert read_riff(flagged).colors.tolist() == [[255, 0, 0, 255], [1, 2, 3, 255]]


def test_other_chunks_are_passed_over() -> None:
    odd = b"offl\x03\x00\x00\x00abc\x00"
    assert len(read_riff(FILE[:12] + odd + DATA).colors) == 2


def test_writes_the_same() -> None:
    assert write_riff(make_swatches([[255, 0, 0], [1, 2, 3]])) == FILE


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"RIFF", "ends within the heading"),
        (b"RIFF\x00\x00\x00\x00WAVE", "is a RIFF file of type b'WAVE'; needed is b'PAL '"),
        (FILE[:12], "ends within a chunk's heading"),
        (FILE[:12] + b"offl\xff\xff\xff\xff", "ends within a chunk: it would be 4,294,967,296"),
        (FILE[:-1], "ends within its 2 colors: it would be 8 bytes and 7 are there"),
    ],
)
def test_damage_is_told(data: bytes, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^{message}"):
        read_riff(data)
