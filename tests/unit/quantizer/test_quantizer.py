from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

import colorquant as cq
from colorquant._validation import EFFORTS, Effort


def test_is_count_fit_and_apply(photo: NDArray[np.uint8]) -> None:
    result = cq.quantize(photo, 12, effort="best", seed=5, dither="none")
    palette = cq.KMeans(12, effort="best", seed=5).fit(cq.ColorHistogram.from_image(photo))
    assert result.palette == palette
    np.testing.assert_array_equal(result.indices, palette.apply(photo, dither="none").indices)


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


@pytest.mark.parametrize("n", [0, -3, 70_000, "many", 2.5, True])
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
def test_the_palette_is_sorted_behind_the_fixed_colors(photo: NDArray[np.uint8], by: str) -> None:
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
        cq.quantize("no such file.png", 9, dither="none", dither_strength=0.5)


# --- the plan itself --------------------------------------------------------------------------


def test_a_plan_compares_by_value_however_its_colors_are_written() -> None:
    plans = [
        cq.Quantizer(8, fixed_colors=colors)
        for colors in (["red"], ["#f00"], [(255, 0, 0)], np.array([[255, 0, 0]]), "#ff0000")
    ]

    assert len(set(plans)) == 1
    assert plans[0] != cq.Quantizer(8, fixed_colors=["blue"])
    assert "#ff0000" in repr(plans[0])


def test_the_default_is_256_colors_dithered_where_that_is_visible() -> None:
    assert cq.Quantizer() == cq.Quantizer(256, dither="auto", space="srgb")
    assert cq.Quantizer(max_delta_e=5.0) == cq.Quantizer(
        256, max_delta_e=5.0, dither="none", space="lab"
    )


