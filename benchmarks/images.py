"""The photographs to measure on: two samples every scikit-learn has, and folders of images."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

from .peers import ImageArray

SAMPLES = {
    "china": ("sklearn", "datasets/images/china.jpg"),
    "flower": ("sklearn", "datasets/images/flower.jpg"),
    "astronaut": ("skimage", "data/astronaut.png"),
    "chelsea": ("skimage", "data/chelsea.png"),
}
SHARED = Path(__file__).parents[2] / "shared" / "images"
DEFAULT_FOLDERS = (SHARED / "kodak", SHARED / "gb82")
SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"}


@dataclass(frozen=True)
class Photo:
    name: str
    path: Path

    def load(self) -> ImageArray:
        """Decode to (h, w, 3) uint8."""
        with Image.open(self.path) as image:
            return np.array(image.convert("RGB"))


def sample(name: str) -> Photo | None:
    """Find a package's sample photo, without importing the package; None if it has none here."""
    package, file = SAMPLES[name]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / file
    return Photo(name, path) if path.is_file() else None


def photos(folders: Iterable[Path], patterns: Sequence[str] = ()) -> list[Photo]:
    """The samples and the folders' images, by name: ``china``, ``kodak/kodim01``.

    Patterns are matched as file names are; none selects everything.
    """
    found = [photo for photo in map(sample, SAMPLES) if photo is not None]
    for folder in folders:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
        found += [Photo(f"{folder.name}/{path.stem}", path) for path in files]
    return [photo for photo in found if not patterns or matches_any(photo.name, patterns)]


def matches_any(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
