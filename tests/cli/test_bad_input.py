"""Whatever is wrong with the input: one line that says so, a status, and no file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]
VERBS = ("reduce", "compare")


@pytest.fixture(params=VERBS)
def verb(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_bad_photo_is_named(
    colorquant: Run, verb: str, bad_photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant(verb, bad_photo, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert "bad.png" in outcome.err
    assert files() == before


@pytest.mark.parametrize("number", ["0", "-3", "70000", "many", "6.4", "", "9" * 5000])
def test_a_bad_number_of_colors_is_named_beside_what_is_allowed(
    colorquant: Run, verb: str, number: str, photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant(verb, photo, "-k", number, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert repr(number) in outcome.err
    assert "from 1 to 65,536" in outcome.err
    assert files() == before


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--effort", "bst", "fast, balanced, best (did you mean 'best'?)"),
        ("--seed", "-1", "from 0"),
        ("--threads", "0", "from 1"),
    ],
)
def test_a_bad_option_is_named_beside_what_is_allowed(
    colorquant: Run,
    verb: str,
    option: str,
    value: str,
    allowed: str,
    photo: Path,
    files: Listing,
    tmp_path: Path,
) -> None:
    before = files()

    outcome = colorquant(verb, photo, option, value, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert option in outcome.err
    assert repr(value) in outcome.err
    assert allowed in outcome.err
    assert files() == before


def test_the_output_folder_must_exist(
    colorquant: Run, verb: str, photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant(verb, photo, "-o", tmp_path / "nowhere" / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "nowhere" in outcome.err
    assert files() == before


def test_the_output_must_not_be_the_input(
    colorquant: Run, verb: str, photo: Path, files: Listing
) -> None:
    before = files()

    outcome = colorquant(verb, photo, "-o", photo)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "photo.png" in outcome.err
    assert files() == before


def test_the_output_must_not_be_the_input_under_another_name(
    colorquant: Run, verb: str, photo: Path, files: Listing, tmp_path: Path
) -> None:
    link = tmp_path / "link.png"
    link.symlink_to(photo)
    before = files()

    outcome = colorquant(verb, photo, "-o", link)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert files() == before


@pytest.mark.parametrize("name", ["out.xyz", "out", "out.png.gz"])
def test_the_output_needs_a_known_suffix(
    colorquant: Run, verb: str, name: str, photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant(verb, photo, "-o", tmp_path / name)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert ".png" in outcome.err
    assert files() == before


def test_an_empty_output_is_not_the_current_folder(
    colorquant: Run, verb: str, photo: Path, files: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(photo.parent)
    before = files()

    outcome = colorquant(verb, photo, "-o", "")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "'-o'" in outcome.err
    assert files() == before


def test_outputs_are_checked_before_any_work(
    colorquant: Run, verb: str, files: Listing, tmp_path: Path
) -> None:
    outcome = colorquant(verb, tmp_path / "missing.png", "-o", tmp_path / "nowhere" / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "nowhere" in outcome.err
    assert "missing.png" not in outcome.err


def test_a_name_with_line_breaks_still_gets_one_line(
    colorquant: Run, verb: str, tmp_path: Path
) -> None:
    outcome = colorquant(verb, tmp_path / "two\nlines.png", "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error


def numbers_out_of_range(path: Path) -> None:
    Image.fromarray(np.array([[70_000, 5]], np.int32)).save(path, "TIFF")


def not_a_number(path: Path) -> None:
    Image.fromarray(np.array([[0.5, np.nan]], np.float32)).save(path, "TIFF")


def broken_profile(path: Path) -> None:
    Image.new("RGB", (8, 8), "teal").save(path, "TIFF", icc_profile=b"no profile" * 20)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (numbers_out_of_range, "has numbers from 5 to 70,000; allowed in Pillow mode I"),
        (not_a_number, "has 1 value not finite, first nan at (0, 1); allowed are floats"),
        (broken_profile, "its ICC profile cannot be used (cannot open profile from string); prof"),
    ],
)
def test_what_is_wrong_with_an_image_is_named(
    colorquant: Run,
    verb: str,
    files: Listing,
    tmp_path: Path,
    make: Callable[[Path], None],
    said: str,
) -> None:
    make(tmp_path / "bad.tiff")
    before = files()

    outcome = colorquant(verb, tmp_path / "bad.tiff", "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert said in outcome.err
    assert outcome.status == 1
    assert files() == before


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        (np.zeros((48, 64), np.uint8), "weights and nodata exclude every pixel"),
        (np.ones((64, 48), np.uint8), "is 48 x 64 pixels; the image is 64 x 48"),
    ],
    ids=["all zero", "another shape"],
)
def test_a_mask_that_does_not_fit_is_refused(
    colorquant: Run, photo: Path, files: Listing, tmp_path: Path, mask: Pixels, said: str
) -> None:
    Image.fromarray(mask).save(tmp_path / "mask.png")
    before = files()

    outcome = colorquant(
        "reduce", photo, "--weights", tmp_path / "mask.png", "-o", tmp_path / "out.png"
    )

    assert outcome.is_one_line_error
    assert said in outcome.err
    assert outcome.status == 1
    assert files() == before


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--space", "okLab"], "got 'okLab'; allowed are srgb, linear, oklab, lab (did you mean"),
        (["--nodata", "rad"], "got 'rad'; allowed is #rrggbb, #rrggbbaa or a CSS name"),
        (["--profile", "drop"], "got 'drop'; allowed are convert, keep, ignore"),
    ],
)
def test_an_option_that_cannot_be_is_refused(
    colorquant: Run, photo: Path, files: Listing, tmp_path: Path, option: list[str], said: str
) -> None:
    before = files()

    outcome = colorquant("reduce", photo, *option, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert said in outcome.err
    assert outcome.status == 2
    assert files() == before


def test_what_pillow_logs_of_a_damaged_photo_is_not_printed(
    colorquant_process: Run, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.tiff"
    Image.new("RGB", (8, 8)).save(photo)
    three_samples, many_samples = (b"\x15\x01\x03\0\x01\0\0\0" + n for n in (b"\3", b"\x99"))
    photo.write_bytes(photo.read_bytes().replace(three_samples, many_samples))

    outcome = colorquant_process("reduce", photo, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 1


def test_a_real_process_fails_in_one_line_too(
    colorquant_process: Run, bad_photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant_process("reduce", bad_photo, "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert outcome.out == ""
    assert files() == before
