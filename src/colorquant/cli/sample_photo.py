"""The photo of the demo, where scikit-learn keeps it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from colorquant.errors import ImageFileError

NEEDED = 'the sample photo comes with scikit-learn: pip install "colorquant[demo]"'


def find_sample_photo() -> Path:
    """Return the path of china.jpg, without importing scikit-learn.

    Raises
    ------
    ImageFileError
        If scikit-learn is not installed, or without its photos.
    """
    package = find_spec("sklearn")
    if package is None or package.origin is None:
        raise ImageFileError(f"scikit-learn is not installed; {NEEDED}")
    photo = Path(package.origin).parent / "datasets" / "images" / "china.jpg"
    if not photo.is_file():
        raise ImageFileError(f"{photo} is missing; {NEEDED}")
    return photo
