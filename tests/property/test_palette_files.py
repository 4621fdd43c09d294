"""Palette files come back as they were; damaged ones are read, or refused by an error of ours."""

import warnings
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import colorquant as cq
from colorquant.files import PALETTE_FORMATS, make_swatches, one_line
from colorquant.files.palettes import PaletteFormat

BYTE = st.integers(0, 255)
FORMATS = pytest.mark.parametrize("form", PALETTE_FORMATS, ids=lambda form: form.name)
FRAGMENTS = [b"", b"\0", b"\xff", b"\xff" * 4, b"\n", b"\r", b"#", b";", b"[", b'"', b"9" * 30]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("palettes")


@st.composite
def palettes(draw: st.DrawFn, form: PaletteFormat) -> cq.Palette:
    """Palettes that a format holds, with names even if it does not hold them."""
    translucent = BYTE if form.alpha == "any" else st.just(255)
    colors = draw(
        st.lists(
            st.tuples(BYTE, BYTE, BYTE, translucent).map(lambda c: c if c[3] else (0, 0, 0, 0)),
            min_size=1,
            max_size=min(form.max_colors, 40),
            unique=True,
        )
    )
    if form.alpha == "one" and draw(st.booleans()):
        colors[draw(st.integers(0, len(colors) - 1))] = (0, 0, 0, 0)
    name = st.text(st.characters(codec="utf-8"), max_size=12).map(one_line)
    names = draw(st.none() | st.lists(name, min_size=len(colors), max_size=len(colors)))
    return cq.Palette(colors, names=names)


@FORMATS
@given(st.data())
@settings(max_examples=60)
def test_a_palette_comes_back(folder: Path, form: PaletteFormat, data: st.DataObject) -> None:
    palette = data.draw(palettes(form))
    path = folder / f"palette{form.suffix}"
    palette.save(path, format=form.name)
    loaded = cq.Palette.load(path)
    assert loaded == palette
    assert loaded.names == (palette.names if form.holds_names else None)


@FORMATS
@pytest.mark.parametrize("count", [1, 96, 256, 65_535])
def test_palettes_of_any_size_come_back(folder: Path, form: PaletteFormat, count: int) -> None:
    tone = np.arange(min(count, form.max_colors))
    palette = cq.Palette(np.stack([tone & 255, tone >> 8, tone & 255], axis=1))
    path = folder / f"palette{form.suffix}"
    palette.save(path, format=form.name)
    assert cq.Palette.load(path) == palette


def valid_files(form: PaletteFormat) -> list[bytes]:
    plain = make_swatches([[255, 0, 0], [1, 2, 3], [9, 8, 7]], ["Réd 1", "", "x"], "brand")
    files = [form.write(plain)]
    if form.name == "gpl":
        files.append(b"GIMP Palette\r\nChannels: RGBA\r\n#\r\n1 2 3 4 half\r\n")
    if form.name == "json":
        files.append(b'["#f00", [1, 2, 3, 4], {"hex": "00ff00", "name": "x"}]')
    if form.name == "css":
        files.append(b":root{--a:rgb(1 2 3 / 50%);--b:#abc4;/* --c:#000 */--d:rgba(1%,2%,3%,.4)}")
    if form.name == "aco":
        spaces = (b"\0%c" % space + b"\1\2" * 4 for space in (0, 1, 2, 7, 8))
        files.append(b"\0\1\0\5" + b"".join(spaces))
    if form.name == "act":
        files.append(files[0][:768])
    return files


@st.composite
def damaged(draw: st.DrawFn, form: PaletteFormat) -> bytes:
    """Valid files in which some stretches are replaced by others, longer or shorter."""
    data = bytearray(draw(st.sampled_from(valid_files(form))))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from([0, 1, 1, 1, 2, 4, 16, len(data)]))
        data[start:end] = draw(st.binary(max_size=4) | st.sampled_from(FRAGMENTS))
    return bytes(data)


def load_or_refuse(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with warnings.catch_warnings(record=True) as notes:
        warnings.simplefilter("always")
        with suppress(cq.ColorQuantError):
            palette = cq.Palette.load(path)
            assert 1 <= len(palette) <= 65_536
    assert all(isinstance(note.message, cq.ColorQuantWarning) for note in notes)


@FORMATS
@given(st.data())
@settings(max_examples=250)
def test_a_damaged_file_is_loaded_or_refused(
    folder: Path, form: PaletteFormat, data: st.DataObject
) -> None:
    load_or_refuse(folder / f"damaged{form.suffix}", data.draw(damaged(form)))


@FORMATS
@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_any_bytes_are_loaded_or_refused(folder: Path, form: PaletteFormat, data: bytes) -> None:
    load_or_refuse(folder / f"any{form.suffix}", form.signature + data)


@FORMATS
def test_a_file_cut_short_anywhere_is_loaded_or_refused(folder: Path, form: PaletteFormat) -> None:
    for whole in valid_files(form):
        for end in range(len(whole)):
            load_or_refuse(folder / f"short{form.suffix}", whole[:end])
