"""The registry, and what holds for every ditherer in it."""

import re

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.conftest import make_photo

import colorquant as cq
from colorquant.color import SPACES
from colorquant.dithering import DITHERERS, ErrorDiffusion, dithered, get_ditherer
from colorquant.remapping import nearest

Pixels = NDArray[np.uint8] | NDArray[np.uint16]

PHOTO = make_photo(40, 56)
ALPHA = np.dstack([PHOTO, np.clip(3 * PHOTO[..., 1].astype(int) - 200, 0, 255)]).astype(np.uint8)
KINDS: dict[str, Pixels] = {
    "photo": PHOTO,
    "gray": np.ascontiguousarray(PHOTO[..., 1]),
    "deep": 200 * PHOTO.astype(np.uint16) + np.arange(56, dtype=np.uint16)[:, np.newaxis],
    "alpha": ALPHA,
    "deep alpha": ALPHA.astype(np.uint16) * np.uint16(257),
}


def test_a_name_stands_for_a_ditherer() -> None:
    assert get_ditherer("floyd-steinberg") == ErrorDiffusion()
    assert get_ditherer("none") is None


def test_a_ditherer_stands_for_itself() -> None:
    mine = ErrorDiffusion(serpentine=True)

    assert get_ditherer(mine) is mine
    assert get_ditherer(mine, 0.5) == ErrorDiffusion(serpentine=True, strength=0.5)


@pytest.mark.parametrize("bad", ["floyd", "", 3, None, ErrorDiffusion])
def test_what_is_no_ditherer_is_refused_with_those_that_are(bad: object) -> None:
    named = rf"^dither is {re.escape(repr(bad))}; allowed are none, auto, floyd-steinberg, "
    with pytest.raises(cq.InvalidOptionError, match=named):
        get_ditherer(bad)


@pytest.mark.parametrize("name", DITHERERS)
def test_no_strength_is_no_dither(name: str) -> None:
    assert get_ditherer(name, 0.0) is None
    image = make_photo(24, 32)
    found, plain = (
        cq.quantize(image, 5, dither=name, dither_strength=0.0),
        cq.quantize(image, 5, dither="none"),
    )
    assert found.palette == plain.palette
    np.testing.assert_array_equal(found.indices, plain.indices)


def test_a_strength_out_of_range_is_refused() -> None:
    with pytest.raises(
        cq.InvalidOptionError, match=r"^the strength of a dither is 2; allowed is 0"
    ):
        get_ditherer("floyd-steinberg", 2)


def test_a_strength_without_a_dither_is_refused() -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"is 0\.5 and there is no dither; allowed is"):
        get_ditherer("none", 0.5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", DITHERERS)
def test_same_bits_for_any_number_of_threads(name: str, kind: str) -> None:
    palette = cq.quantize(KINDS[kind], 12).palette
    alone = palette.apply(KINDS[kind], dither=name, threads=1)

    for threads in (2, 3, 8):
        found = palette.apply(KINDS[kind], dither=name, threads=threads)
        np.testing.assert_array_equal(found.indices, alone.indices)
    assert alone.distortion == pytest.approx(cq.metrics.distortion(KINDS[kind], alone.to_array()))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("name", DITHERERS)
def test_what_is_in_the_palette_stays(name: str, space: str, kind: str) -> None:
    image = KINDS[kind][:8, :8]
    distinct = cq.quantize(KINDS[kind], 200, effort="fast").palette.colors
    palette = cq.Palette(distinct, space=space)
    exact = palette.apply(image).to_array()

    np.testing.assert_array_equal(palette.apply(exact, dither=name).to_array(), exact)
    assert palette.apply(image, dither=name).indices.shape == image.shape[:2]


@pytest.mark.parametrize("name", DITHERERS)
def test_fully_transparent_pixels_stay_so_and_show_nothing(name: str) -> None:
    palette = cq.quantize(ALPHA, 12).palette
    clear = ALPHA[..., 3] == 0
    assert clear.any()

    assert not palette.apply(ALPHA, dither=name).to_array()[clear].any()


@pytest.mark.parametrize("shape", [(1, 1), (1, 37), (37, 1), (2, 3)])
@pytest.mark.parametrize("name", DITHERERS)
def test_small_images(name: str, shape: tuple[int, int]) -> None:
    image = make_photo(40, 40)[: shape[0], : shape[1]]
    few = cq.Palette([[0, 0, 0], [250, 240, 30], [255, 255, 255]])

    assert few.apply(image, dither=name).indices.shape == shape
    assert not cq.Palette([[9, 9, 9]]).apply(image, dither=name).indices.any()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", DITHERERS)
def test_at_no_strength_the_nearest(name: str, kind: str) -> None:
    palette = cq.quantize(KINDS[kind], 12, dither="none").palette
    plain = palette.apply(KINDS[kind], dither="none").indices
    found = palette.apply(KINDS[kind], dither=name, dither_strength=0.0).indices

    np.testing.assert_array_equal(found, plain)


@pytest.mark.parametrize("name", DITHERERS)
def test_seen_from_afar_it_is_nearer_than_without(name: str) -> None:
    image = make_photo(96, 128)
    palette = cq.quantize(image, 6, dither="none").palette
    plain, found = palette.apply(image, dither="none"), palette.apply(image, dither=name)

    assert cq.metrics.blurred_mse(image, found.to_array()) < (
        cq.metrics.blurred_mse(image, plain.to_array())
    )


@pytest.mark.parametrize("name", DITHERERS)
def test_as_many_entries_as_there_can_be(name: str) -> None:
    steps = np.arange(65536)
    colors = np.stack([steps >> 8, steps & 255, (steps * 7) & 255], axis=1).astype(np.uint8)
    image = PHOTO[:6, :7]
    found = cq.Palette(colors).apply(image, dither=name)

    assert found.indices.dtype == np.uint16
    assert np.abs(found.to_array().astype(int) - image).max() < 128


def test_it_says_what_was_off_and_how_many_entries_serve() -> None:
    colors = cq.quantize(PHOTO, 5).palette.colors
    ditherer = ErrorDiffusion(strength=0.0)
    found = dithered(PHOTO, colors, ditherer, space="srgb", threads=1)

    assert found[1:] == nearest(PHOTO, colors, threads=1)[1:]
