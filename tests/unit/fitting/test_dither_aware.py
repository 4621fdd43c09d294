from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant._validation import Effort
from colorquant.dithering import Auto, ErrorDiffusion
from colorquant.errors import InvalidOptionError
from colorquant.fitting.dither_aware import DitherFit, dither_fit_of
from colorquant.metrics import blurred_mse, scielab

FLOYD = ErrorDiffusion()


@pytest.mark.parametrize("n", [4, 16])
def test_what_the_eye_mixes_is_nearer(photo: NDArray[np.uint8], n: int) -> None:
    aware = cq.quantize(photo, n, dither="auto", dither_aware=True)
    unaware = cq.quantize(photo, n, dither="auto", dither_aware=False)
    for metric in (scielab, blurred_mse):
        assert metric(photo, aware.to_array()) < 0.9 * metric(photo, unaware.to_array())


def test_a_dithered_image_has_such_a_palette_unless_told_otherwise(
    photo: NDArray[np.uint8],
) -> None:
    palettes = [
        cq.quantize(photo, 5, dither="auto", dither_aware=aware).palette
        for aware in (None, True, False)
    ]
    assert palettes[0] == palettes[1] != palettes[2]
    assert cq.quantize(photo, 5, dither="none").palette == palettes[2]


@pytest.mark.parametrize("threads", [2, 3, 8])
@pytest.mark.parametrize("alpha", [False, True])
def test_threads_do_not_matter(photo: NDArray[np.uint8], threads: int, alpha: bool) -> None:
    image = np.dstack([photo, photo[..., 1]]) if alpha else photo
    alone = cq.quantize(image, 9, dither="auto", threads=1)
    together = cq.quantize(image, 9, dither="auto", threads=threads)
    assert alone.palette == together.palette
    np.testing.assert_array_equal(alone.indices, together.indices)


@pytest.mark.parametrize("kind", ["opaque", "alpha", "16 bits", "gray", "column", "clear"])
@pytest.mark.parametrize("effort", ["fast", "balanced", "best"])
def test_there_are_as_many_entries_as_asked_for(
    photo: NDArray[np.uint8], kind: str, effort: Effort
) -> None:
    image: NDArray[np.uint8] | NDArray[np.uint16] = photo
    if kind == "alpha":
        image = np.dstack([photo, photo[..., 1]])
    elif kind == "clear":
        image = np.dstack([photo, np.where(photo[..., 1] > 90, 255, 0)]).astype(np.uint8)
    elif kind == "16 bits":
        image = photo.astype(np.uint16) * 256
    elif kind == "gray":
        image = photo[..., 0].copy()
    elif kind == "column":
        image = photo[:, :1].copy()
    result = cq.quantize(image, 6, dither="auto", effort=effort)
    assert len(result.palette) == 6
    if kind == "clear":
        clear = np.flatnonzero(result.palette.colors[:, 3] == 0)
        np.testing.assert_array_equal(result.indices == clear, image[..., 3] == 0)


def test_fixed_entries_stay_in_front_and_the_rest_is_from_dark_to_light(
    photo: NDArray[np.uint8],
) -> None:
    fixed_colors = [[255, 0, 90], [0, 0, 255]]
    colors = cq.quantize(photo, 8, fixed_colors=fixed_colors, dither="auto").palette.colors
    assert colors[:2].tolist() == fixed_colors
    free = cq.Palette(colors[2:])
    assert free == free.sorted("luma")


def test_entries_are_on_the_grid(photo: NDArray[np.uint8]) -> None:
    colors = cq.quantize(photo, 8, color_depth="rgb444", dither="auto").palette.colors
    assert (colors % 17 == 0).all()
    assert len(colors) == 8


def test_what_is_flat_remains_flat(photo: NDArray[np.uint8]) -> None:
    screen = np.full((photo.shape[0], 3 * photo.shape[1], 3), (240, 241, 235), np.uint8)
    screen[:, : photo.shape[1]] = photo
    screen[:, -30:] = (255, 0, 90)
    result = cq.quantize(screen, 8, dither="auto")
    np.testing.assert_array_equal(
        result.to_array()[:, photo.shape[1] :], screen[:, photo.shape[1] :]
    )


def test_large_images_are_fitted_by_blocks_of_them(photo: NDArray[np.uint8]) -> None:
    image = np.tile(photo, (12, 12, 1))
    assert image.shape[0] * image.shape[1] > 1 << 18
    palette = cq.quantize(image, 8).palette
    aware = DitherFit(Auto(), threads=2).fit(palette, image)
    small = DitherFit(Auto(), threads=2).fit(palette, photo)
    distances = np.abs(aware.colors.astype(int) - small.colors).max()
    assert 0 < distances < 24


def test_any_ditherer_will_do(photo: NDArray[np.uint8]) -> None:
    a = cq.quantize(photo, 4, dither="jarvis-judice-ninke")
    b = cq.quantize(photo, 4, dither=ErrorDiffusion(serpentine=True, space="linear"))
    assert a.palette != b.palette


@pytest.mark.parametrize(
    ("options", "cause"),
    [
        ({"dither": "none"}, "no dither"),
        ({"dither": "auto", "weights": np.full((48, 64), 9, np.uint8)}, "weights or nodata"),
        ({"dither": "auto", "nodata": (0, 0, 0)}, "weights or nodata"),
        ({"dither": "auto", "candidates": cq.Palette([[0, 0, 0], [9, 9, 9]])}, "candidates"),
        ({"dither": "auto", "min_delta_e": 3.0}, "min_delta_e"),
        ({"dither": "auto", "n": 257}, "more than 256 colors"),
    ],
)
def test_what_it_is_not_made_for_is_refused(
    photo: NDArray[np.uint8], options: dict[str, object], cause: str
) -> None:
    options = {"n": 2} | options
    with pytest.raises(InvalidOptionError, match=f"dither_aware is True with {cause}"):
        cq.quantize(photo, dither_aware=True, **options)  # type: ignore[arg-type]


def test_takes_over_what_the_fitter_was_asked_for() -> None:
    fitter = cq.KMeans(9, effort="best", fixed_colors=[(8, 4, 0)], color_depth="rgb565", threads=2)
    found = dither_fit_of(fitter, FLOYD, asked=None, all_count=True)
    assert found is not None
    assert found == DitherFit(FLOYD, effort="best", keep=1, bits=(5, 6, 5), threads=2)
    assert dither_fit_of(fitter, FLOYD, asked=False, all_count=True) is None


@pytest.mark.parametrize(
    ("options", "dither", "all_count", "obstacle"),
    [
        ({}, None, True, "no dither"),
        ({}, FLOYD, False, "weights or nodata"),
        ({"candidates": cq.Palette([(0, 0, 0), (9, 9, 9)]), "n": 2}, FLOYD, True, "candidates"),
        ({"min_delta_e": 3.0}, FLOYD, True, "min_delta_e"),
        ({"n": 257}, FLOYD, True, "more than 256 colors"),
    ],
)
def test_what_cannot_be_done_is_done_without_unless_it_is_asked_for(
    options: dict[str, Any], dither: ErrorDiffusion | None, all_count: bool, obstacle: str
) -> None:
    fitter = cq.KMeans(**({"n": 4} | options))
    assert dither_fit_of(fitter, dither, asked=None, all_count=all_count) is None
    with pytest.raises(InvalidOptionError, match=f"dither_aware is True with {obstacle}"):
        dither_fit_of(fitter, dither, asked=True, all_count=all_count)
