"""Histograms of the files of a command: all of them, or an error for each that cannot be read."""

from pathlib import Path

import click
import pytest

import colorquant as cq
from colorquant.cli.counting import count_images, load_histograms


def test_images_add_up(album: tuple[list[Path], Path]) -> None:
    photos, _ = album

    counted = count_images(photos, nodata=((0, 0, 0, 255),), threads=1)

    assert counted == cq.ColorHistogram.from_images(photos, nodata=[(0, 0, 0)])


def test_every_image_that_cannot_be_read_is_an_error(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.png").write_text("no image")

    with pytest.raises(click.exceptions.Exit) as ending:
        count_images([tmp_path / "bad.png", photo, tmp_path / "missing.png"], nodata=(), threads=1)

    assert ending.value.exit_code == 1
    first, second = capsys.readouterr().err.splitlines()
    assert "bad.png is not an image" in first
    assert "missing.png does not exist" in second


def test_histograms_are_loaded_before_the_exit(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    histogram.save(tmp_path / "good.npz")
    loading = load_histograms([tmp_path / "missing.npz", tmp_path / "good.npz"])

    assert next(loading) == histogram
    with pytest.raises(click.exceptions.Exit):
        next(loading)
    assert capsys.readouterr().err.count("\n") == 1
