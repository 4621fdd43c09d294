import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
from colorquant.metrics import blurred

banding = cq.metrics.banding

RAMP = np.tile(np.linspace(40, 200, 160).round().astype(np.uint8), (64, 1))


def dithered(image: NDArray[np.uint8], levels: int) -> NDArray[np.uint8]:
    """Diffuse the errors to so many grays, by Floyd & Steinberg, as Pillow does."""
    grays = np.linspace(0, 255, levels).round().astype(np.uint8)
    palette = Image.new("P", (1, 1))
    palette.putpalette(np.repeat(grays, 3).tobytes())
    rgb = Image.fromarray(np.stack([image] * 3, -1))
    return np.asarray(rgb.quantize(palette=palette).convert("L"))


def rounded(image: NDArray[np.uint8], levels: int) -> NDArray[np.uint8]:
    step = 255.0 / (levels - 1)
    return (np.rint(image / step) * step).round().astype(np.uint8)


def test_there_are_no_bands_in_what_is_equal_or_evenly_off(photo: NDArray[np.uint8]) -> None:
    flat = np.full((40, 50), 100, np.uint8)

    assert banding(photo, photo) == 0.0
    assert banding(RAMP, RAMP) == 0.0
    assert banding(flat, flat + np.uint8(20)) == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("levels", [4, 8, 16])
def test_a_dithered_ramp_has_less_bands_than_a_rounded_one(levels: int) -> None:
    assert banding(RAMP, dithered(RAMP, levels)) < 0.5 * banding(RAMP, rounded(RAMP, levels))


def test_the_fewer_levels_the_higher_the_bands() -> None:
    heights = [banding(RAMP, rounded(RAMP, levels)) for levels in (4, 8, 16, 32)]

    assert heights == sorted(heights, reverse=True)


def test_a_step_has_its_height_where_it_is_and_none_elsewhere() -> None:
    flat = np.full((64, 64), 120, np.uint8)
    stepped = flat.copy()
    stepped[:, 32:] = 125
    # A blurred step's squared slope is itself a bell, of 1 / √2 of the deviation: 4 pixels / √2.
    lab = cq.color.get_space("lab").from_srgb(np.array([[120.0] * 3, [125.0] * 3]) / 255.0)
    step = float(np.linalg.norm(lab[1] - lab[0]))
    expected = step * np.sqrt(np.sqrt(np.pi) * 4.0 / 64)

    assert banding(flat, stepped) == pytest.approx(expected, rel=0.01)


def test_bands_in_texture_are_not_seen() -> None:
    noise = np.random.default_rng(4).integers(60, 180, (64, 64), dtype=np.uint8)

    assert banding(noise, rounded(noise, 4)) == 0.0


@pytest.mark.parametrize(("off", "is_smooth"), [(4, True), (6, False)])
def test_what_is_off_its_mean_by_2_of_lightness_is_texture(off: int, is_smooth: bool) -> None:
    # Around level 128 a level is 0.39 of lightness: 4 are 1.6, and 6 are 2.3.
    odd = np.indices((64, 64)).sum(axis=0) % 2
    checks = np.where(odd, 128 + off, 128 - off).astype(np.uint8)
    stepped = checks.copy()
    stepped[:, 32:] += 9

    assert (banding(checks, stepped) > 0.5) == is_smooth


def test_tiles_make_no_difference(
    photo: NDArray[np.uint8], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = rounded(photo, 6)
    expected = banding(photo, other)
    monkeypatch.setattr(blurred, "_SIDE", 64)

    assert expected > 0.0
    assert banding(photo, other) == pytest.approx(expected, rel=1e-9)


def test_gray_is_equal_channels() -> None:
    other = rounded(RAMP, 8)
    expected = banding(RAMP, other)

    assert banding(np.stack([RAMP] * 3, -1), np.stack([other] * 3, -1)) == expected
    assert banding(RAMP * np.uint16(257), other) == pytest.approx(expected)


def test_images_must_be_opaque() -> None:
    clear = np.zeros((2, 4, 4), np.uint8)
    with pytest.raises(cq.InvalidImageError, match="allowed are opaque images"):
        banding(clear, clear)
