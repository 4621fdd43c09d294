"""``colorquant info``: one line an image, or JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
