"""What is done to every image."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import colorquant as cq
from colorquant.cli.reduce.inputs import Input
from colorquant.cli.reduce.job import Job
from colorquant.cli.reduce.methods import Given
from colorquant.cli.reduce.outputs import Task

GRAYS = Given(cq.Palette([[0, 0, 0], [255, 255, 255]]), {})


def task(photo: Path, name: str = "out.png") -> Task:
    return Task(Input(photo), photo.with_name(name), name.rpartition(".")[2])


def test_the_error_of_a_gif_is_that_against_the_photo_with_its_soft_edges(tmp_path: Path) -> None:
    photo = tmp_path / "soft.png"
    Image.fromarray(np.array([[[0, 0, 0, 100], [255, 255, 255, 255]]], np.uint8)).save(photo)
    palette = Given(cq.Palette([[0, 0, 0, 0], [255, 255, 255, 255]]), {})

    result = Job(method=palette, measure_delta_e=True).run(task(photo, "out.gif"))

    assert result.status == "done"
    assert result.distortion is not None
    assert result.distortion > 0
    assert result.mean_delta_e is None  # with transparency, there is no one number


def test_what_is_measured_is_what_was_written(photo: Path) -> None:
    result = Job(method=GRAYS, measure_delta_e=True).run(task(photo))

    with Image.open(photo.with_name("out.png")) as image:
        written = np.asarray(image.convert("RGB"))
    assert result.psnr == pytest.approx(cq.metrics.psnr(photo, written))
    assert result.mean_delta_e == cq.metrics.delta_e_2000(photo, written)
    assert result.bytes_after == photo.with_name("out.png").stat().st_size


def test_too_little_memory_is_one_failure(photo: Path) -> None:
    def method(*args: Any, **options: Any) -> Any:
        raise MemoryError

    result = Job(method=method).run(task(photo))

    assert (result.status, result.reason) == ("failed", "error")
    assert result.message == f"there is not enough memory for {photo}"


def test_a_failure_names_the_image(photo: Path) -> None:
    def method(*args: Any, **options: Any) -> Any:
        raise cq.InvalidOptionError("no 8 colors are so far apart")

    result = Job(method=method).run(task(photo))

    assert result.message == f"{photo}: no 8 colors are so far apart"


def test_an_image_that_is_refused_is_not_read(tmp_path: Path) -> None:
    refused = Task(Input(tmp_path / "no.png"), tmp_path / "out.png", "png", "out.png exists")

    assert Job(method=GRAYS).run(refused).message == f"{tmp_path}/no.png: out.png exists"
