"""Spelled: the command line and the Python do what the studio does, byte for byte."""

import shlex
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from colorquant.studio.settings import Settings
from colorquant.studio.spelled import Job, as_command, as_python
from PIL import Image
from tests.studio import nothing

from colorquant.cli import main
from colorquant.studio import answers, downloads
from colorquant.studio.held import HeldImage
from colorquant.studio.limits import Limits

RED = (200, 16, 46, 255)
SETTINGS = {
    "usual": Settings(),
    "fast, in lab": Settings(n=9, effort="fast", space="lab", dither="none"),
    "best, dithered weakly": Settings(n=5, effort="best", dither="atkinson", strength=0.5),
    "locked and sorted": Settings(n=6, fixed_colors=(RED, (1, 2, 3, 255)), sort="hue"),
    "by count": Settings(n=6, sort="count", dither="none"),
    "a gif": Settings(n=6, format="gif"),
    "a webp": Settings(n=6, format="webp", dither="none"),
    "a color that is not opaque": Settings(n=6, fixed_colors=((9, 9, 9, 128),)),
    "of a quality": Settings(target="quality", limit=40.0, n=200),
    "of a quality, sorted": Settings(
        target="quality",
        limit=20.0,
        n=99,
        sort="hue",
        dither="bayer-2",
        strength=0.5,
        fixed_colors=(RED,),
    ),
    "of a quality that is not reached": Settings(target="quality", limit=99.0, n=3, dither="none"),
    "lossless": Settings(target="quality", limit=100.0, n=9),
    "within a difference": Settings(target="max-error", limit=12.5, dither="none", n=200),
    "within one, sorted": Settings(
        target="max-error", limit=20.0, dither="none", n=64, sort="luma", fixed_colors=(RED,)
    ),
    "within a size": Settings(target="target-size", limit=900.0, n=64),
    "within a size, not dithered": Settings(
        target="target-size", limit=900.0, dither="none", n=64, format="gif", sort="hue"
    ),
}


@pytest.fixture(autouse=True)
def photos(tmp_path: Path, small: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Photos as a user has them: one's name needs quotes, one has soft edges."""
    Image.fromarray(small).save(tmp_path / "my photo's.png")
    Image.fromarray(255 - small).save(tmp_path / "-b.png")
    Image.fromarray(np.dstack([small, small[..., 0] // 2 + 100])).save(tmp_path / "soft.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held(name: str) -> HeldImage:
    return HeldImage.of_file(name, Path(name).read_bytes(), Limits())


def wanted(images: dict[str, HeldImage], settings: Settings) -> dict[str, bytes]:
    """Return what the studio's downloads hold, by their names."""
    return {
        downloads.name_for(image.name, settings.format): answers.answer(
            images, key, settings, progress=nothing
        ).encode(settings.format)
        for key, image in images.items()
    }


def run_command(job: Job) -> None:
    with pytest.raises(SystemExit) as ending:
        main(shlex.split(as_command(job))[1:], prog_name="colorquant")
    assert not ending.value.code


def run_python(job: Job) -> None:
    exec(compile(as_python(job), "spelled", "exec"), {})


WAYS: dict[str, Callable[[Job], None]] = {"command": run_command, "python": run_python}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["my photo's.png", "soft.png"])
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS.keys())
def test_it_gives_the_bytes_of_the_download(way: str, name: str, settings: Settings) -> None:
    image = held(name)
    shown = answers.shown_in(image.picture, settings.format)
    job = Job(settings=settings, names=[name], cut_alpha=shown is not image.picture)

    WAYS[way](job)

    for path, data in wanted({"a": image}, settings).items():
        assert Path(path).read_bytes() == data


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sort", ["given", "hue"])
@pytest.mark.parametrize("format", ["png", "gif"])
def test_one_palette_for_all_gives_their_bytes(way: str, sort: str, format: str) -> None:
    settings = Settings(n=7, shared=True, fixed_colors=(RED,), sort=sort, format=format)
    images = {name: held(name) for name in ("my photo's.png", "-b.png", "soft.png")}
    job = Job(settings=settings, names=list(images), cut_alpha=format == "gif")

    WAYS[way](job)

    for path, data in wanted(images, settings).items():
        assert Path(path).read_bytes() == data


@pytest.mark.parametrize("way", WAYS)
def test_a_painted_mask_gives_its_bytes(way: str) -> None:
    image = held("my photo's.png")
    image.paint(np.array([[26, 255]], np.uint8))
    Path(downloads.mask_name(image.name)).write_bytes(downloads.mask_file(image))
    settings = Settings(n=7)

    WAYS[way](Job(settings=settings, names=[image.name], masked=True))

    for path, data in wanted({"a": image}, settings).items():
        assert Path(path).read_bytes() == data


def test_what_is_usual_is_not_spelled() -> None:
    job = Job(settings=Settings(), names=["photo.jpg"])

    assert as_command(job) == "colorquant reduce 64 photo.jpg"
    assert as_python(job) == (
        "import colorquant as cq\n\n"
        "image = cq.quantize('photo.jpg', 64, dither='auto')\n"
        "image.save('photo-cq.png')"
    )


def test_a_name_of_digits_or_with_a_hyphen_is_a_file() -> None:
    assert "./64" in as_command(Job(settings=Settings(), names=["64"]))
    assert "./-b.png" in as_command(Job(settings=Settings(), names=["-b.png"]))