@pytest.mark.parametrize(
    ("options", "given"),
    [
        ({}, ("n", "space", "dither")),
        ({"dither": "none"}, ("n", "space")),
        ({"fixed_colors": np.array([[1, 2, 3]])}, ("n", "space", "fixed_colors", "dither")),
        ({"seed": 3, "sort": "hue"}, ("n", "space", "seed", "dither", "sort")),
    ],
)
def test_what_is_not_as_by_default_is_known(options: dict[str, Any], given: tuple[str]) -> None:
    assert cq.Quantizer(**options).given == given


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"fixed_colors": "bogus"}, r"^fixed_colors is 'bogus'; allowed are black-white, "),
        ({"candidates": ["#12"]}, r"^candidates: '#12' is not a color; allowed are #rgb, "),
        ({"palette": "gamboy"}, r"^palette is 'gamboy'; .*\(did you mean 'gameboy'\?\)"),
        ({"nodata": "rad"}, r"^nodata: 'rad' is not a color"),
        ({"shared_palette": 1}, r"^shared_palette is 1; allowed are True and False"),
        (
            {"shared_palette": True, "sort": "count"},
            r"^sort is 'count' and shared_palette",
        ),
        ({"format": "jpg"}, r"^format is 'jpg'; allowed are bmp, gif, png"),
        ({"quality": (80, 60)}, r"^quality is 80 to 60; allowed is a range from low to high"),
        ({"quality": (0, 101)}, r"^the highest quality is 101; allowed is a whole number from 0 "),
        ({"psnr": -1}, r"^psnr is -1; allowed is a number from 0"),
        ({"dither_strength": 2.0}, r"^the strength of a dither is 2.0; allowed is 0"),
        ({"dither_aware": True, "min_delta_e": 5.0}, r"^dither_aware is True with min_delta_e"),
        ({"max_bytes": 900, "format": "gif", "n": 300}, r"allowed in a \.gif file are at most 256"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_when_it_is_made(
    options: dict[str, Any], message: str
) -> None:
    with pytest.raises(cq.ColorQuantError, match=message):
        cq.Quantizer(**options)


def test_a_palette_keeps_its_own_space_unless_another_is_given() -> None:
    palette = cq.Palette([[0, 0, 0], [9, 9, 9]], space="lab")

    assert cq.Quantizer(palette=palette).palette == palette
    assert cq.Quantizer(palette=palette, space="oklab").palette == cq.Palette(
        palette.colors, space="oklab"
    )


def test_a_given_palette_stays_as_it_is(photo: NDArray[np.uint8]) -> None:
    plan = cq.Quantizer(palette="gameboy", dither="none")

    assert plan.max_colors == 4
    assert plan.quantize(photo).palette == cq.Palette.named("gameboy")
    assert plan.fit(cq.ColorHistogram.from_image(photo)) == cq.Palette.named("gameboy")


def test_the_fit_is_that_of_the_image_with_the_fixed_colors_first(
    photo: NDArray[np.uint8],
) -> None:
    plan = cq.Quantizer(6, fixed_colors=["#fff"], sort="hue", dither="none")

    fitted = plan.fit(cq.ColorHistogram.from_image(photo))

    assert fitted == plan.quantize(photo).palette
    assert fitted.colors[0].tolist() == [255, 255, 255]


def test_several_images_have_their_own_palettes_or_one_that_they_share(
    photo: NDArray[np.uint8],
) -> None:
    images = [photo, np.ascontiguousarray(photo[:, ::-1, ::-1])]
    own, shared = cq.Quantizer(5), cq.Quantizer(5, shared_palette=True)

    apart, together = list(own.quantize_all(images)), list(shared.quantize_all(images))

    assert [each.palette for each in apart] == [own.quantize(image).palette for image in images]
    assert apart[0].palette != apart[1].palette
    assert together[0].palette == together[1].palette == shared.fit_images(images)
    expected = together[1].palette.apply(images[1], dither="auto")
    np.testing.assert_array_equal(together[1].indices, expected.indices)


def test_the_format_decides_on_alpha(photo: NDArray[np.uint8]) -> None:
    soft = np.dstack([photo, photo[..., 0]])

    gif, png = (cq.Quantizer(9, format=format).quantize(soft) for format in ("gif", "png"))

    assert set(gif.palette.colors[:, 3].tolist()) == {0, 255}
    assert len(set(png.palette.colors[:, 3].tolist())) > 2
    assert gif.distortion == pytest.approx(cq.metrics.distortion(soft, gif.to_array()))


def test_weights_are_refused_beside_what_they_conflict_with(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match="quality and weights are given"):
        cq.Quantizer(quality=60).quantize(photo, weights=photo[..., 0])


def test_a_quality_is_reached_with_the_fewest_colors(photo: NDArray[np.uint8]) -> None:
    reached = cq.Quantizer(quality=(0, 30), dither="none").quantize(photo)
    enough = cq.targets.psnr_of_quality(30)

    assert reached.psnr >= enough
    fewer = cq.quantize(photo, len(reached.palette) - 1, dither="none")
    assert fewer.psnr < enough


def test_a_quality_out_of_reach_is_an_error_of_its_own(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.LowQualityError, match=r"2 colors give a PSNR of .* and quality 90 is"):
        cq.Quantizer(2, quality=(90, 100)).quantize(photo)


def test_without_a_target_there_is_nothing_to_search(photo: NDArray[np.uint8]) -> None:
    with pytest.raises(cq.InvalidOptionError, match="no target is given; allowed are psnr"):
        cq.Quantizer().search(photo)


@pytest.mark.parametrize(
    ("nodata", "expected"),
    [
        ("red", ((255, 0, 0),)),
        (["red", (0, 0, 0)], ((255, 0, 0), (0, 0, 0))),
        (9, ((9, 9, 9),)),
        ((1, 2, 3, 255), ((1, 2, 3),)),
        ((1, 2, 3, 0), ((1, 2, 3, 0),)),
        (np.array([[1, 2, 3]], np.uint8), ((1, 2, 3),)),
        ((0.5, 0.5, 1.0), ((0.5, 0.5, 1.0),)),
        ([], None),
    ],
)
def test_colors_to_leave_out_are_rows(nodata: Any, expected: Any) -> None:
    assert cq.Quantizer(nodata=nodata).nodata == expected


def test_colors_to_leave_out_are_checked_before_any_work() -> None:
    with pytest.raises(cq.InvalidOptionError, match="allowed are colors of 3 or 4 channels"):
        cq.Quantizer(nodata=(1, 2))


# --- transparency and given palettes ------------------------------------------------------------


def sprite() -> NDArray[np.uint8]:
    """A pure blue square, farther from any green than from nothing, on a transparent ground."""
    pixels = np.zeros((8, 9, 4), np.uint8)
    pixels[2:6, 3:7] = (0, 0, 255, 255)
    pixels[3, 4] = (255, 255, 255, 40)
    return pixels


@pytest.mark.parametrize("dither", ["none", "auto", "bayer-4"])
@pytest.mark.parametrize("sort", ["none", "hue"])
def test_transparent_pixels_stay_so_under_an_opaque_palette_and_no_others_become_so(
    dither: str, sort: str
) -> None:
    found = cq.Quantizer(palette="gameboy", dither=dither, sort=sort).quantize(sprite())

    np.testing.assert_array_equal(found.to_array()[..., 3] == 0, sprite()[..., 3] == 0)
    assert len(found.palette) == 5
    if sort == "none":
        expected = cq.Palette.named("gameboy").colors.tolist()
        assert found.palette.colors[:4, :3].tolist() == expected
        assert found.palette.colors[4].tolist() == [0, 0, 0, 0]
    assert found.distortion == pytest.approx(cq.metrics.distortion(sprite(), found.to_array()))


def test_a_palette_with_a_transparent_entry_gets_no_other() -> None:
    palette = cq.Palette(["#0000", "#0f380f", "#9bbc0f"])

    assert cq.Quantizer(palette=palette).quantize(sprite()).palette == palette


def test_an_opaque_image_and_an_opaque_format_need_none(photo: NDArray[np.uint8]) -> None:
    assert len(cq.Quantizer(palette="gameboy").quantize(photo).palette) == 4
    assert len(cq.Quantizer(palette="gameboy", format="bmp").quantize(sprite()).palette) == 4


def test_without_it_the_palette_stays_as_it_is() -> None:
    found = cq.Quantizer(palette="gameboy", add_transparent=False).quantize(sprite())

    assert found.palette == cq.Palette.named("gameboy")


def test_a_257th_entry_is_indexed_with_16_bits() -> None:
    palette = cq.Palette([[each, 0, 0] for each in range(256)], names=["x"] * 256)

    found = cq.Quantizer(palette=palette).quantize(sprite())

    assert len(found.palette) == 257
    assert found.indices.dtype == np.uint16
    assert found.palette.names is not None
    assert found.palette.names[-1] == ""


def test_to_refuse_it_takes_a_palette() -> None:
    with pytest.raises(cq.InvalidOptionError, match="add_transparent is False and no palette is g"):
        cq.Quantizer(add_transparent=False)
