"""Which photo goes to which file."""

from pathlib import Path
from typing import Any

import pytest

from colorquant.batch.inputs import Input
from colorquant.batch.outputs import plan_outputs
from colorquant.errors import InvalidOptionError


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
