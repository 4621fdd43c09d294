"""``colorquant reduce``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

import colorquant as cq

Run = Callable[..., Any]
Pixels = NDArray[np.uint8]


def test_a_photo_becomes_an_indexed_png_of_n_colors(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant("reduce", photo, "-k", "8", "-o", target)

    assert (outcome.status, outcome.err) == (0, "")
    with Image.open(target) as small:
        assert small.mode == "P"
        assert len(small.convert("RGB").getcolors() or ()) == 8


def test_the_file_holds_what_the_library_computes(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    colorquant("reduce", photo, "-k", "8", "--seed", "3", "--effort", "fast", "-o", target)

    with Image.open(target) as small:
        expected = cq.quantize(photo, 8, seed=3, effort="fast", dither="auto").to_array()
        np.testing.assert_array_equal(np.asarray(small.convert("RGB")), expected)


def test_one_line_tells_what_became_of_a_photo(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant("reduce", photo, "-k", "8", "-o", target)

    expected = cq.quantize(photo, 8, dither="auto")
    assert outcome.out == (
        f"{photo} -> {target}: 8 colors, distortion {expected.distortion:.2f}, "
        f"PSNR {expected.psnr:.2f} dB, {target.stat().st_size:,} bytes\n"
    )


def test_a_photo_of_few_colors_stays_as_it_is(colorquant: Run, tmp_path: Path) -> None:
    photo, target = tmp_path / "flat.png", tmp_path / "small.png"
    Image.new("RGB", (5, 4), "teal").save(photo)

    outcome = colorquant("reduce", photo, "-o", target)

    assert ": 1 color, distortion 0.00, lossless, " in outcome.out


def test_the_suffix_chooses_gif(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "small.gif"

    assert colorquant("reduce", photo, "-k", "8", "-o", target).status == 0
    with Image.open(target) as small:
        assert small.format == "GIF"


def test_a_folder_takes_any_number_of_photos(
    colorquant: Run, album: tuple[list[Path], Path]
) -> None:
    photos, folder = album

    outcome = colorquant("reduce", *photos, "-k", "4", "-o", folder)

    assert outcome.status == 0
    assert {path.name for path in folder.iterdir()} == {"one.png", "two.png", "three.png"}
    *lines, summary = outcome.out.splitlines()
    assert [line.split(" -> ")[0] for line in lines] == [*map(str, photos)]
    assert summary.startswith("3 reduced; ")


def test_a_photo_that_fails_does_not_stop_the_others(
    colorquant: Run, album: tuple[list[Path], Path], bad_photo: Path
) -> None:
    photos, folder = album

    outcome = colorquant("reduce", photos[0], bad_photo, photos[1], "-k", "4", "-o", folder)

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert {path.name for path in folder.iterdir()} == {"one.png", "two.png"}


def test_without_an_output_it_is_beside_the_input(colorquant: Run, photo: Path) -> None:
    outcome = colorquant("reduce", photo)

    assert outcome.status == 0
    assert photo.with_name("photo-cq.png").is_file()


def test_a_photo_is_asked_for(colorquant: Run, tmp_path: Path) -> None:
    outcome = colorquant("reduce", "-o", tmp_path / "out.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "FILE" in outcome.err


def test_threads_do_not_change_a_byte(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    targets = {threads: tmp_path / f"{threads}.png" for threads in ("1", "2")}

    for threads, target in targets.items():
        colorquant("reduce", photo, "-k", "8", "-t", threads, "-o", target)

    assert targets["1"].read_bytes() == targets["2"].read_bytes()


def test_a_real_process_reduces_a_photo(
    colorquant_process: Run, photo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant_process("reduce", photo, "-k", "8", "-o", target)

    assert (outcome.status, outcome.err) == (0, "")
    assert target.is_file()


@pytest.fixture
def clear(tmp_path: Path, pixels: Pixels) -> Path:
    """The photo, from transparent at its left to opaque at its right."""
    alpha = np.broadcast_to(np.linspace(0, 255, 64).astype(np.uint8), (48, 64))
    Image.fromarray(np.dstack([pixels, alpha])).save(tmp_path / "clear.png")
    return tmp_path / "clear.png"


def test_transparency_is_kept(colorquant: Run, clear: Path, tmp_path: Path) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant("reduce", clear, "-k", "32", "-o", target)

    assert outcome.status == 0
    with Image.open(target) as small:
        alpha = np.asarray(small.convert("RGBA"))[..., 3]
    assert len(np.unique(alpha)) > 10
    assert (alpha[:, 0] == 0).all()


def test_a_gif_spends_one_entry_on_transparency(
    colorquant: Run, clear: Path, tmp_path: Path
) -> None:
    target = tmp_path / "small.gif"

    outcome = colorquant("reduce", clear, "-k", "16", "-o", target)

    assert "16 colors" in outcome.out
    with Image.open(target) as small:
        shown = np.asarray(small.convert("RGBA"))
    assert set(np.unique(shown[..., 3])) == {0, 255}
    assert len(np.unique(shown.reshape(-1, 4), axis=0)) == 16


def test_options_reach_the_fit(
    colorquant: Run, photo: Path, pixels: Pixels, tmp_path: Path
) -> None:
    target, mask = tmp_path / "small.png", tmp_path / "mask.png"
    weights = np.zeros(pixels.shape[:2], np.uint8)
    weights[:20] = 200
    Image.fromarray(weights).save(mask)
    options = ["--space", "lab", "--weights", mask, "--nodata", "#000000", "--nodata", "0a0b0c"]

    colorquant("reduce", photo, "-k", "8", *options, "-o", target)

    with Image.open(target) as small:
        expected = cq.quantize(
            photo,
            8,
            space="lab",
            weights=weights,
            nodata=[(0, 0, 0), (10, 11, 12)],
            dither="auto",
        )
        np.testing.assert_array_equal(np.asarray(small.convert("RGB")), expected.to_array())


@pytest.mark.parametrize("kind", ["none", "auto", "atkinson"])
def test_photos_are_dithered_as_asked(
    colorquant: Run, photo: Path, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "small.png"

    colorquant("reduce", photo, "-k", "8", "--dither", kind, "-o", target)

    with Image.open(target) as small:
        expected = cq.quantize(photo, 8, dither=kind).to_array()
        np.testing.assert_array_equal(np.asarray(small.convert("RGB")), expected)


def test_a_dither_has_a_strength(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "small.png"

    colorquant("reduce", photo, "-k", "8", "--dither-strength", "0.5", "-o", target)

    with Image.open(target) as small:
        expected = cq.quantize(photo, 8, dither="auto", dither_strength=0.5).to_array()
        np.testing.assert_array_equal(np.asarray(small.convert("RGB")), expected)


def test_locked_colors_are_in_the_file(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "small.png"

    colorquant(
        "reduce",
        photo,
        "-k",
        "6",
        "--fixed-color",
        "#ff005a",
        "--fixed-color",
        "0000ff",
        "-o",
        target,
    )

    with Image.open(target) as small:
        palette = np.array(small.getpalette("RGB")).reshape(-1, 3)
    assert palette[:2].tolist() == [[255, 0, 90], [0, 0, 255]]
    assert len(palette) == 6


def test_nodata_is_told_in_8_bits_whatever_the_depth(colorquant: Run, tmp_path: Path) -> None:
    deep, target = tmp_path / "deep.png", tmp_path / "small.png"
    Image.fromarray(np.array([[0xFFFF, 0xFFFF, 700]], np.uint16)).save(deep)

    outcome = colorquant("reduce", deep, "-k", "1", "--nodata", "#ffffff", "-o", target)

    assert outcome.status == 0
    with Image.open(target) as small:
        assert small.convert("L").getpixel((0, 0)) == 3


def test_profile_and_metadata_are_kept_on_request(
    colorquant: Run, pixels: Pixels, tmp_path: Path
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo, kept, dropped = (tmp_path / f"{name}.png" for name in ("photo", "kept", "dropped"))
    Image.fromarray(pixels).save(photo, icc_profile=profile, dpi=(72, 72))

    colorquant("reduce", photo, "--keep-metadata", "--profile", "keep", "-o", kept)
    colorquant("reduce", photo, "-o", dropped)

    with Image.open(kept) as image:
        assert {"icc_profile", "dpi"} <= set(image.info)
    with Image.open(dropped) as image:
        assert not {"icc_profile", "dpi"} & set(image.info)


@pytest.mark.parametrize("ending", ["gif", "png", "webp", "tif"])
@pytest.mark.parametrize("verb", [("reduce",), ("apply", "gameboy")])
def test_an_animation_is_not_replaced_by_a_still(
    colorquant: Run, photo: Path, tmp_path: Path, verb: tuple[str, ...], ending: str
) -> None:
    animation = tmp_path / f"clip.{ending}"
    frames = [Image.new("RGB", (9, 9), color) for color in ("red", "lime", "blue")]
    frames[0].save(animation, save_all=True, append_images=frames[1:])
    before = animation.read_bytes()

    outcome = colorquant(*verb, animation, photo, "--ext", f".{ending}", "-f", "-q")

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert f"clip.{ending} has 3 frames; allowed is one, or --first-frame for" in outcome.err
    assert animation.read_bytes() == before
    assert photo.with_suffix(f".{ending}").is_file()


def test_of_an_animation_the_first_frame_is_taken_on_request_with_a_note(
    colorquant: Run, pixels: Pixels, tmp_path: Path
) -> None:
    frames = [Image.fromarray(pixels), Image.fromarray(pixels[::-1])]
    frames[0].save(tmp_path / "two.gif", save_all=True, append_images=frames[1:])

    outcome = colorquant(
        "reduce", tmp_path / "two.gif", "--first-frame", "-o", tmp_path / "out.png"
    )

    assert outcome.status == 0
    assert outcome.err.startswith("colorquant: note: ")
    assert outcome.err.endswith("two.gif has 2 frames; only the first is taken\n")


def test_the_mask_is_not_written_over(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    mask = tmp_path / "mask.png"
    Image.new("L", (64, 48), 255).save(mask)

    outcome = colorquant("reduce", photo, "--weights", mask, "-o", mask)

    assert outcome.is_one_line_error
    assert outcome.status == 2


def test_a_gif_of_soft_edges_is_not_called_lossless(colorquant: Run, tmp_path: Path) -> None:
    photo = tmp_path / "clear.png"
    Image.fromarray(np.array([[[0, 0, 255, 100], [9, 9, 9, 255]]], np.uint8)).save(photo)

    outcome = colorquant("reduce", photo, "-o", tmp_path / "small.gif")

    assert "lossless" not in outcome.out


def test_a_mask_that_is_missing_is_told_once(
    colorquant: Run, album: tuple[list[Path], Path], tmp_path: Path
) -> None:
    photos, folder = album

    outcome = colorquant("reduce", *photos, "--weights", tmp_path / "no.png", "-o", folder)

    assert outcome.is_one_line_error
    assert outcome.status == 1


def palette_of(path: Path) -> list[tuple[int, ...]]:
    with Image.open(path) as image:
        flat = image.getpalette("RGB") or []
    return [tuple(flat[place : place + 3]) for place in range(0, len(flat), 3)]


@pytest.mark.parametrize(("name", "color_depth"), [("rgb444", "rgb444"), ("3,4,3", (3, 4, 3))])
def test_entries_are_on_the_grid(
    colorquant: Run, photo: Path, tmp_path: Path, name: str, color_depth: str | tuple[int, int, int]
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant("reduce", photo, "-k", "8", "--color-depth", name, "-o", target)

    expected = cq.quantize(photo, 8, color_depth=color_depth, dither="auto")
    assert outcome.status == 0
    assert palette_of(target) == list(map(tuple, expected.palette.colors.tolist()))


@pytest.mark.parametrize("color_depth", ["rgb", "", "5", "5,6", "0,5,5", "5,5,9", "5;6;5", "a,b,c"])
def test_what_is_no_grid_is_refused(
    colorquant: Run, photo: Path, tmp_path: Path, color_depth: str
) -> None:
    outcome = colorquant(
        "reduce", photo, "--color-depth", color_depth, "-o", tmp_path / "small.png"
    )

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert f"got {color_depth!r}; allowed are rgb565, rgb555" in outcome.err


@pytest.fixture
def threads(tmp_path: Path) -> Path:
    """A catalog of 27 colors."""
    levels = np.array([10, 120, 230])
    colors = np.stack(np.meshgrid(levels, levels, levels), axis=-1).reshape(-1, 3)
    cq.Palette(colors).save(tmp_path / "threads.gpl")
    return tmp_path / "threads.gpl"


@pytest.mark.parametrize("space", ["srgb", "lab"])
def test_the_best_of_a_catalog_are_taken(
    colorquant: Run, photo: Path, threads: Path, tmp_path: Path, space: str
) -> None:
    target = tmp_path / "small.png"

    outcome = colorquant(
        *("reduce", photo, "-k", "5", "--candidates", threads, "--space", space, "-o", target)
    )

    expected = cq.quantize(
        photo, 5, candidates=cq.Palette.load(threads), space=space, dither="auto"
    )
    assert outcome.status == 0
    assert palette_of(target) == list(map(tuple, expected.palette.colors.tolist()))


def test_a_catalog_is_not_written_over(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    candidates = tmp_path / "threads.png"
    cq.Palette([[1, 2, 3], [4, 5, 6]]).save(candidates)
    before = candidates.read_bytes()

    outcome = colorquant("reduce", photo, "-k", "2", "--candidates", candidates, "-o", candidates)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert candidates.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("no.gpl", None, 1), ("bad.gpl", "GIMP Palette\n300 0 0\n", 1), ("threads.doc", "x", 2)],
)
def test_a_catalog_that_cannot_be_read_is_named(
    colorquant: Run, photo: Path, tmp_path: Path, name: str, content: str | None, status: int
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)

    outcome = colorquant(
        "reduce", photo, "--candidates", tmp_path / name, "-o", tmp_path / "small.png"
    )

    assert outcome.is_one_line_error
    assert outcome.status == status
    assert name in outcome.err


@pytest.mark.parametrize("order", ["luma", "hue", "count"])
def test_the_palette_is_sorted_on_request(
    colorquant: Run, photo: Path, tmp_path: Path, order: str
) -> None:
    target = tmp_path / "small.png"

    colorquant("reduce", photo, "-k", "8", "--fixed-color", "ffffff", "--sort", order, "-o", target)

    expected = cq.quantize(photo, 8, fixed_colors=[(255, 255, 255)], sort=order, dither="auto")
    assert palette_of(target) == list(map(tuple, expected.palette.colors.tolist()))


def test_an_order_that_is_not_there_is_refused(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    outcome = colorquant("reduce", photo, "--sort", "hues", "-o", tmp_path / "small.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "allowed are none, luma, hue, count (did you mean 'hue'?)" in outcome.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--color-depth", "rgb565", "--fixed-color", "#e30613"],
            "not on the grid rgb565; the nearest one",
        ),
        (
            ["--candidates", "{threads}", "--fixed-color", "#e30613"],
            "--candidates and --fixed-color are given",
        ),
        (
            ["--candidates", "{threads}", "--color-depth", "rgb565"],
            "--candidates and --color-depth are given",
        ),
        (["-k", "1", "--fixed-color", "#e30613", "--fixed-color", "#00"], "got '#00'; allowed"),
        (
            ["-k", "1", "--fixed-color", "#e30613", "--fixed-color", "#0000ff"],
            "allowed is 2 or more",
        ),
        (["--fixed-color", "#e30613", "--fixed-color", "#e30613"], "repeats 1 of its colors"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    colorquant: Run,
    photo: Path,
    threads: Path,
    tmp_path: Path,
    options: list[str],
    message: str,
) -> None:
    target = tmp_path / "small.png"
    given = [option.format(threads=threads) for option in options]

    outcome = colorquant("reduce", photo, *given, "-o", target)

    assert outcome.is_one_line_error
    assert message in outcome.err
    assert not target.exists()


@pytest.mark.parametrize("suffix", [".png", ".gif"])
def test_a_transparent_entry_is_reserved_at_index_0(
    colorquant: Run, clear: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"sprite{suffix}"

    colorquant(
        "reduce", clear, "-k", "8", "--fixed-color", "#00000000", "--sort", "count", "-o", target
    )

    with Image.open(target) as image:
        told = image.info["transparency"]
    assert told == 0 if suffix == ".gif" else told[0] == 0
