from __future__ import annotations

import math
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.unit.targets.conftest import Beside

import colorquant as cq
from colorquant.color import SPACES
from colorquant.errors import InvalidOptionError
from colorquant.targets.targets import (
    QUALITIES,
    Fitted,
    MeanDifference,
    SignalToNoise,
    SizeOfFile,
    Target,
    WorstDifference,
    make_targets,
    psnr_of_quality,
)


@pytest.mark.parametrize("space", SPACES)
def test_distortion_is_that_of_the_image(
    photo: NDArray[np.uint8], glass: NDArray[np.uint8], space: str, beside: Beside
) -> None:
    for image in (photo, glass, photo[..., 0], photo.astype(np.uint16) * 250):
        result = cq.quantize(image, 9, space=space, dither="none")
        fitted = beside(image, result.palette)
        assert fitted.distortion == result.distortion
        np.testing.assert_array_equal(fitted.image.indices, result.indices)


def test_labels_are_those_of_mapping(photo: NDArray[np.uint8], beside: Beside) -> None:
    fitted = beside(photo, cq.quantize(photo, 9, dither="none").palette)
    for color, label in zip(fitted.histogram.colors[:50], fitted.labels, strict=False):
        row, column = np.argwhere((photo == color).all(axis=2))[0]
        assert fitted.image.indices[row, column] == label


def test_what_does_not_count_is_not_measured(photo: NDArray[np.uint8]) -> None:
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:20, :40] = 255
    part = cq.quantize_to_target(photo, psnr=30, weights=mask, dither="none")
    expected = cq.metrics.psnr(photo[:20, :40], part.image.to_array()[:20, :40])
    assert part.final.values["psnr"] == pytest.approx(expected)


class Constant(Target):
    name: ClassVar[str] = "constant"

    def _measure(self, fitted: Fitted) -> float:
        return 1.0 / 3.0


class AtLeast(Constant):
    is_least: ClassVar[bool] = True


def test_a_limit_is_the_most_or_the_least() -> None:
    assert Constant(2.0).is_met(2.0)
    assert not Constant(2.0).is_met(2.5)
    assert AtLeast(2.0).is_met(2.5)
    assert not AtLeast(2.0).is_met(1.5)


def test_the_last_digits_are_left_out() -> None:
    assert Constant(0.0).value(None) == 0.333333333  # type: ignore[arg-type]


def test_is_the_mean_delta_e_of_the_image(photo: NDArray[np.uint8], beside: Beside) -> None:
    result = cq.quantize(photo, 20, dither="none")
    value = MeanDifference(1.0).value(beside(photo, result.palette))
    assert value == pytest.approx(cq.metrics.delta_e_2000(photo, result.to_array()), abs=1e-8)


def test_with_alpha_it_is_the_mean_over_black_and_white(beside: Beside) -> None:
    white = np.full((1, 1, 4), 255, np.uint8)
    value = MeanDifference(1.0).value(beside(white, cq.Palette([[0, 0, 0, 0]])))
    assert value == pytest.approx(50.0)


def test_is_the_psnr_of_the_image(photo: NDArray[np.uint8], beside: Beside) -> None:
    result = cq.quantize(photo, 20, dither="none")
    assert SignalToNoise(30.0).value(beside(photo, result.palette)) == round(result.psnr, 9)


def test_lossless_is_infinite(beside: Beside) -> None:
    image = np.array([[0, 9]], np.uint8)
    value = SignalToNoise(30.0).value(beside(image, cq.quantize(image, 2, dither="none").palette))
    assert value == math.inf
    assert SignalToNoise(math.inf).is_met(value)


def test_nothing_is_warned_of(photo: NDArray[np.uint8], tmp_path: Path, beside: Beside) -> None:
    Image.fromarray(photo).save(tmp_path / "in.png", dpi=(300, 300))
    kept = cq.load_image(tmp_path / "in.png", metadata="keep")
    result = cq.quantize(kept, 20, dither="none")
    with pytest.warns(cq.ColorQuantWarning, match="left out: resolution"):
        size = len(result.encode("gif"))
    assert SizeOfFile(9.0, "gif").value(beside(kept, result.palette)) == size


@pytest.mark.parametrize("format", ["png", "gif", "webp", "bmp"])
def test_is_the_size_of_the_saved_file(
    photo: NDArray[np.uint8], tmp_path: Path, format: str, beside: Beside
) -> None:
    result = cq.quantize(photo, 20, dither="none")
    result.save(tmp_path / f"saved.{format}")
    size = (tmp_path / f"saved.{format}").stat().st_size
    assert SizeOfFile(9.0, format).value(beside(photo, result.palette)) == size


def test_is_the_worst_delta_e_of_the_image(
    photo: NDArray[np.uint8], glass: NDArray[np.uint8], beside: Beside
) -> None:
    for image in (photo, glass, photo[..., 1], photo.astype(np.uint16) * 250):
        result = cq.quantize(image, 20, dither="none")
        value = WorstDifference(1.0).value(beside(image, result.palette))
        worst = cq.metrics.max_delta_e_2000(image, result.to_array())
        assert value == pytest.approx(worst, abs=1e-8)


def test_a_higher_quality_is_a_higher_psnr() -> None:
    scale = [psnr_of_quality(quality) for quality in range(101)]

    assert scale == sorted(set(scale))
    assert scale[0] == 0
    assert math.isinf(scale[100])


@pytest.mark.parametrize(("quality", "told"), [(48, 32.3), (67, 34.8), (83, 38.0), (93, 42.5)])
def test_the_scale_is_that_of_pngquant(quality: int, told: float) -> None:
    # What pngquant 2.17 -v --nofs called images of Kodak that it brought to these PSNRs.
    assert psnr_of_quality(quality) == pytest.approx(told, abs=0.5)


def test_targets_are_those_with_a_limit() -> None:
    [only] = make_targets({"psnr": None, "mean_delta_e": 2, "max_bytes": None})
    assert (only.name, only.limit) == ("mean_delta_e", 2.0)
    assert make_targets({"psnr": None}) == ()


@pytest.mark.parametrize("name", QUALITIES)
@pytest.mark.parametrize("limit", [math.nan, -1, "3", True, [2.0], 1j])
def test_a_limit_that_is_no_number_from_0_is_refused(name: str, limit: object) -> None:
    with pytest.raises(InvalidOptionError, match=rf"{name} is .*; allowed is a number from 0"):
        make_targets({name: limit})


@pytest.mark.parametrize("size", [0, -5, 1.5, "9", math.nan, True])
def test_a_size_that_is_no_whole_number_from_1_is_refused(size: object) -> None:
    with pytest.raises(InvalidOptionError, match=r"max_bytes is .*; allowed is a whole number"):
        make_targets({"max_bytes": size})


def test_the_size_is_of_a_format_that_is_written() -> None:
    [target] = make_targets({"max_bytes": 1000}, format="gif", max_colors=256)
    assert target == SizeOfFile(1000, "gif")
    assert make_targets({"max_bytes": 1000}) == (SizeOfFile(1000, "png"),)
    with pytest.raises(InvalidOptionError, match="format is 'jpg'; allowed are bmp, gif, png"):
        make_targets({"max_bytes": 1000}, format="jpg")
    with pytest.raises(
        InvalidOptionError, match=r"is 300; allowed in a \.gif file are at most 256"
    ):
        make_targets({"max_bytes": 1000}, format="gif", max_colors=300)
