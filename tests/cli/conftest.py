"""Photos to reduce, and two ways to run the command line: in this process and in its own."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tests.conftest import FAR_TOO_LONG

from colorquant.cli import main

Pixels = NDArray[np.uint8]
Listing = Callable[[], dict[Path, bytes | None]]


@dataclass(frozen=True)
class Outcome:
    """How a run of the command line ended."""

    status: int
    out: str
    err: str

    @property
    def is_one_line_error(self) -> bool:
        """Whether it failed as it should: one line on stderr, and no traceback."""
        return (
            self.status != 0
            and self.err.startswith("colorquant: error: ")
            and self.err.count("\n") == 1
            and "Traceback" not in self.err
        )


@pytest.fixture
def colorquant(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line in this process."""

    def run(*arguments: object) -> Outcome:
        with pytest.raises(SystemExit) as ending:
            main([str(argument) for argument in arguments], prog_name="colorquant")
        out, err = capsys.readouterr()
        return Outcome(int(ending.value.code or 0), out, err)

    return run


@pytest.fixture
def colorquant_process() -> Callable[..., Outcome]:
    """Run the command line in a process of its own."""

    def run(*arguments: object) -> Outcome:
        command = [sys.executable, "-m", "colorquant", *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=FAR_TOO_LONG, check=False
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def pixels() -> Pixels:
    """A gradient with noise: a photo's mixture of many colors in a few dozen rows."""
    rows, columns = np.mgrid[0:48, 0:64]
    gradient = np.stack([rows * 5, columns * 4, rows + columns], axis=-1)
    noise = np.random.default_rng(7).integers(-12, 13, gradient.shape)
    return np.clip(gradient + noise, 0, 255).astype(np.uint8)


@pytest.fixture
def photo(tmp_path: Path, pixels: Pixels) -> Path:
    path = tmp_path / "photo.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def album(tmp_path: Path, pixels: Pixels) -> tuple[list[Path], Path]:
    """Three photos and a folder to put them in."""
    photos = [tmp_path / name for name in ("one.png", "two.bmp", "three.tiff")]
    for turns, path in enumerate(photos):
        Image.fromarray(np.rot90(pixels, turns)).save(path)
    folder = tmp_path / "reduced"
    folder.mkdir()
    return photos, folder


def truncate(path: Path) -> None:
    Image.effect_noise((64, 48), 80).save(path)
    path.write_bytes(path.read_bytes()[:-500])


MAKERS_OF_BAD_PHOTOS: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "directory": Path.mkdir,
    "text named .png": lambda path: path.write_text("not an image\nnot at all\n"),
    "truncated": truncate,
    "empty": Path.touch,
}


@pytest.fixture(params=MAKERS_OF_BAD_PHOTOS)
def bad_photo(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "bad.png"
    MAKERS_OF_BAD_PHOTOS[request.param](path)
    return path


@pytest.fixture
def files(tmp_path: Path) -> Listing:
    """Everything in the test's folder: what is there, and every byte of it."""

    def listed() -> dict[Path, bytes | None]:
        return {path: path.read_bytes() if path.is_file() else None for path in tmp_path.rglob("*")}

    return listed


@pytest.fixture
def china() -> Path:
    package = find_spec("sklearn")
    if package is None or package.origin is None:
        pytest.skip("china.jpg comes with scikit-learn, which is not installed")
    return Path(package.origin).parent / "datasets" / "images" / "china.jpg"
