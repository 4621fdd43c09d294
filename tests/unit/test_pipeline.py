from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

import colorquant as cq
from colorquant._validation import EFFORTS, Effort


def test_is_count_fit_and_apply(photo: NDArray[np.uint8]) -> None:
    result = cq.quantize(photo, 12, effort="best", seed=5)
    palette = cq.KMeans(12, effort="best", seed=5).fit(cq.ColorHistogram.from_image(photo))
    assert result.palette == palette
    np.testing.assert_array_equal(result.indices, palette.apply(photo).indices)


def test_takes_arrays_pillow_images_and_paths(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    image = Image.fromarray(photo)
    image.save(tmp_path / "photo.png")
    opaque = np.dstack([photo, np.full(photo.shape[:2], 255, np.uint8)])
    expected = cq.quantize(photo, 9)
    for source in (image, tmp_path / "photo.png", str(tmp_path / "photo.png"), opaque):
        result = cq.quantize(source, 9)
        assert result.palette == expected.palette
        np.testing.assert_array_equal(result.indices, expected.indices)


def test_wide_indices_above_256_colors(photo: NDArray[np.uint8]) -> None:
    assert cq.quantize(photo, 256).indices.dtype == np.uint8
    assert cq.quantize(photo, 257).indices.dtype == np.uint16


@pytest.mark.parametrize("n", [0, -3, 70_000, "many", 2.5, None, True])
def test_number_of_colors_out_of_range_is_refused(photo: NDArray[np.uint8], n: object) -> None:
    with pytest.raises(cq.InvalidOptionError, match="allowed is a whole number from 1 to 65,536"):
        cq.quantize(photo, n)  # type: ignore[arg-type]


def test_unknown_effort_is_refused(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match="'heroic'; allowed are fast, balanced, best"):
        cq.quantize(photo, 4, effort="heroic")  # type: ignore[arg-type]


def indexed_file(path: Path, entries: list[tuple[int, int, int]], **options: Any) -> Path:
    """Write a palette image that uses its entries from the last to the first but one."""
    image = Image.fromarray(np.arange(len(entries) - 1, 0, -1, dtype=np.uint8)[np.newaxis])
    image.putpalette([channel for entry in entries for channel in entry])
    image.save(path, **options)
    return path


def test_an_indexed_image_of_few_colors_passes_through(tmp_path: Path) -> None:
    entries = [(1, 2, 3), (255, 0, 0), (0, 0, 0), (9, 200, 30)]
    path = indexed_file(tmp_path / "in.png", entries)
    result = cq.quantize(path, 3)
    assert result.palette.colors.tolist() == [list(entry) for entry in entries[1:]]
    assert result.indices.tolist() == [[2, 1, 0]]
    assert result.palette.optimal
    assert len(cq.quantize(path, 2).palette) == 2


def test_reducing_twice_gives_the_same_file(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    clear = np.dstack([photo, photo[..., 0]])
    for image in (photo, clear, np.ascontiguousarray(photo[..., 1])):
        cq.quantize(image, 20).save(tmp_path / "once.png")
        cq.quantize(tmp_path / "once.png", 20).save(tmp_path / "twice.png")
        assert (tmp_path / "once.png").read_bytes() == (tmp_path / "twice.png").read_bytes()


def test_an_indexed_image_with_equal_entries_is_reduced_like_any(tmp_path: Path) -> None:
    path = indexed_file(tmp_path / "in.png", [(0, 0, 0), (9, 9, 9), (5, 5, 5), (9, 9, 9)])
    result = cq.quantize(path, 4)
    assert result.palette.colors.tolist() == [[5, 5, 5], [9, 9, 9]]
    assert result.to_array().tolist() == [[[9, 9, 9], [5, 5, 5], [9, 9, 9]]]


def test_an_indexed_image_with_transparency_keeps_it(tmp_path: Path) -> None:
    entries = [(1, 2, 3), (255, 0, 0), (0, 0, 0), (9, 200, 30)]
    path = indexed_file(tmp_path / "in.png", entries, transparency=bytes([255, 0, 128, 255]))
    result = cq.quantize(path, 8)
    assert result.palette.colors.tolist() == [[0, 0, 0, 0], [0, 0, 0, 128], [9, 200, 30, 255]]


def test_kept_profile_and_metadata_go_into_the_file(
    photo: NDArray[np.uint8], tmp_path: Path
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.fromarray(photo).save(tmp_path / "in.png", icc_profile=profile, dpi=(300, 300))
    kept = cq.load_image(tmp_path / "in.png", profile="keep", metadata="keep")
    cq.quantize(kept, 9).save(tmp_path / "kept.png")
    cq.quantize(kept, 9).palette.apply(kept).save(tmp_path / "applied.png")
    cq.quantize(tmp_path / "in.png", 9).save(tmp_path / "stripped.png")
    for name in ("kept.png", "applied.png"):
        with Image.open(tmp_path / name) as image:
            assert image.info["icc_profile"] == profile
            assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    with Image.open(tmp_path / "stripped.png") as image:
        assert not {"icc_profile", "dpi", "exif"} & set(image.info)


def test_weights_and_nodata_reach_the_fit(photo: NDArray[np.uint8]) -> None:
    mask = np.zeros(photo.shape[:2], np.uint8)
    mask[:30, :60] = 255
    result = cq.quantize(photo, 6, weights=mask, nodata=(250, 240, 30))
    histogram = cq.ColorHistogram.from_image(photo, weights=mask, nodata=(250, 240, 30))
    assert result.palette == cq.KMeans(6).fit(histogram)
    assert result.indices.shape == photo.shape[:2]


def test_a_mask_of_another_size_is_refused(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidImageError, match="the mask of weights is 2 x 2 pixels"):
        cq.quantize(photo, 6, weights=np.ones((2, 2)))


def test_file_objects_are_read(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    Image.fromarray(photo).save(tmp_path / "photo.png")
    with (tmp_path / "photo.png").open("rb") as stream:
        assert cq.quantize(stream, 9).palette == cq.quantize(photo, 9).palette


@pytest.mark.parametrize("by", ["luma", "hue", "count"])
def test_the_palette_is_sorted_behind_what_is_locked(photo: NDArray[np.uint8], by: str) -> None:
    fixed_colors = [(255, 255, 255), (0, 0, 255)]
    plain = cq.quantize(photo, 9, fixed_colors=fixed_colors)
    result = cq.quantize(photo, 9, fixed_colors=fixed_colors, sort=by)
    assert result.palette.colors[:2].tolist() == [list(color) for color in fixed_colors]
    assert result.palette == plain.sorted(by, keep=2).palette
    np.testing.assert_array_equal(result.to_array(), plain.to_array())


def test_an_order_that_is_not_there_is_refused_before_any_work() -> None:
    with pytest.raises(cq.InvalidOptionError, match="the order is 'dark'; allowed are none, luma"):
        cq.quantize("no such file.png", 9, sort="dark")


# --- a reserved slot: transparent at index 0 ---------------------------------------------------


def clear_corner(photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the photo with a transparent corner."""
    alpha = np.full(photo.shape[:2], 255, np.uint8)
    alpha[:20, :30] = 0
    return np.dstack([photo, alpha])


RESERVED = [(0, 0, 0, 0)]


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("space", ["srgb", "lab"])
def test_a_reserved_slot_takes_no_pixel_that_shows(
    photo: NDArray[np.uint8], effort: Effort, space: str
) -> None:
    for image, clear in ((photo, 0), (clear_corner(photo), 600)):
        result = cq.quantize(image, 8, fixed_colors=RESERVED, effort=effort, space=space)
        assert result.palette.colors[0].tolist() == [0, 0, 0, 0]
        assert (result.palette.colors[1:, 3] == 255).all()
        assert len(result.palette) == 8
        assert result.counts[0] == clear


@pytest.mark.parametrize("seed", range(20))
def test_what_shows_gets_a_reserved_slot_only_far_from_every_entry(seed: int) -> None:
    rng = np.random.default_rng(seed)
    entries = np.unique(rng.integers(0, 256, (1 + seed % 3, 3)), axis=0)
    image = rng.integers(0, 256, (1, 400, 3)).astype(np.uint8)
    palette = cq.Palette([*RESERVED, *[(*entry, 255) for entry in entries.tolist()]])
    lost = palette.apply(image).indices[0] == 0
    errors = np.square(image[0, :, np.newaxis].astype(int) - entries).sum(axis=-1).min(axis=1)
    assert (errors[lost] > 220**2).all()


@pytest.mark.parametrize("image", ["few colors", "one color", "all clear"])
def test_a_reserved_slot_is_there_in_any_image(photo: NDArray[np.uint8], image: str) -> None:
    pixels = np.zeros((4, 6, 4), np.uint8)
    if image != "all clear":
        pixels[..., 3] = 255
    if image == "few colors":
        pixels[:, :3, 0] = 200
    result = cq.quantize(pixels, 8, fixed_colors=RESERVED)
    assert result.palette.colors[0].tolist() == [0, 0, 0, 0]
    np.testing.assert_array_equal(result.to_array(), pixels[..., : result.palette.colors.shape[1]])


def test_a_reserved_slot_is_there_for_an_image_that_was_indexed(tmp_path: Path) -> None:
    entries = [(9, 200, 30), (0, 0, 0), (200, 0, 0)]
    path = indexed_file(tmp_path / "in.png", entries, transparency=bytes([255, 255, 0]))
    result = cq.quantize(path, 8, fixed_colors=RESERVED)
    assert result.palette.colors[0].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("suffix", [".png", ".gif"])
@pytest.mark.parametrize("has_clear", [True, False])
def test_a_reserved_slot_is_index_0_of_the_file(
    photo: NDArray[np.uint8], tmp_path: Path, suffix: str, has_clear: bool
) -> None:
    result = cq.quantize(clear_corner(photo) if has_clear else photo, 8, fixed_colors=RESERVED)
    result.save(tmp_path / f"sprite{suffix}")
    with Image.open(tmp_path / f"sprite{suffix}") as image:
        assert image.mode == "P"
        assert image.info["transparency"] == 0
        np.testing.assert_array_equal(np.asarray(image), result.indices)
        stored = np.array(image.getpalette("RGB")).reshape(-1, 3)[:8]
        np.testing.assert_array_equal(stored, result.palette.colors[:, :3])
        np.testing.assert_array_equal(np.asarray(image.convert("RGBA")), result.to_array())


def test_entries_of_an_indexed_image_that_look_alike_are_merged(tmp_path: Path) -> None:
    entries = [(0, 0, 0), (200, 0, 0), (202, 0, 0), (9, 200, 30)]
    path = indexed_file(tmp_path / "in.png", entries)
    assert len(cq.quantize(path, 4).palette) == 3
    assert len(cq.quantize(path, 4, min_delta_e=5).palette) == 2


# --- dithering ---------------------------------------------------------------------------------


def test_an_image_is_dithered_as_its_palette_would(photo: NDArray[np.uint8]) -> None:
    result = cq.quantize(photo, 7, dither="stucki", dither_strength=0.5)
    again = result.palette.apply(photo, dither="stucki", dither_strength=0.5)
    np.testing.assert_array_equal(result.indices, again.indices)
    assert result.distortion == again.distortion == cq.metrics.distortion(photo, result.to_array())


def test_few_enough_colors_are_not_dithered() -> None:
    few = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    np.testing.assert_array_equal(cq.quantize(few, 16, dither="auto").to_array(), few)


def test_a_strength_without_a_dither_is_refused_before_any_work() -> None:
    with pytest.raises(cq.InvalidOptionError, match=r"strength of a dither is 0\.5 and"):
        cq.quantize("no such file.png", 9, dither_strength=0.5)
