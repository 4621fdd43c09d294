"""An image that a page holds, with what was worked out of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from itertools import count
from threading import Lock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import InvalidImageError
from colorquant.files import NamedBytes, decoding, open_image
from colorquant.histogram import ColorHistogram
from colorquant.image import SourceImage, load_image
from colorquant.palette import IndexedImage
from colorquant.studio.limits import LimitError, Limits

Kept = TypeVar("Kept")

_SKETCHED = 1 << 16  # pixels that stand for an image where all of its colors would take too long
_numbers = count()


class SmallCache:
    """A cache of the last few results, by their keys."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, work_out: Callable[[], Kept]) -> Kept:
        """Return the cached result of a key, or compute it.

        Parameters
        ----------
        key
            What the result depends on.
        work_out
            Computes the result.

        Returns
        -------
        object
            The result.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]  # a key has one type
        worked_out = work_out()
        with self._lock:
            self._kept[key] = worked_out
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return worked_out


class SessionImage:
    """An image, its histogram, and perhaps a mask of weights.

    Parameters
    ----------
    name
        Of its file.
    source
        The image.
    file_size
        In bytes.

    Attributes
    ----------
    histogram : ColorHistogram
        Of all pixels, counted once.
    weighted : ColorHistogram
        The same under the mask; `histogram` without one.
    mask : numpy.ndarray or None
        (h, w) uint8.
    number : int
        That no other image has.
    results : SmallCache
        Images of few colors, by their settings.
    sums : SmallCache
        Histograms of this and other images.
    views : SmallCache
        What was looked at of the image itself.
    """

    def __init__(self, name: str, source: SourceImage, file_size: int) -> None:
        self.name = name
        self.source = source
        self.file_size = file_size
        self.histogram = self.weighted = ColorHistogram.from_image(source)
        self.mask: NDArray[np.uint8] | None = None
        self.number = next(_numbers)
        self.results = SmallCache(4)
        self.sums = SmallCache(1)
        self._sketches = SmallCache(1)
        self.views = SmallCache(2)
        self.mask_count = 0

    @classmethod
    def of_file(cls, name: str, data: bytes, limits: Limits) -> SessionImage:
        """Decode a file and count its colors.

        Raises
        ------
        ImageFileError, InvalidImageError
            If it is no image that can be taken.
        LimitError
            If it has too many pixels.
        """
        file = NamedBytes(name, data)
        with decoding(name):
            size = open_image(file).size
        if size[0] * size[1] > limits.image_pixels:
            raise LimitError(
                f"{name} has {size[0]:,} x {size[1]:,} pixels; "
                f"allowed in the studio are {limits.image_pixels:,}"
            )
        file.seek(0)
        return cls(name, load_image(file), len(data))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels, upright."""
        height, width = self.source.pixels.shape[:2]
        return width, height

    @property
    def pixel_count(self) -> int:
        """How many pixels it has."""
        return self.size[0] * self.size[1]

    @property
    def sketch(self) -> ColorHistogram:
        """`weighted`, or if it has very many colors that of pixels drawn from it."""
        weighted = self.weighted
        if len(weighted) <= _SKETCHED:
            return weighted
        return self._sketches.get(self.mask_count, lambda: weighted.sample(_SKETCHED))

    def paint(self, levels: NDArray[np.uint8] | None) -> None:
        """Take a mask of weights of any size, which is stretched over the image; None is none.

        Raises
        ------
        InvalidImageError
            If nothing is left that counts.
        """
        weighted, mask = self.histogram, None
        if levels is not None:
            stretched = Image.fromarray(levels).resize(self.size, Image.Resampling.NEAREST)
            mask = np.array(stretched)
            if not mask.any():
                raise InvalidImageError("the mask is black throughout; something has to count")
            weighted = ColorHistogram.from_image(self.source, weights=mask)
        self.mask, self.weighted = mask, weighted
        self.mask_count += 1

    def result(self, key: Hashable, work_out: Callable[[], IndexedImage]) -> IndexedImage:
        """Return an image of few colors, worked out anew only if it is not kept."""
        return self.results.get((self.mask_count, key), work_out)
