"""``colorquant reduce``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq

Run = Callable[..., Any]
Pixels = NDArray[np.uint8]


def test_a_photo_becomes_an_indexed_png_of_n_colours(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant("reduce", photo, "-k", "8", "-o", target)

    assert (outcome.status, outcome.err) == (0, "")
    with Image.open(target) as small:
        assert small.mode == "P"
        assert len(small.convert("RGB").getcolors() or ()) == 8


def test_the_file_holds_what_the_library_computes(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    colorquant("reduce", photo, "-k", "8", "--seed", "3", "--effort", "fast", "-o", target)

    with Image.open(target) as small:
        expected = cq.quantize(photo, 8, seed=3, effort="fast").to_array()
        np.testing.assert_array_equal(np.asarray(small.convert("RGB")), expected)


def test_one_line_tells_what_became_of_a_photo(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant("reduce", photo, "-k", "8", "-o", target)

    expected = cq.quantize(photo, 8)
    assert outcome.out == (
        f"{photo} -> {target}: 8 colours, distortion {expected.distortion:.2f}, "
        f"PSNR {expected.psnr:.2f} dB, {target.stat().st_size:,} bytes\n"
    )


def test_a_photo_of_few_colours_stays_as_it_is(colorquant: Run, tmp_path: Path) -> None:
    photo, target = tmp_path / "flat.png", tmp_path / "small.png"
    Image.new("RGB", (5, 4), "teal").save(photo)

    outcome = colorquant("reduce", photo, "-o", target)

    assert ": 1 colour, distortion 0.00, lossless, " in outcome.out


def test_the_suffix_chooses_gif(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "small.gif"

    assert colorquant("reduce", photo, "-k", "8", "-o", target).status == 0
    with Image.open(target) as small:
        assert small.format == "GIF"


def test_a_folder_takes_any_number_of_photos(
    colorquant: Run, album: tuple[list[Path], Path]
) -> None:
    photos, folder = album

    outcome = colorquant("reduce", *photos, "-k", "4", "-o", folder)

    assert outcome.status == 0
    assert {path.name for path in folder.iterdir()} == {"one.png", "two.png", "three.png"}
    assert [line.split(" -> ")[0] for line in outcome.out.splitlines()] == [*map(str, photos)]


def test_a_photo_that_fails_does_not_stop_the_others(
    colorquant: Run, album: tuple[list[Path], Path], bad_photo: Path
) -> None:
    photos, folder = album

    outcome = colorquant("reduce", photos[0], bad_photo, photos[1], "-k", "4", "-o", folder)

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert {path.name for path in folder.iterdir()} == {"one.png", "two.png"}


def test_an_output_is_asked_for(colorquant: Run, photo: Path) -> None:
    outcome = colorquant("reduce", photo)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "-o OUT is needed" in outcome.err


def test_a_photo_is_asked_for(colorquant: Run, tmp_path: Path) -> None:
    outcome = colorquant("reduce", "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "PHOTO" in outcome.err


def test_threads_do_not_change_a_byte(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    targets = {threads: tmp_path / f"{threads}.png" for threads in ("1", "2")}

    for threads, target in targets.items():
        colorquant("reduce", photo, "-k", "8", "-t", threads, "-o", target)

    assert targets["1"].read_bytes() == targets["2"].read_bytes()


def test_a_real_process_reduces_a_photo(
    colorquant_process: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant_process("reduce", photo, "-k", "8", "-o", target)

    assert (outcome.status, outcome.err) == (0, "")
    assert target.is_file()
