"""Every ditherer has its pictures, and they have no colors but those of the palette."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tools import dithering_figures

import colorquant as cq
from colorquant.dithering import DITHERERS, NONE

SIZE = 600_000  # bytes of all pictures of the documentation's page


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, china_path: Path) -> Path:
    drawn = tmp_path_factory.mktemp("dithering")
    dithering_figures.draw(drawn)
    return drawn


@pytest.mark.parametrize("name", dithering_figures.IMAGES)
@pytest.mark.parametrize("dither", [NONE, *DITHERERS])
def test_each_ditherer_has_a_picture_of_each_image(folder: Path, name: str, dither: str) -> None:
    image = dithering_figures.IMAGES[name]()
    palette = cq.quantize(image, dithering_figures.COLORS, dither="none").palette

    with Image.open(folder / f"{name}-{dither}.png") as picture:
        shown = np.asarray(picture.convert("RGB"))

    assert shown.shape == image.shape
    colors = {tuple(color) for color in np.unique(shown.reshape(-1, 3), axis=0).tolist()}
    assert colors <= {tuple(color) for color in palette.colors.tolist()}


def test_the_page_shows_each_picture_that_is_kept_and_they_are_small(folder: Path) -> None:
    kept = sorted(path.name for path in dithering_figures.FIGURES.iterdir())

    assert kept == sorted(path.name for path in folder.iterdir())
    assert dithering_figures.rows() in dithering_figures.PAGE.read_text("utf-8")
    assert sum(path.stat().st_size for path in dithering_figures.FIGURES.iterdir()) < SIZE


def test_new_rows_take_the_place_of_the_old(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Page\n\n| a | b | c | d |\n| --- | --- | --- | --- |\n| old | | | |\n\nMore.\n"
    )

    dithering_figures.update(page)
    once = page.read_text("utf-8")
    dithering_figures.update(page)

    assert page.read_text("utf-8") == once
    assert "old" not in once
    assert once.endswith(dithering_figures.rows() + "\nMore.\n")
