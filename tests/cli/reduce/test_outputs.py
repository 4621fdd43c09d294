"""Which photo goes to which file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.cli.reduce.outputs import plan_outputs

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]
Pixels = NDArray[np.uint8]


def test_one_photo_goes_to_the_file_named(photo: Path, tmp_path: Path) -> None:
    assert plan_outputs([photo], tmp_path / "out.gif", 64) == [tmp_path / "out.gif"]


def test_photos_keep_their_names_in_a_folder(album: tuple[list[Path], Path]) -> None:
    photos, folder = album

    assert plan_outputs(photos, folder, 64) == [
        folder / "one.png",
        folder / "two.png",
        folder / "three.png",
    ]


def test_several_photos_do_not_fit_one_file(
    colorquant: Run, album: tuple[list[Path], Path], files: Listing, tmp_path: Path
) -> None:
    photos, _ = album
    before = files()

    outcome = colorquant("reduce", *photos, "-o", tmp_path / "all.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "all.png for 3 photos; allowed is an existing folder" in outcome.err
    assert files() == before


def test_a_folder_that_does_not_exist_is_told_from_a_file(
    colorquant: Run, photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant("reduce", photo, "-o", f"{tmp_path}/reduced/")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "reduced for a photo; allowed is an existing folder or a file ending in" in outcome.err
    assert files() == before


def test_more_colours_than_the_format_holds_are_refused_before_any_work(
    colorquant: Run, files: Listing, tmp_path: Path
) -> None:
    outcome = colorquant("reduce", tmp_path / "any.png", "-k", "300", "-o", tmp_path / "out.gif")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert f"{tmp_path / 'out.gif'} would hold 300 colours" in outcome.err
    assert "at most 256" in outcome.err
    assert files() == {}


def test_two_photos_do_not_become_one_file(
    colorquant: Run,
    photo: Path,
    album: tuple[list[Path], Path],
    files: Listing,
    tmp_path: Path,
    pixels: Pixels,
) -> None:
    _, folder = album
    twin = tmp_path / "photo.bmp"
    Image.fromarray(pixels).save(twin)
    before = files()

    outcome = colorquant("reduce", photo, twin, "-o", folder)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "photo.png and" in outcome.err
    assert files() == before


def test_a_photo_is_not_written_over_in_its_own_folder(
    colorquant: Run, photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant("reduce", photo, "-o", tmp_path)

    assert outcome.is_one_line_error
    assert files() == before


def test_no_photo_is_written_over_by_another(
    colorquant: Run, files: Listing, tmp_path: Path, pixels: Pixels
) -> None:
    first, second = tmp_path / "photo.bmp", tmp_path / "photo.png"
    Image.fromarray(pixels).save(first)
    Image.fromarray(pixels).save(second)
    before = files()

    outcome = colorquant("reduce", first, second, "-o", second)

    assert outcome.is_one_line_error
    assert files() == before
