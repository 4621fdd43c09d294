"""``colorquant apply``: a palette file, exactly and in its order."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import colorquant as cq

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]
COLORS = [[226, 0, 26], [0, 51, 102], [90, 160, 90], [255, 255, 255], [0, 255, 255]]


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    path = tmp_path / "brand.json"
    cq.Palette(COLORS).save(path)
    return path


@pytest.mark.parametrize("ending", [".png", ".gif", ".bmp"])
def test_the_palette_is_in_the_file_as_it_is(
    colorquant: Run, brand: Path, photo: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"out{ending}"

    outcome = colorquant("apply", brand, photo, "--dither", "none", "-o", out)

    expected = cq.Palette(COLORS).apply(photo, dither="none")
    assert outcome.status == 0
    assert f"{photo} -> {out}: " in outcome.out
    assert f": 5 colors, distortion {expected.distortion:.2f}, " in outcome.out
    with Image.open(out) as image:
        assert (image.getpalette() or [])[:15] == np.ravel(COLORS).tolist()
        np.testing.assert_array_equal(np.asarray(image), expected.indices)


def test_the_options_are_those_of_the_library(
    colorquant: Run, brand: Path, photo: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.png"

    colorquant(
        *("apply", brand, photo, "--space", "lab", "--dither", "stucki"),
        *("--dither-strength", "0.5", "-o", out),
    )

    expected = cq.Palette(COLORS, space="lab").apply(photo, dither="stucki", dither_strength=0.5)
    np.testing.assert_array_equal(cq.image.as_image(out), expected.to_array())


def test_unless_told_otherwise_it_dithers_as_reduce_does(
    colorquant: Run, brand: Path, photo: Path, tmp_path: Path
) -> None:
    colorquant("apply", brand, photo, "-o", tmp_path / "out.png")

    expected = cq.Palette(COLORS).apply(photo, dither="auto")
    np.testing.assert_array_equal(cq.image.as_image(tmp_path / "out.png"), expected.to_array())


def test_one_failure_does_not_stop_the_rest(
    colorquant: Run, brand: Path, album: tuple[list[Path], Path], tmp_path: Path
) -> None:
    photos, folder = album
    photos[1].write_text("no image")

    outcome = colorquant("apply", brand, *photos, "-o", folder)

    assert outcome.status == 1
    assert outcome.err.count("\n") == 1
    assert "two.bmp is not an image" in outcome.err
    assert {path.name for path in folder.iterdir()} == {"one.png", "three.png"}


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        (["brand.json", "photo.png", "-o", "photo.png"], "photo.png is the input", 2),
        (["swatch.png", "photo.png", "-o", "swatch.png"], "swatch.png is an input, too", 2),
        (["brand.json", "photo.png", "-o", "out.xyz"], "allowed are", 2),
        (["brand.json", "photo.png", "--dither", "stuki", "-o", "out.png"], "mean 'stucki'?", 2),
        (
            ["brand.json", "no.png", "--dither", "none", "--dither-strength", "1", "-o", "o.png"],
            "there is no dither",
            2,
        ),
        (["photo.xcf", "photo.png", "-o", "out.png"], "photo.xcf ends in '.xcf'; allowed are", 2),
        (["no.gpl", "photo.png", "-o", "out.png"], "no.gpl does not exist", 1),
        (["glass.json", "photo.png", "-o", "out.gif"], "hold 1 colors of partial opacity", 2),
        (["large.json", "photo.png", "-o", "out.gif"], "would hold 257 colors", 2),
    ],
)
def test_what_makes_no_sense_is_refused(
    colorquant: Run,
    brand: Path,
    photo: Path,
    files: Listing,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
    status: int,
) -> None:
    monkeypatch.chdir(brand.parent)
    cq.Palette(COLORS).save("swatch.png")
    cq.Palette([[0, 51, 102, 128], [0, 0, 0, 255]]).save("glass.json")
    cq.Palette([[n % 256, n // 256, 0] for n in range(257)]).save("large.json")
    before = files()

    outcome = colorquant("apply", *arguments)

    assert outcome.is_one_line_error
    assert outcome.status == status
    assert said in outcome.err
    assert files() == before


@pytest.mark.parametrize("ending", [".png", ".gif"])
def test_a_transparent_ground_stays_transparent(
    colorquant: Run, brand: Path, tmp_path: Path, ending: str
) -> None:
    pixels = np.zeros((8, 8, 4), np.uint8)
    pixels[2:6, 2:6] = (0, 0, 255, 255)
    Image.fromarray(pixels).save(tmp_path / "sprite.png")
    out, filled = tmp_path / f"out{ending}", tmp_path / f"filled{ending}"

    colorquant("apply", brand, tmp_path / "sprite.png", "-o", out)
    colorquant("apply", brand, tmp_path / "sprite.png", "--no-add-transparent", "-o", filled)

    with Image.open(out) as image:
        np.testing.assert_array_equal(np.asarray(image.convert("RGBA"))[..., 3], pixels[..., 3])
        assert (image.getpalette() or [])[:15] == np.ravel(COLORS).tolist()
    with Image.open(filled) as image:
        assert (np.asarray(image.convert("RGBA"))[..., 3] == 255).all()
