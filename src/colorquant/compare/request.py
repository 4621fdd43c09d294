"""What was asked of a comparison, so that it can be asked again."""

import os
from dataclasses import dataclass
from pathlib import Path

from colorquant._validation import Effort
from colorquant.image import ImageLike


@dataclass(frozen=True)
class Request:
    """The image and the options of a comparison, as `colorquant.compare.compare` takes them.

    Attributes
    ----------
    path : str or None
        Where the image is, as it was written; None if it came from elsewhere.
    n, methods, sample, effort, space, seed
        As given.
    """

    path: str | None
    n: int
    methods: tuple[str, ...]
    sample: int | None
    effort: Effort
    space: str
    seed: int

    @property
    def name(self) -> str:
        """What to call the image."""
        return Path(self.path).name if self.path else "An image"


def path_of(image: ImageLike) -> str | None:
    """Return the path that an image was given by, if it was."""
    return os.fspath(image) if isinstance(image, str | os.PathLike) else None
