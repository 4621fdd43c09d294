"""The input and options of a comparison, to repeat it."""

import os
from dataclasses import dataclass
from pathlib import Path

from colorquant.image import ImageLike
from colorquant.quantizer import Quantizer


@dataclass(frozen=True)
class Request:
    """The image and the options of a comparison, as `colorquant.compare.compare` takes them.

    Attributes
    ----------
    path : str or None
        Where the image is, as it was written; None if it came from elsewhere.
    plan : Quantizer
        The number of colors and the options of every method; not dithered.
    methods : tuple of str
        The names of the methods.
    sample : int or None
        How many pixels K-Means is fitted on; None for all.
    """

    path: str | None
    plan: Quantizer
    methods: tuple[str, ...]
    sample: int | None

    @property
    def name(self) -> str:
        """What to call the image."""
        return Path(self.path).name if self.path else "An image"


def path_of(image: ImageLike) -> str | None:
    """Return the path of an image that was given as a path.

    Parameters
    ----------
    image
        An image, as `colorquant.load_image` takes it.

    Returns
    -------
    str or None
        None if the image was not given as a path.
    """
    return os.fspath(image) if isinstance(image, str | os.PathLike) else None
