"""Which images are meant."""

from pathlib import Path

import pytest

from colorquant.batch.inputs import Input, find_inputs
from colorquant.errors import InvalidOptionError


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    top = tmp_path / "top"
    for name in ("b.png", "a.JPG", "notes.txt", "b-cq.png", "sub/c.gif", "out/b.png"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return top


def found(
    *files: str | Path, recursive: bool = True, output: str | Path | None = None
) -> list[Input]:
    return find_inputs(
        [str(file) for file in files],
        recursive=recursive,
        ext="-cq.png",
        output=None if output is None else str(output),
    )


def test_a_folder_is_searched_by_name_but_not_for_earlier_results(tree: Path) -> None:
    assert found(tree) == [
        Input(tree / "a.JPG", Path()),
        Input(tree / "b.png", Path()),
        Input(tree / "out" / "b.png", Path("out")),
        Input(tree / "sub" / "c.gif", Path("sub")),
    ]


def test_the_folder_of_outputs_is_not_searched(tree: Path) -> None:
    places = [each.place for each in found(tree, output=tree / "out")]

    assert Path("out") not in places
    assert Path("sub") in places


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tree: Path) -> None:
    assert found(tree / "b-cq.png", tree / "notes.txt") == [
        Input(tree / "b-cq.png"),
        Input(tree / "notes.txt"),
    ]


def test_a_folder_is_not_searched_unasked(tree: Path) -> None:
    assert found(tree, recursive=False) == [Input(tree)]


def test_a_folder_without_images_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidOptionError, match=r"has no image; searched for are files ending in"):
        found(tmp_path)


def test_standard_input_is_alone() -> None:
    assert found("-") == [Input(None)]
    with pytest.raises(InvalidOptionError, match=r"allowed is no file beside it"):
        found("-", "a.png")
