from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import colorquant as cq
from colorquant.files import (
    PALETTE_FORMATS,
    Swatches,
    check_palette_output,
    encode_palette,
    make_swatches,
    read_palette,
    write_palette,
)
from colorquant.files.palettes.palette_file import formats_of
from colorquant.files.palettes.palette_format import PaletteFormat


def test_names_differ_and_endings_are_lower_case() -> None:
    names = [each.name for each in PALETTE_FORMATS]
    assert len(set(names)) == len(names)
    assert all(each.suffix == each.suffix.lower() for each in PALETTE_FORMATS)


def test_of_pal_jasc_is_written_and_riff_has_a_signature() -> None:
    assert [each.name for each in formats_of(".PAL")] == ["jasc", "riff"]
    assert formats_of(".pal")[1].signature == b"RIFF"
    assert not formats_of(".doc")


@pytest.fixture
def brand() -> Swatches:
    return make_swatches([[255, 0, 0], [1, 2, 3], [0, 0, 0]], ["Réd", "", "black"], "brand")


@pytest.mark.parametrize("form", PALETTE_FORMATS, ids=lambda form: form.name)
def test_every_format_comes_back(tmp_path: Path, brand: Swatches, form: PaletteFormat) -> None:
    path = tmp_path / f"brand{form.suffix.upper()}"
    write_palette(path, brand, form.name)
    read = read_palette(path)
    np.testing.assert_array_equal(read.colors, brand.colors)
    assert read.names == (brand.names if form.holds_names else None)


@pytest.mark.parametrize("form", PALETTE_FORMATS, ids=lambda form: form.name)
def test_what_a_format_cannot_hold_is_refused_before_writing(
    tmp_path: Path, form: PaletteFormat
) -> None:
    path = tmp_path / f"brand{form.suffix}"
    path.write_bytes(b"as it was")
    tone = np.arange(form.max_colors + 1)
    too_many = np.stack([tone & 255, tone >> 8 & 255, tone >> 16], axis=1)
    with pytest.raises(cq.InvalidOptionError, match=f"{len(tone):,} colors; .* at most"):
        write_palette(path, make_swatches(too_many), form.name)
    if form.alpha != "any":
        with pytest.raises(
            cq.InvalidOptionError, match="would hold alpha, in 1 of 1 colors; allowed"
        ):
            write_palette(path, make_swatches([[1, 2, 3, 128]]), form.name)
    assert path.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [path]


def test_an_act_file_holds_one_transparent_color(tmp_path: Path) -> None:
    clear = Swatches(np.array([[0, 0, 0, 0], [1, 2, 3, 255]], np.uint8))
    write_palette(tmp_path / "a.act", clear)
    np.testing.assert_array_equal(read_palette(tmp_path / "a.act").colors, clear.colors)
    clear.colors[1] = 0
    with pytest.raises(
        cq.InvalidOptionError, match=r"allowed .* and one that is fully transparent"
    ):
        write_palette(tmp_path / "a.act", clear)


def test_pal_files_are_told_apart_by_what_they_begin_with(tmp_path: Path, brand: Swatches) -> None:
    path = tmp_path / "brand.pal"
    for name, signature in ((None, b"JASC"), ("riff", b"RIFF"), ("jasc", b"JASC")):
        write_palette(path, brand, name)
        assert path.read_bytes().startswith(signature)
        assert len(read_palette(path).colors) == 3


def test_a_format_of_another_ending_is_refused(tmp_path: Path, brand: Swatches) -> None:
    with pytest.raises(
        cq.InvalidOptionError, match=r"format is 'gpl'; allowed in a .pal file: jasc, riff"
    ):
        write_palette(tmp_path / "brand.pal", brand, "gpl")


@pytest.mark.parametrize("name", ["brand.doc", "brand"])
def test_an_unknown_ending_is_refused(tmp_path: Path, brand: Swatches, name: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"allowed are .aco, .act, .ase, .css, .gpl"):
        read_palette(tmp_path / name)
    with pytest.raises(cq.InvalidOptionError, match=r"allowed are .aco, .act, .ase, .css, .gpl"):
        write_palette(tmp_path / name, brand)


@pytest.mark.parametrize("form", PALETTE_FORMATS, ids=lambda form: form.name)
def test_the_bytes_of_a_file_can_be_had_without_one(
    tmp_path: Path, brand: Swatches, form: PaletteFormat
) -> None:
    path = tmp_path / f"brand{form.suffix}"
    write_palette(path, brand, form.name)

    assert encode_palette(f"brand{form.suffix}", brand, form.name) == path.read_bytes()


@pytest.mark.parametrize("name", ["brand.xyz", "brand"])
def test_bytes_of_an_unknown_ending_are_refused(brand: Swatches, name: str) -> None:
    with pytest.raises(cq.InvalidOptionError, match="allowed are"):
        encode_palette(name, brand)


def test_repeated_colors_are_dropped_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "brand.gpl"
    path.write_text("GIMP Palette\n9 9 9 first\n1 2 3\n9 9 9 second\n9 9 9\n", "utf-8")
    with pytest.warns(cq.ColorQuantWarning, match=r"brand.gpl repeats 2 of its 4 colors"):
        read = read_palette(path)
    assert read.colors[:, 0].tolist() == [9, 1]
    assert read.names == ("first", "")


def test_errors_name_the_file_and_the_place(tmp_path: Path) -> None:
    path = tmp_path / "brand.gpl"
    path.write_text("GIMP Palette\n#\n1 2 300\n", "utf-8")
    with pytest.raises(
        cq.ImageFileError, match=r"brand.gpl line 3: '300' is no level; allowed are 0 to 255$"
    ):
        read_palette(path)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("none.hex", b"\n", "none.hex holds 0 colors; allowed are 1 to 65,536"),
        ("many.hex", b"000000\n" * 65_537, "many.hex holds 65,537 colors; allowed"),
        ("none.css", b":root { --size: 3px }", "none.css holds 0 colors"),
        ("none.act", bytes(770) + b"\xff\xff", "none.act holds 0 colors"),
    ],
)
def test_too_few_and_too_many_colors_are_no_palette(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(cq.InvalidPaletteError, match=message):
        read_palette(tmp_path / name)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.gpl").touch()
    (tmp_path / "folder.gpl").mkdir()
    with (tmp_path / "large.gpl").open("wb") as stream:
        stream.truncate(2**24 + 1)
    for name, message in {
        "missing.gpl": "does not exist",
        "empty.gpl": "is empty .* a palette file is needed",
        "folder.gpl": "is a folder; a palette file is needed",
        "large.gpl": "holds more than the 16,777,216 bytes allowed in a palette file",
    }.items():
        with pytest.raises(cq.ImageFileError, match=message):
            read_palette(tmp_path / name)


def test_an_output_is_checked_without_a_palette(tmp_path: Path) -> None:
    path = tmp_path / "a.pal"
    assert check_palette_output(path, "riff") == path
    with pytest.raises(cq.InvalidOptionError, match=r"allowed in a \.pal file: jasc, riff"):
        check_palette_output(path, "adobe")
    with pytest.raises(cq.InvalidOptionError, match=r"a\.doc ends in '\.doc'; allowed are \.aco"):
        check_palette_output(tmp_path / "a.doc")
    path.touch()
    with pytest.raises(cq.InvalidOptionError, match=r"a\.pal is the input"):
        check_palette_output(path, inputs=[path])
    assert path.read_bytes() == b""
