"""Image suites that are not part of the project: in ``../shared/images``, where there are any."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "shared" / "images"


def shared_images(pattern: str) -> list[object]:
    """Return parameters for a test of each of the images, or one that skips."""
    paths = sorted(path for path in FOLDER.glob(pattern) if path.is_file())
    if paths:
        return [pytest.param(path, id=path.name) for path in paths]
    return [pytest.param(None, marks=pytest.mark.skip(reason=f"no images at {FOLDER / pattern}"))]
