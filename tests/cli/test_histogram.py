"""``colorquant histogram``: count, merge, info."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zarr
from PIL import Image

import colorquant as cq

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]


@pytest.fixture
def histogram(photo: Path, tmp_path: Path) -> Path:
    path = tmp_path / "photo.npz"
    cq.ColorHistogram.from_image(photo).save(path)
    return path


@pytest.mark.parametrize("verb", [[], ["count"]])
def test_images_are_counted_together(
    colorquant: Run, album: tuple[list[Path], Path], tmp_path: Path, verb: list[str]
) -> None:
    photos, _ = album
    out = tmp_path / "out.npz"

    outcome = colorquant("histogram", *verb, *photos, "-o", out)

    counted = cq.ColorHistogram.from_images(photos)
    assert outcome.status == 0
    assert cq.ColorHistogram.load(out) == counted
    assert outcome.out == (
        f"{out}: {len(counted):,} distinct colors in 9,216 pixels, 8 bits, opaque\n"
    )


def test_the_output_may_come_first(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    outcome = colorquant("histogram", "-o", tmp_path / "out.npz", photo)

    assert outcome.status == 0


def test_an_existing_file_is_no_mistyped_verb(
    colorquant: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(photo.parent)
    photo.rename(photo.parent / "merged")

    assert colorquant("histogram", "merged", "-o", "out.npz").status == 0


def test_nodata_is_left_out(colorquant: Run, tmp_path: Path) -> None:
    Image.fromarray(np.array([[0, 0, 7]], np.uint8)).save(tmp_path / "map.png")

    colorquant("histogram", tmp_path / "map.png", "--nodata", "#000000", "-o", tmp_path / "map.npz")

    assert cq.ColorHistogram.load(tmp_path / "map.npz").pixel_count == 1


def test_merging_is_counting_together(
    colorquant: Run, album: tuple[list[Path], Path], tmp_path: Path
) -> None:
    photos, _ = album
    Image.new("RGBA", (3, 1), "#ff000080").save(photos[2])
    for index, photo in enumerate(photos):
        colorquant("histogram", photo, "-o", tmp_path / f"{index}.npz")

    parts = [tmp_path / f"{index}.npz" for index in range(3)]
    outcome = colorquant("histogram", "merge", *parts, "-o", tmp_path / "all.npz")

    assert outcome.status == 0
    assert cq.ColorHistogram.load(tmp_path / "all.npz") == cq.ColorHistogram.from_images(photos)


@pytest.mark.parametrize("verb", ["count", "merge"])
def test_every_failure_is_reported_and_nothing_is_written(
    colorquant: Run, verb: str, photo: Path, histogram: Path, files: Listing, tmp_path: Path
) -> None:
    good = photo if verb == "count" else histogram
    before = files()

    outcome = colorquant(
        "histogram", verb, tmp_path / "one", good, tmp_path / "two", "-o", tmp_path / "out.npz"
    )

    assert outcome.status == 1
    one, two = outcome.err.splitlines()
    assert "one does not exist" in one
    assert "two does not exist" in two
    assert files() == before


def test_info_tells_what_a_file_holds(colorquant: Run, histogram: Path, tmp_path: Path) -> None:
    deep = tmp_path / "deep.npz"
    pixels = np.array([[[1, 2, 3, 4]]], np.uint16)
    cq.ColorHistogram.from_image(pixels, weights=np.full((1, 1), 7, np.uint8)).save(deep)

    outcome = colorquant("histogram", "info", histogram, tmp_path / "no.npz", deep)

    first, second = outcome.out.splitlines()
    assert outcome.status == 1
    assert "no.npz does not exist" in outcome.err
    assert first.endswith(" distinct colors in 3,072 pixels, 8 bits, opaque")
    assert second == f"{deep}: 1 distinct color in 1 pixel, 16 bits, alpha, weighted"


def test_info_as_json(colorquant: Run, histogram: Path) -> None:
    [told] = json.loads(colorquant("histogram", "info", "--json", histogram).out)

    assert told["path"] == str(histogram)
    assert (told["pixels"], told["bits"], told["alpha"]) == (3072, 8, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["photo.png"], "Missing option '-o'"),
        (["photo.png", "-o", "out.png"], "out.png ends in '.png'; allowed are .npz"),
        (["merge", "photo.npz", "-o", "photo.npz"], "photo.npz is the input"),
        (["merge", "photo.npz", "-o", "no/a.npz"], "output folder no does not exist"),
        (["mrge", "photo.npz", "-o", "a.npz"], "got 'mrge'; allowed are count, merge, info (did"),
        (["photo.png", "--threads", "0", "-o", "a.npz"], "from 1 to 256"),
    ],
)
def test_what_makes_no_sense_is_refused(
    colorquant: Run,
    histogram: Path,
    files: Listing,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(histogram.parent)
    before = files()

    outcome = colorquant("histogram", *arguments)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert said in outcome.err
    assert files() == before


def test_a_zarr_is_counted_block_by_block_beside_images(
    colorquant: Run, photo: Path, pixels: Any, tmp_path: Path
) -> None:
    zarr.create_array(str(tmp_path / "big.zarr"), data=pixels[::-1] // 2, chunks=(7, 20, 3))
    out = tmp_path / "out.npz"

    outcome = colorquant("histogram", tmp_path / "big.zarr", photo, "-o", out)

    expected = cq.ColorHistogram.from_images([pixels[::-1] // 2, pixels])
    assert outcome.status == 0
    assert cq.ColorHistogram.load(out) == expected


def test_what_is_nodata_in_a_zarr_is_left_out(colorquant: Run, pixels: Any, tmp_path: Path) -> None:
    levels = pixels[..., 0]
    zarr.create_array(str(tmp_path / "a.zarr"), data=levels, attributes={"nodata": 0})

    options = ("--nodata", "#050505", "--threads", "2")
    colorquant("histogram", tmp_path / "a.zarr", *options, "-o", tmp_path / "a.npz")

    counted = cq.ColorHistogram.load(tmp_path / "a.npz")
    assert counted.pixel_count == ((levels != 0) & (levels != 5)).sum()


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        (["photo.png", "--scheduler", "tcp"], "scheduler is 'tcp'; allowed are an address", 2),
        (["photo.png", "--scheduler", "x://y"], "the scheduler x://y cannot be reached: ", 1),
        (["two.zarr"], "two.zarr is a group of the arrays a, b; allowed is one of them", 1),
        (["photo.png", "two.zarr/a", "no.png"], "no.png does not exist", 1),
    ],
)
def test_what_fails_block_by_block_is_one_line(
    colorquant: Run,
    photo: Path,
    files: Listing,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
    status: int,
) -> None:
    monkeypatch.chdir(photo.parent)
    group = zarr.open_group("two.zarr", mode="w")
    for name in "ab":
        group.create_array(name, data=np.zeros((3, 4), np.uint8))
    before = files()

    outcome = colorquant("histogram", *arguments, "-o", "out.npz")

    assert outcome.is_one_line_error
    assert outcome.status == status
    assert said in outcome.err
    assert files() == before


def test_without_dask_one_line_says_what_to_install(
    colorquant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zarr.create_array(str(tmp_path / "a.zarr"), data=np.zeros((3, 4), np.uint8))
    monkeypatch.setitem(sys.modules, "colorquant.dask", None)

    outcome = colorquant("histogram", tmp_path / "a.zarr", "-o", tmp_path / "a.npz")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "an image in blocks: " in outcome.err
