"""``colorquant palette``: what is fitted, converted, sorted and shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import colorquant as cq

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    path = tmp_path / "brand.gpl"
    colors = [[226, 0, 26], [0, 51, 102], [90, 90, 90]]
    cq.Palette(colors, names=["Signal", "Deep Sea", ""]).save(path)
    return path


def test_extract_is_the_fit_of_the_library(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.gpl"

    outcome = colorquant("palette", "extract", photo, "-k", 8, "--space", "lab", "-o", out)

    fitted = cq.KMeans(8, space="lab").fit(cq.ColorHistogram.from_image(photo))
    assert outcome.status == 0
    assert cq.Palette.load(out, space="lab") == fitted
    assert f"{out}: 8 colors of " in outcome.out
    assert "in 3,072 pixels" in outcome.out


def test_extract_takes_every_pixel_of_all_images(
    colorquant: Run, album: tuple[list[Path], Path], tmp_path: Path
) -> None:
    photos, _ = album
    Image.new("RGB", (64, 64), "#0000ff").save(photos[1])

    colorquant("palette", "extract", *photos, "-k", 6, "-o", tmp_path / "out.json")

    fitted = cq.KMeans(6).fit(cq.ColorHistogram.from_images(photos))
    assert cq.Palette.load(tmp_path / "out.json") == fitted


def test_extract_locks_sorts_and_leaves_out(colorquant: Run, tmp_path: Path) -> None:
    image = tmp_path / "four.png"
    Image.fromarray(np.array([[[9, 9, 9], [0, 0, 255], [255, 0, 0]]], np.uint8)).save(image)

    colorquant(
        *("palette", "extract", image, "-k", 4, "--fixed-color", "#ffffff", "--nodata", "#090909"),
        *("--sort", "hue", "-o", tmp_path / "out.hex"),
    )

    assert cq.Palette.load(tmp_path / "out.hex").colors.tolist() == [
        [255, 255, 255],
        [255, 0, 0],
        [0, 0, 255],
    ]


def test_extract_reports_every_bad_image_and_writes_nothing(
    colorquant: Run, photo: Path, files: Listing, tmp_path: Path
) -> None:
    (tmp_path / "text.png").write_text("no image")
    before = files()

    outcome = colorquant(
        *("palette", "extract", tmp_path / "no.png", photo, tmp_path / "text.png"),
        *("-o", tmp_path / "out.gpl"),
    )

    assert outcome.status == 1
    first, second = outcome.err.splitlines()
    assert "no.png does not exist" in first
    assert "text.png is not an image" in second
    assert files() == before


def test_fit_gives_what_extract_gives(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    cq.ColorHistogram.from_image(photo).save(tmp_path / "a.npz")

    outcome = colorquant("palette", "fit", tmp_path / "a.npz", "-k", 9, "-o", tmp_path / "a.ase")
    colorquant("palette", "extract", photo, "-k", 9, "-o", tmp_path / "b.ase")

    assert outcome.status == 0
    assert cq.Palette.load(tmp_path / "a.ase") == cq.Palette.load(tmp_path / "b.ase")


def test_fit_takes_only_histograms(
    colorquant: Run, brand: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant("palette", "fit", brand, "-o", tmp_path / "out.gpl")

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert "brand.gpl is no .npz file" in outcome.err
    assert files() == before


def test_convert_keeps_order_and_names(colorquant: Run, brand: Path, tmp_path: Path) -> None:
    outcome = colorquant("palette", "convert", brand, tmp_path / "brand.json")

    converted = cq.Palette.load(tmp_path / "brand.json")
    assert outcome.out == f"{tmp_path / 'brand.json'}: 3 colors\n"
    assert converted == cq.Palette.load(brand)
    assert converted.names == ("Signal", "Deep Sea", "")


def test_convert_writes_either_format_of_an_ending(
    colorquant: Run, brand: Path, tmp_path: Path
) -> None:
    out = tmp_path / "brand.pal"

    colorquant("palette", "convert", brand, out)
    assert out.read_bytes().startswith(b"JASC-PAL")
    colorquant("palette", "convert", brand, out, "--format", "riff", "-f")
    assert out.read_bytes().startswith(b"RIFF")


def test_sort_takes_names_along(colorquant: Run, brand: Path, tmp_path: Path) -> None:
    outcome = colorquant("palette", "sort", "--by", "luma", brand, tmp_path / "out.gpl")

    assert outcome.status == 0
    assert cq.Palette.load(tmp_path / "out.gpl").names == ("Deep Sea", "Signal", "")


def test_sort_keeps_what_is_at_the_front(colorquant: Run, brand: Path, tmp_path: Path) -> None:
    colorquant("palette", "sort", "--by", "hue", "--keep", 1, brand, tmp_path / "out.gpl")

    assert cq.Palette.load(tmp_path / "out.gpl").names == ("Signal", "", "Deep Sea")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convert", "brand.gpl", "brand.gpl"], "brand.gpl is the input; another name is needed"),
        (["convert", "brand.gpl", "out.doc"], "out.doc ends in '.doc'; allowed are .aco"),
        (["convert", "brand.gpl", "out.pal", "--format", "adobe"], "allowed in a .pal file: jasc"),
        (["sort", "--by", "hue", "brand.gpl", "brand.gpl"], "brand.gpl is the input"),
        (["sort", "--by", "count", "brand.gpl", "out.gpl"], "got 'count'; allowed are none, luma"),
        (["sort", "brand.gpl", "out.gpl"], "Missing option '--by'"),
        (
            ["sort", "--by", "hue", "--keep", "4", "brand.gpl", "out.gpl"],
            "keep is 4; allowed",
        ),
        (["extract", "photo.png", "-o", "photo.png"], "photo.png is the input"),
        (["extract", "photo.png", "--candidates", "brand.gpl", "-o", "brand.gpl"], "is the input"),
        (["extract", "photo.png", "-o", "no/out.gpl"], "output folder no does not exist"),
        (["extract", "photo.png", "--sort", "count", "-o", "out.gpl"], "allowed are none, luma"),
        (["extrct", "photo.png"], "(did you mean 'extract'?)"),
    ],
)
def test_what_makes_no_sense_is_refused(
    colorquant: Run,
    photo: Path,
    brand: Path,
    files: Listing,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(brand.parent)
    before = files()

    outcome = colorquant("palette", *arguments)

    assert outcome.is_one_line_error
    assert outcome.status in (1, 2)
    assert said in outcome.err
    assert files() == before


def test_show_is_plain_text_where_there_is_no_terminal(colorquant: Run, brand: Path) -> None:
    outcome = colorquant("palette", "show", brand)

    assert outcome.out == "0  #e2001a    Signal\n1  #003366    Deep Sea\n2  #5a5a5a\n"


def test_show_has_swatches_if_asked(colorquant: Run, brand: Path) -> None:
    outcome = colorquant("palette", "show", "--color", brand)

    assert outcome.out.startswith("0  \x1b[48;2;226;0;26m   \x1b[48;2;226;0;26m   \x1b[0m  #e2001a")


@pytest.mark.parametrize(
    ("variables", "colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_show_has_swatches_in_a_terminal_that_may_have_them(
    brand: Path,
    colorquant: Run,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    colored: bool,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    outcome = colorquant("palette", "show", brand)

    assert ("\x1b[48;2;" in outcome.out) == colored


def test_show_shows_an_images_own_palette_in_its_order(colorquant: Run, tmp_path: Path) -> None:
    image = Image.fromarray(np.array([[2, 0, 2, 1]], np.uint8))
    image.putpalette([255, 0, 0, 0, 255, 0, 0, 0, 255, 7, 7, 7], "RGB")
    for name in ("a.png", "a.gif"):
        image.save(tmp_path / name)

        outcome = colorquant("palette", "show", tmp_path / name)

        assert outcome.out == "0  #ff0000\n1  #00ff00\n2  #0000ff\n"


def test_show_shows_a_swatch_file_in_reading_order(
    colorquant: Run, brand: Path, tmp_path: Path
) -> None:
    colorquant("palette", "convert", brand, tmp_path / "brand.png")

    outcome = colorquant("palette", "show", tmp_path / "brand.png")

    assert outcome.out == "0  #e2001a\n1  #003366\n2  #5a5a5a\n"


def test_show_of_a_photo_says_what_to_do(colorquant: Run, photo: Path) -> None:
    outcome = colorquant("palette", "show", photo)

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert "colors; allowed are at most 256 in an image" in outcome.err


def test_show_in_a_narrow_encoding_replaces_what_it_has_not(
    colorquant_process: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cq.Palette([[1, 2, 3]], names=["Grün"]).save(tmp_path / "a.gpl")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")

    outcome = colorquant_process("palette", "show", tmp_path / "a.gpl")

    assert outcome.out == "0  #010203    Gr?n\n"


def test_all_frames_of_an_animation_are_seen(
    colorquant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    frames = [Image.new("RGB", (16, 16), color) for color in ("red", "lime", "blue")]
    frames[0].save("a.gif", save_all=True, append_images=frames[1:])

    colorquant("palette", "extract", "a.gif", "-k", "8", "-o", "a.hex")
    shown = colorquant("palette", "show", "a.gif", "--no-color")
    colorquant("histogram", "a.gif", "-o", "a.npz")

    assert sorted(Path("a.hex").read_text().split()) == ["0000ff", "00ff00", "ff0000"]
    assert shown.out == "0  #0000ff\n1  #ff0000\n2  #00ff00\n"
    assert cq.ColorHistogram.load("a.npz").pixel_count == 3 * 256
