"""The command line and the Python do what the studio does, byte for byte."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.studio import nothing

from colorquant.cli import main
from colorquant.quantizer import Quantizer
from colorquant.studio import downloads, results
from colorquant.studio.limits import Limits
from colorquant.studio.recipe import Recipe, as_command, as_python
from colorquant.studio.session_image import SessionImage

RED = (200, 16, 46)
PLANS = {
    "usual": {},
    "fast, in lab": {"n": 9, "effort": "fast", "space": "lab", "dither": "none"},
    "best, dithered weakly": {
        **{"n": 5, "effort": "best", "dither": "atkinson", "dither_strength": 0.5}
    },
    "fixed and sorted": {"n": 6, "fixed_colors": [RED, (1, 2, 3)], "sort": "hue"},
    "by count": {"n": 6, "sort": "count", "dither": "none"},
    "a gif": {"n": 6, "format": "gif"},
    "a webp": {"n": 6, "format": "webp", "dither": "none"},
    "a color that is not opaque": {"n": 6, "fixed_colors": [(9, 9, 9, 128)]},
    "of a quality": {"quality": (0, 40), "n": 200},
    "of a quality, sorted": {
        **{"quality": (0, 20), "n": 99, "sort": "hue", "dither": "bayer-2"},
        **{"dither_strength": 0.5, "fixed_colors": [RED]},
    },
    "of a quality that is not reached": {"quality": (0, 99), "n": 3, "dither": "none"},
    "lossless": {"quality": (0, 100), "n": 9},
    "within a difference": {"max_delta_e": 12.5, "n": 200},
    "within one, sorted": {"max_delta_e": 20.0, "n": 64, "sort": "luma", "fixed_colors": [RED]},
    "within a size": {"max_bytes": 900, "n": 64},
    "within a size, not dithered": {
        **{"max_bytes": 900, "dither": "none", "n": 64, "format": "gif", "sort": "hue"}
    },
    "a given palette": {"palette": "gameboy", "dither": "bayer-8"},
    "spaced colors": {"n": 5, "min_delta_e": 9.0, "color_depth": (4, 5, 4)},
}


def plan_of(options: dict[str, Any]) -> Quantizer:
    return Quantizer(**{"format": "png", **options})


@pytest.fixture(autouse=True)
def photos(tmp_path: Path, small: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Photos as a user has them: one's name needs quotes, one has soft edges."""
    Image.fromarray(small).save(tmp_path / "my photo's.png")
    Image.fromarray(255 - small).save(tmp_path / "-b.png")
    Image.fromarray(np.dstack([small, small[..., 0] // 2 + 100])).save(tmp_path / "soft.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held(name: str) -> SessionImage:
    return SessionImage.of_file(name, Path(name).read_bytes(), Limits())


def wanted(images: dict[str, SessionImage], plan: Quantizer) -> dict[str, bytes]:
    """Return what the studio's downloads hold, by their names."""
    return {
        downloads.name_for(image.name, str(plan.format)): results.quantized(
            images, key, plan, progress=nothing
        ).encode(str(plan.format))
        for key, image in images.items()
    }


def run_command(recipe: Recipe) -> None:
    with pytest.raises(SystemExit) as ending:
        main(shlex.split(as_command(recipe))[1:], prog_name="colorquant")
    assert not ending.value.code


def run_python(recipe: Recipe) -> None:
    exec(compile(as_python(recipe), "spelled", "exec"), {})


WAYS: dict[str, Callable[[Recipe], None]] = {"command": run_command, "python": run_python}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["my photo's.png", "soft.png"])
@pytest.mark.parametrize("options", PLANS.values(), ids=PLANS.keys())
def test_it_gives_the_bytes_of_the_download(way: str, name: str, options: dict[str, Any]) -> None:
    plan = plan_of(options)

    WAYS[way](Recipe(plan=plan, names=[name]))

    for path, data in wanted({"a": held(name)}, plan).items():
        assert Path(path).read_bytes() == data


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sort", ["none", "hue"])
@pytest.mark.parametrize("format", ["png", "gif"])
def test_a_shared_palette_gives_their_bytes(way: str, sort: str, format: str) -> None:
    plan = Quantizer(7, shared_palette=True, fixed_colors=[RED], sort=sort, format=format)
    images = {name: held(name) for name in ("my photo's.png", "-b.png", "soft.png")}

    WAYS[way](Recipe(plan=plan, names=list(images)))

    for path, data in wanted(images, plan).items():
        assert Path(path).read_bytes() == data


@pytest.mark.parametrize("way", WAYS)
def test_a_painted_mask_gives_its_bytes(way: str) -> None:
    image = held("my photo's.png")
    image.paint(np.array([[26, 255]], np.uint8))
    Path(downloads.mask_name(image.name)).write_bytes(downloads.mask_file(image))
    plan = plan_of({"n": 7})

    WAYS[way](Recipe(plan=plan, names=[image.name], masked=True))

    for path, data in wanted({"a": image}, plan).items():
        assert Path(path).read_bytes() == data


def test_defaults_are_not_written() -> None:
    recipe = Recipe(plan=plan_of({}), names=["photo.jpg"])

    assert as_command(recipe) == "colorquant reduce 256 photo.jpg"
    assert as_python(recipe) == (
        "import colorquant as cq\n\n"
        "quantizer = cq.Quantizer(256)\n"
        "image = quantizer.quantize('photo.jpg')\n"
        "image.save('photo-cq.png')"
    )


@pytest.mark.parametrize("name", ["64", "-b.png"])
def test_a_name_of_digits_or_with_a_hyphen_is_a_file(name: str) -> None:
    assert f"./{name}" in as_command(Recipe(plan=plan_of({}), names=[name]))
