"""Which photo goes to which file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colorquant.cli.reduce.inputs import Input
from colorquant.cli.reduce.outputs import plan_outputs
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import InvalidOptionError

Run = Callable[..., Any]
Listing = Callable[[], dict[Path, bytes | None]]
Pixels = NDArray[np.uint8]


def targets(photos: list[Path], output: Path | str | None, **options: Any) -> list[Path | None]:
    inputs = [Input(photo) for photo in photos]
    tasks = plan_outputs(inputs, None if output is None else str(output), 64, **options)
    return [task.target for task in tasks]


def test_one_photo_goes_to_the_file_named(photo: Path, tmp_path: Path) -> None:
    assert targets([photo], tmp_path / "out.gif") == [tmp_path / "out.gif"]


def test_photos_keep_their_names_in_a_folder(album: tuple[list[Path], Path]) -> None:
    photos, folder = album

    assert targets(photos, folder) == [
        folder / "one.png",
        folder / "two.png",
        folder / "three.png",
    ]


def test_without_a_folder_they_are_beside_the_photos(album: tuple[list[Path], Path]) -> None:
    photos, folder = album

    assert targets(photos, None, ext="-small.gif") == [
        folder.parent / f"{name}-small.gif" for name in ("one", "two", "three")
    ]


def test_a_tree_is_kept(tmp_path: Path) -> None:
    inputs = [Input(tmp_path / "a.png", Path()), Input(tmp_path / "b" / "a.png", Path("b"))]

    tasks = plan_outputs(inputs, f"{tmp_path}/new", 64)

    assert [task.target for task in tasks] == [
        tmp_path / "new" / "a.png",
        tmp_path / "new" / "b" / "a.png",
    ]
    assert not (tmp_path / "new").exists()


def test_a_folder_to_be_made_is_checked_for_what_will_be_in_it(tmp_path: Path) -> None:
    photo, out = Input(tmp_path / "photo.png"), f"{tmp_path}/new/"

    with pytest.raises(InvalidOptionError, match=r"new/photo.gif would hold 300 colors"):
        plan_outputs([photo], out, 300, ext=".gif")


def test_a_file_that_exists_is_refused_without_force(photo: Path, tmp_path: Path) -> None:
    (tmp_path / "out.png").touch()

    refused, allowed = (
        plan_outputs([Input(photo)], f"{tmp_path}/out.png", 64, force=force)[0].refused
        for force in (False, True)
    )

    assert refused == f"{tmp_path}/out.png exists; -f replaces it"
    assert allowed is None


def test_force_replaces_a_photo_by_its_own_result(photo: Path, tmp_path: Path) -> None:
    assert targets([photo], photo, force=True) == [photo]


def test_force_never_replaces_one_photo_by_another(photo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(photo.read_bytes())
    link = tmp_path / "photo-cq.png"
    link.symlink_to(other)

    with pytest.raises(InvalidOptionError, match=r"photo-cq.png is an input, too"):
        targets([photo, other], None, force=True)


def test_force_does_not_replace_what_is_read_besides(photo: Path) -> None:
    with pytest.raises(InvalidOptionError, match=r"is an input, too"):
        targets([photo], photo, force=True, also_read=[photo])


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
