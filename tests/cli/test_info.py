"""``colorquant info``: one line an image, or JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests import icc

Run = Callable[..., Any]


def test_a_line_tells_what_an_image_is(colorquant: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (3, 2), "#ff000080").save(path, icc_profile=icc.rgb_profile(), dpi=(72, 72))

    outcome = colorquant("info", path)

    assert outcome.status == 0
    assert outcome.out.startswith(
        f"{path}: PNG, 3 x 2 pixels, RGBA of 8 bits, 1 distinct color, alpha, profile "
    )
    assert outcome.out.endswith(f", resolution, {path.stat().st_size} bytes\n")


def test_one_failure_does_not_stop_the_rest(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    outcome = colorquant("info", tmp_path / "no.png", photo)

    assert outcome.status == 1
    assert "no.png does not exist" in outcome.err
    assert outcome.out.startswith(f"{photo}: PNG, 64 x 48 pixels, RGB of 8 bits, ")


def test_json_is_whole_even_if_an_image_fails(colorquant: Run, photo: Path, tmp_path: Path) -> None:
    outcome = colorquant("info", "--json", photo, tmp_path / "no.png")

    [told] = json.loads(outcome.out)
    assert outcome.status == 1
    assert told["path"] == str(photo)
    assert (told["width"], told["height"], told["alpha"], told["profile"]) == (64, 48, "none", None)


def test_an_image_is_needed(colorquant: Run) -> None:
    outcome = colorquant("info")

    assert outcome.is_one_line_error
    assert outcome.status == 2


@pytest.mark.parametrize(
    ("ending", "loop", "said"),
    [
        ("gif", 0, "forever"),
        ("gif", 3, "loop 3"),
        ("gif", None, "once"),
        ("png", 0, "forever"),
        ("webp", 0, "forever"),
    ],
)
def test_an_animation_has_frames_a_time_and_a_loop(
    colorquant: Run, tmp_path: Path, ending: str, loop: int | None, said: str
) -> None:
    path = tmp_path / f"a.{ending}"
    frames = [Image.new("RGB", (4, 4), (60 * each, 0, 0)) for each in range(4)]
    options: dict[str, Any] = {} if loop is None else {"loop": loop}
    frames[0].save(
        path, save_all=True, append_images=frames[1:], duration=[20, 40, 60, 80], **options
    )

    line, listed = colorquant("info", path), colorquant("info", "--json", path)

    assert line.err == ""
    assert f"4 x 4 pixels, 4 frames in 0.20 s, {said}, " in line.out
    (found,) = json.loads(listed.out)
    assert (found["frames"], found["seconds"], found["loop"]) == (4, 0.2, loop)


def test_pages_are_counted(colorquant: Run, tmp_path: Path) -> None:
    page = Image.new("L", (4, 4))
    page.save(tmp_path / "a.tif", save_all=True, append_images=[page, page])

    assert "4 x 4 pixels, 3 pages, " in colorquant("info", tmp_path / "a.tif").out
