import time

import pytest

from colorquant.files.palettes.css import read_css, write_css
from colorquant.files.palettes.swatches import DamagedPaletteError, make_swatches

FILE = """/* #123456
   --no: #123456; */
:root {
  --fire: #F00;
  --Sky-Blue : rgb(0, 128, 255);
  --glass:#01020380;--half: rgba(1 2 3 / 50%);
  --shadow: 0 0 3px rgb(0 0 0 / .2), 0 0 9px #abcd;
  --size: 3px;
  color: #654321;
  background: var(--fire);
}
.dark { --percent: rgb(100%, 0%, 20%) }
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_reads_the_colors_of_custom_properties(end: str) -> None:
    assert read_css(FILE.replace("\n", end).encode("utf-8-sig")).colors.tolist() == [
        [255, 0, 0, 255],
        [0, 128, 255, 255],
        [1, 2, 3, 128],
        [1, 2, 3, 128],
        [0, 0, 0, 51],
        [0xAA, 0xBB, 0xCC, 0xDD],
        [255, 0, 51, 255],
    ]


def test_writes_custom_properties_of_the_root() -> None:
    assert write_css(make_swatches([[255, 0, 0, 255], [1, 2, 3, 128]])) == (
        b":root {\n  --color-1: #ff0000;\n  --color-2: #01020380;\n}\n"
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("rgb(300, 0, 0)", "'300' is no level; allowed are 0 to 255, and 0% to 100%"),
        ("rgb(0 0 0 / 2)", "'2' is no level; allowed are 0 to 1, and 0% to 100%"),
        ("rgb(1, 2)", r"'rgb\(1, 2\)' is no color; needed are red, green, blue"),
        ("rgb(none 0 0)", "'none' is no level"),
    ],
)
def test_damage_is_named_by_its_line(value: str, message: str) -> None:
    with pytest.raises(DamagedPaletteError, match=f"^line 5: {message}"):
        read_css(f":root {{\n/*\n*/--ok: #000;\n\n--bad: {value};}}".encode())


@pytest.mark.parametrize(
    "unit", ["--", "-- ", "/*", "--a", "--a:", "rgb(", "--a:rgb(", "#", "--a:#f", " ", "{--a "]
)
def test_work_grows_with_the_length_only(unit: str) -> None:
    begin = time.process_time()  # which does not count what else the machine does
    assert not len(read_css((unit * 200_000).encode()).colors)
    assert time.process_time() - begin < 20.0
