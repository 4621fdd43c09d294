"""From the options to a plan, and through it: what ``reduce`` can do beside one photo."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]
Pixels = NDArray[np.uint8]
COMMAND = (sys.executable, "-m", "colorquant", "reduce")


def shown(path: Path) -> Pixels:
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def color_count(path: Path) -> int:
    return len(np.unique(shown(path).reshape(-1, 3), axis=0))


def test_a_first_argument_of_digits_is_n(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    assert colorquant("reduce", "7", photo, "-o", tmp_path / "out.png").status == 0
    assert color_count(tmp_path / "out.png") == 7


def test_behind_dashes_it_is_a_file(
    colorquant: Run, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    photo.rename(tmp_path / "64")

    for arguments in (["7", "--", "64"], ["-k7", "./64", "-f"], ["-k7", "-f", "--", "64"]):
        assert colorquant("reduce", *arguments).status == 0
        assert color_count(tmp_path / "64-cq.png") == 7


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["64"], "got N, 64, and no FILE"),
        (["64", "{photo}", "-k", "8"], "given twice, 64 and -k 8"),
        (["0", "{photo}"], "N: got '0'; allowed is a whole number from 1 to 65,536"),
        (["{photo}", "-p", "gray4", "-k", "8"], "--palette and --colors are given"),
        (["8", "{photo}", "-p", "gray4"], "--palette and --colors are given"),
        (
            ["{photo}", "--max-delta-e", "5", "--dither", "atkinson"],
            "--max-delta-e and --dither are",
        ),
        (["{photo}", "--speed", "3", "--effort", "fast"], "--speed and --effort are given"),
        (["{photo}", "-Q", "1-2", "--target-size", "1k"], "--quality and --target-size are given"),
        (["{photo}", "--target-size", "1k", "--compression", "fast"], "allowed with it are small"),
        (["{photo}", "-o", "{out}.bmp", "--compression", "fast"], "no choice of compression"),
        (["{photo}", "-o", "{out}.png", "--ext", ".gif"], "--ext .gif and the file"),
        (["{photo}", "{photo}", "-o", "-"], "got - for 2 images"),
        (["{photo}", "{photo}"], "would both become"),
        (["{photo}", "--export-palette", "{out}.xyz"], "allowed are"),
        (["{photo}", "--export-palette", "{photo}"], "is the input"),
        (["{photo}", "--preserve", "-o", "-"], "--preserve is given; allowed is it from file to"),
        (
            ["{photo}", "-k", "1", "--fixed-color", "#e30613", "--fixed-color", "#0000ff"],
            "allowed is 2 or more",
        ),
        (["--colrs", "5", "{photo}"], "--colors"),
    ],
)
def test_what_makes_no_sense_is_refused_before_any_work(
    colorquant: Run,
    photo: Path,
    files: Listing,
    tmp_path: Path,
    arguments: list[str],
    said: str,
) -> None:
    before = files()

    outcome = colorquant(
        "reduce", *(each.format(photo=photo, out=tmp_path / "out") for each in arguments)
    )

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert said in outcome.err
    assert files() == before


def test_a_tree_is_reduced_into_another(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    for name in ("tree/a.png", "tree/b/c/a.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(photo.read_bytes())

    outcome = colorquant("reduce", "4", "-r", tmp_path / "tree", "-o", f"{tmp_path}/small")

    assert outcome.status == 0
    assert color_count(tmp_path / "small" / "a.png") == 4
    assert color_count(tmp_path / "small" / "b" / "c" / "a.png") == 4


def test_a_folder_is_taken_with_r_only(colorquant: Run, photo: Path) -> None:
    outcome = colorquant("reduce", photo.parent)

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert "is a folder; -r takes the images in it" in outcome.err


def test_a_file_that_exists_fails_and_the_others_go_on(
    colorquant: Run, album: tuple[list[Path], Path]
) -> None:
    photos, folder = album
    (folder / "one.png").write_text("mine")

    outcome = colorquant("reduce", *photos, "-k", "4", "-o", folder)

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert "one.png exists; -f replaces it" in outcome.err
    assert "2 reduced, 1 failed; " in outcome.out
    assert (folder / "one.png").read_text() == "mine"

    assert colorquant("reduce", *photos, "-k", "4", "-f", "-o", folder).status == 0
    assert color_count(folder / "one.png") == 4


def test_a_photo_is_replaced_by_force(colorquant: Run, photo: Path) -> None:
    assert colorquant("reduce", "4", photo, "--ext", ".png", "--force").status == 0
    assert color_count(photo) == 4


@pytest.mark.parametrize("threads", ["1", "3"])
def test_threads_change_neither_files_nor_lines(
    colorquant: Run, album: tuple[list[Path], Path], bad_photo: Path, threads: str
) -> None:
    photos, folder = album

    outcome = colorquant(
        *("reduce", photos[0], bad_photo, *photos[1:], "-t", threads, "-k", "9", "-o", folder)
    )

    assert outcome.is_one_line_error
    assert [line.split(" -> ")[0] for line in outcome.out.splitlines()[:3]] == [*map(str, photos)]
    for photo, name in zip(photos, ("one.png", "two.png", "three.png"), strict=True):
        expected = cq.quantize(photo, 9, dither="auto").to_array()
        np.testing.assert_array_equal(shown(folder / name), expected)


def test_it_works_in_a_pipe(photo: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "5", "-"], input=photo.read_bytes(), capture_output=True, timeout=60, check=True
    )
    (photo.parent / "out.png").write_bytes(done.stdout)

    assert color_count(photo.parent / "out.png") == 5
    assert done.stderr.startswith(b"- -> -: 5 colors, ")


def test_another_format_goes_through_a_pipe(photo: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "5", photo, "--ext", ".gif", "-q", "-o", "-"],
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert done.stdout.startswith(b"GIF8")
    assert done.stderr == b""


def test_standard_input_goes_to_a_file(photo: Path, tmp_path: Path) -> None:
    with photo.open("rb") as stream:
        subprocess.run(
            [*COMMAND, "5", "-", "-o", tmp_path / "out.png"], stdin=stream, timeout=60, check=True
        )

    assert color_count(tmp_path / "out.png") == 5


def test_a_reader_who_leaves_ends_it_in_one_line(photo: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [*COMMAND, photo, "-o", "-"],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)

    assert done.returncode == 1
    assert done.stderr == b"colorquant: error: cannot write standard output: Broken pipe\n"


def test_a_skipped_image_goes_through_a_pipe_as_it_came(photo: Path) -> None:
    small = photo.with_name("small.png")
    cq.quantize(photo, 4).save(small)
    data = small.read_bytes()

    done = subprocess.run(
        [*COMMAND, "-", "--skip-if-larger", "--strict"],
        input=data,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 98
    assert done.stdout == data


def test_a_folder_that_cannot_be_made_fails_in_one_line(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    outcome = colorquant("reduce", photo, "-o", f"{tmp_path}/file/below/")

    assert outcome.is_one_line_error
    assert "file" in outcome.err


def test_the_fewest_colors_of_a_quality_are_taken(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    few, many = tmp_path / "few.png", tmp_path / "many.png"

    for quality, target in (("10-20", few), ("10-60", many)):
        assert colorquant("reduce", "-Q", quality, "--nofs", photo, "-o", target).status == 0

    assert 1 < color_count(few) < color_count(many) < 256


def test_too_low_a_quality_is_skipped(colorquant: Run, photo: Path, files: Listing) -> None:
    before = files()

    plain = colorquant("reduce", "2", photo, "-Q", "90-95")
    strict = colorquant("reduce", "2", photo, "-Q", "90-95", "--strict")

    assert (plain.status, strict.status) == (0, 99)
    assert "skipped, the quality would be too low: 2 colors give a PSNR of " in plain.out
    assert files() == before


def test_no_pixel_is_off_by_more(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.png"

    assert colorquant("reduce", photo, "--max-delta-e", "25", "-o", target).status == 0

    assert cq.metrics.max_delta_e_2000(photo, shown(target)) <= 25
    expected = cq.quantize_to_target(photo, max_delta_e=25, space="lab")
    assert color_count(target) == expected.n


def test_a_size_is_kept_to(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.gif"

    assert colorquant("reduce", photo, "--target-size", "2k", "-o", target).status == 0

    assert target.stat().st_size <= 2000
    expected = cq.quantize_to_target(photo, max_bytes=2000, format="gif", dither="auto")
    np.testing.assert_array_equal(shown(target), expected.image.to_array())
    assert expected.n > 2


def test_a_target_out_of_reach_fails_for_that_image(
    colorquant: Run, photo: Path, tmp_path: Path
) -> None:
    flat = tmp_path / "flat.png"
    Image.new("RGB", (5, 4), "teal").save(flat)

    outcome = colorquant("reduce", "4", photo, flat, "--max-delta-e", "1", "-o", f"{tmp_path}/out/")

    assert outcome.is_one_line_error
    assert outcome.status == 1
    assert "photo.png: --max-delta-e is 1, and the best found is " in outcome.err
    assert (tmp_path / "out" / "flat.png").is_file()


def test_a_palette_is_given(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.png"

    colorquant("reduce", photo, "-p", "#102030 #f0e0d0", "--nofs", "-o", target)

    expected = cq.Palette([[16, 32, 48], [240, 224, 208]]).apply(photo, dither="none").to_array()
    np.testing.assert_array_equal(shown(target), expected)


def test_one_palette_is_fitted_to_all_that_can_be_read(
    colorquant: Run, album: tuple[list[Path], Path], bad_photo: Path, tmp_path: Path
) -> None:
    photos, folder = album
    exported = tmp_path / "all.gpl"

    outcome = colorquant(
        *("reduce", "6", photos[0], bad_photo, *photos[1:], "--shared-palette", "--nofs"),
        *("--export-palette", exported, "-o", folder),
    )

    palette = cq.KMeans(6).fit(cq.ColorHistogram.from_images(photos))
    assert outcome.status == 1
    assert outcome.is_one_line_error
    assert cq.Palette.load(exported) == palette
    for photo, name in zip(photos, ("one.png", "two.png", "three.png"), strict=True):
        np.testing.assert_array_equal(
            shown(folder / name), palette.apply(photo, dither="none").to_array()
        )


def test_the_palette_of_one_image_is_exported(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    exported = tmp_path / "own.hex"

    for options in ([], ["--shared-palette"]):
        colorquant("reduce", "6", photo, *options, "--export-palette", exported, "-f")
        assert len(cq.Palette.load(exported)) == 6
        exported.unlink()


def test_several_palettes_do_not_go_to_one_file(
    colorquant: Run, album: tuple[list[Path], Path], tmp_path: Path
) -> None:
    outcome = colorquant("reduce", *album[0], "--export-palette", tmp_path / "all.gpl")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "for 3 palettes; allowed is one: --shared-palette" in outcome.err


@pytest.mark.parametrize(
    ("spelling", "plain"),
    [
        (["--nofs"], {"dither": "none"}),
        (["--floyd"], {"dither": "floyd-steinberg", "dither_strength": 1.0}),
        (["--floyd=0.5"], {"dither": "floyd-steinberg", "dither_strength": 0.5}),
        (["--speed", "11", "--nofs"], {"effort": "fast"}),
        (["-s1", "--nofs"], {"effort": "best"}),
        (["--posterize", "4", "--nofs"], {"color_depth": (4, 4, 4)}),
        (["--min-delta-e", "20", "--nofs"], {"min_delta_e": 20.0}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_pngquants_spellings_mean_what_they_mean(
    colorquant: Run, photo: Path, tmp_path: Path, spelling: list[str], plain: dict[str, Any]
) -> None:
    target = tmp_path / "out.png"

    assert colorquant("reduce", *spelling, "-o", target, "6", "--", photo).status == 0

    np.testing.assert_array_equal(
        shown(target), cq.quantize(photo, 6, **{"dither": "none"} | plain).to_array()
    )


def test_a_dry_run_writes_nothing(
    colorquant: Run, album: tuple[list[Path], Path], files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant(
        *(
            "reduce",
            "6",
            *album[0],
            "-n",
            "--shared-palette",
            "--export-palette",
            tmp_path / "a.gpl",
        ),
        *("-o", f"{tmp_path}/new/"),
    )

    assert outcome.status == 0
    assert outcome.out.count(", not written\n") == 3
    assert "3 to be reduced" in outcome.out
    assert files() == before


def test_json_is_a_line_for_each_image(
    colorquant: Run, photo: Path, bad_photo: Path, tmp_path: Path
) -> None:
    outcome = colorquant("reduce", "6", photo, bad_photo, "--json", "-o", f"{tmp_path}/out/")

    done, failed = map(json.loads, outcome.out.splitlines())
    target = tmp_path / "out" / "photo.png"
    expected = cq.quantize(photo, 6, dither="auto")
    assert done["input"] == str(photo)
    assert done["output"] == str(target)
    assert (done["status"], done["colors"]) == ("done", 6)
    assert done["psnr"] == expected.psnr
    assert done["mean_delta_e"] == cq.metrics.delta_e_2000(photo, expected.to_array())
    assert done["bytes_before"] == photo.stat().st_size
    assert done["bytes_after"] == target.stat().st_size
    assert (failed["status"], failed["reason"]) == ("failed", "error")
    assert failed["message"] in outcome.err


def test_times_and_permissions_are_preserved(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    os.utime(photo, (1_000_000_000, 1_000_000_000))
    photo.chmod(0o640)

    colorquant("reduce", "6", photo, "--preserve", "-o", tmp_path / "out.png")

    status = (tmp_path / "out.png").stat()
    assert status.st_mtime == 1_000_000_000
    assert stat.S_IMODE(status.st_mode) == 0o640


def test_the_compression_is_chosen(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    colorquant("reduce", "6", photo, "--compression", "fast", "-o", tmp_path / "out.png")

    expected = cq.quantize(photo, 6, dither="auto").encode(compression="fast")
    assert (tmp_path / "out.png").read_bytes() == expected


@pytest.mark.parametrize("verb", [(), ("reduce",)])
@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_printed(colorquant: Run, verb: tuple[str, ...], option: str) -> None:
    assert colorquant(*verb, option).out == f"colorquant {cq.__version__}\n"


def test_several_photos_do_not_fit_one_file(
    colorquant: Run, album: tuple[list[Path], Path], files: Listing, tmp_path: Path
) -> None:
    photos, _ = album
    before = files()

    outcome = colorquant("reduce", *photos, "-o", tmp_path / "all.png")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "all.png for 3 images; allowed is a folder" in outcome.err
    assert files() == before


def test_a_folder_that_does_not_exist_is_made(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    outcome = colorquant("reduce", photo, "-o", f"{tmp_path}/reduced/here/")

    assert outcome.status == 0
    assert (tmp_path / "reduced" / "here" / "photo.png").is_file()


def test_more_colors_than_the_format_holds_are_refused_before_any_work(
    colorquant: Run, files: Listing, tmp_path: Path
) -> None:
    outcome = colorquant("reduce", tmp_path / "any.png", "-k", "300", "-o", tmp_path / "out.gif")

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert f"{tmp_path / 'out.gif'} would hold 300 colors" in outcome.err
    assert "at most 256" in outcome.err
    assert files() == {}


def test_two_photos_do_not_become_one_file(
    colorquant: Run,
    photo: Path,
    album: tuple[list[Path], Path],
    files: Listing,
    tmp_path: Path,
    pixels: Pixels,
) -> None:
    _, folder = album
    twin = tmp_path / "photo.bmp"
    Image.fromarray(pixels).save(twin)
    before = files()

    outcome = colorquant("reduce", photo, twin, "-o", folder)

    assert outcome.is_one_line_error
    assert outcome.status == 2
    assert "photo.png and" in outcome.err
    assert files() == before


def test_a_photo_is_not_written_over_in_its_own_folder(
    colorquant: Run, photo: Path, files: Listing, tmp_path: Path
) -> None:
    before = files()

    outcome = colorquant("reduce", photo, "-o", tmp_path)

    assert outcome.is_one_line_error
    assert files() == before


def test_no_photo_is_written_over_by_another(
    colorquant: Run, files: Listing, tmp_path: Path, pixels: Pixels
) -> None:
    first, second = tmp_path / "photo.bmp", tmp_path / "photo.png"
    Image.fromarray(pixels).save(first)
    Image.fromarray(pixels).save(second)
    before = files()

    outcome = colorquant("reduce", first, second, "-o", second)

    assert outcome.is_one_line_error
    assert files() == before
