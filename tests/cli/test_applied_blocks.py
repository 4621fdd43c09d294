"""``colorquant apply`` block by block: Zarr arrays and large TIFF files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
import zarr
from PIL import Image

import colorquant as cq
from colorquant.rasters import formats

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]
PALETTE = cq.Palette([[226, 0, 26], [0, 51, 102], [90, 160, 90], [255, 255, 255]])


@pytest.fixture
def folder(tmp_path: Path, photo: Path, pixels: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A palette, and the photo as a PNG, a Zarr and a large TIFF, in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(formats, "LARGE", 1)
    PALETTE.save("brand.json")
    zarr.create_array("big.zarr", data=pixels, chunks=(16, 16, 3))
    tifffile.imwrite("large.tif", pixels, photometric="rgb", tile=(16, 16), compression="zlib")
    return tmp_path


@pytest.mark.parametrize("source", ["big.zarr", "large.tif"])
def test_a_zarr_holds_the_nearest_colors(
    colorquant: Run, folder: Path, pixels: Any, source: str
) -> None:
    outcome = colorquant("apply", "brand.json", source, "-o", "out.zarr")

    written = zarr.open_array("out.zarr", mode="r")
    assert outcome.status == 0
    assert outcome.out == f"{source} -> out.zarr: 3,072 pixels in 4 colors\n"
    np.testing.assert_array_equal(
        np.asarray(written[...]), PALETTE.apply(pixels, dither="none").indices
    )
    assert written.attrs["palette"] == PALETTE.colors.tolist()


@pytest.mark.parametrize("source", ["big.zarr", "large.tif"])
def test_a_tiff_shows_them(colorquant: Run, folder: Path, pixels: Any, source: str) -> None:
    options = ("--space", "lab", "--dither", "none", "--threads", "2")
    colorquant("apply", "brand.json", source, *options, "-o", "out.tif")

    expected = cq.Palette(PALETTE.colors, space="lab").apply(pixels, dither="none").to_array()
    with Image.open("out.tif") as image:
        assert image.mode == "P"
        np.testing.assert_array_equal(np.asarray(image.convert("RGB")), expected)


def test_several_go_to_a_folder(colorquant: Run, folder: Path) -> None:
    outcome = colorquant("apply", "brand.json", "big.zarr", "large.tif", "-o", "out")

    assert outcome.status == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["big.zarr", "large.tif"]


def test_one_goes_to_a_folder_that_is_not_there_yet(colorquant: Run, folder: Path) -> None:
    outcome = colorquant("apply", "brand.json", "big.zarr", "-o", "new/er/")

    assert outcome.status == 0
    assert (folder / "new" / "er" / "big.zarr").is_dir()


def test_what_exists_is_replaced_on_request_only(colorquant: Run, folder: Path) -> None:
    colorquant("apply", "brand.json", "big.zarr", "-o", "out.zarr")

    again = colorquant("apply", "brand.json", "big.zarr", "-o", "out.zarr")
    forced = colorquant("apply", "brand.json", "big.zarr", "-o", "out.zarr", "-f")

    assert again.is_one_line_error
    assert "out.zarr exists; -f replaces it" in again.err
    assert (again.status, forced.status) == (1, 0)


def test_one_failure_does_not_stop_the_rest(colorquant: Run, folder: Path) -> None:
    zarr.open_group("bad.zarr", mode="w")

    outcome = colorquant("apply", "brand.json", "bad.zarr", "big.zarr", "-o", "out")

    assert outcome.status == 1
    assert "bad.zarr is a group of the arrays none" in outcome.err
    assert outcome.err.count("\n") == 1
    assert [path.name for path in (folder / "out").iterdir()] == ["big.zarr"]


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        (
            ["big.zarr", "--dither", "bayer-8", "-o", "o.tif"],
            "--dither is given for an",
            2,
        ),
        (["big.zarr", "--dither-strength", "1", "-o", "o.tif"], "--dither-strength is gi", 2),
        (["big.zarr", "-o", "o.png"], "o.png ends in '.png'; allowed are .tif, .tiff, .zarr", 2),
        (["big.zarr", "-o", "big.zarr"], "big.zarr is the input", 2),
        (["big.zarr", "-o", "no/o.zarr"], "output folder no does not exist", 2),
        (["big.zarr", "large.tif", "-o", "o.zarr"], "got o.zarr for 2 images", 2),
        (["big.zarr", "photo.png", "-o", "o/"], "photo.png ends in '.png'; allowed are .tif", 2),
        (["photo.png", "-o", "o.zarr"], "photo.png ends in '.png'; allowed are .tif", 2),
        (["large.tif", "sub/large.tif", "-o", "o/"], "several images would become one file", 2),
        (["no.tif", "-o", "o.zarr"], "no.tif does not exist", 1),
        (["big.zarr", "--scheduler", "x://y", "-o", "o.zarr"], "x://y cannot be reached", 1),
    ],
)
def test_what_makes_no_sense_is_refused(
    colorquant: Run,
    folder: Path,
    files: Listing,
    arguments: list[str],
    said: str,
    status: int,
) -> None:
    before = files()

    outcome = colorquant("apply", "brand.json", *arguments)

    assert outcome.is_one_line_error
    assert outcome.status == status
    assert said in outcome.err
    assert files() == before
