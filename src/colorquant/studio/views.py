"""What of an image is looked at, and at which size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from colorquant.errors import InvalidOptionError
from colorquant.image import Pixels
from colorquant.pixels import to_8_bits


@dataclass(frozen=True)
class View:
    """A box of an image's pixels, and the size it is shown at, which is never greater.

    Attributes
    ----------
    left, top, right, bottom : int
        In pixels of the image; right and bottom are the first outside.
    across, down : int
        In pixels of the screen.
    """

    left: int
    top: int
    right: int
    bottom: int
    across: int
    down: int

    @classmethod
    def of_text(cls, text: str, *, max_pixels: int) -> View:
        """Return the view of six whole numbers with commas between them.

        Parameters
        ----------
        text
            In the order of the attributes.
        max_pixels
            How many pixels are shown at most.

        Raises
        ------
        InvalidOptionError
            If it is anything else.
        """
        allowed = (
            "allowed are six whole numbers, left,top,right,bottom,across,down, of a box that has "
            f"pixels, shown no larger and in no more than {max_pixels:,} pixels"
        )
        try:
            view = cls(*map(int, text.split(",")))
        except (ValueError, TypeError):
            raise InvalidOptionError(f"the view is {text!r}; {allowed}") from None
        width, height = view.right - view.left, view.bottom - view.top
        is_box = view.left >= 0 and view.top >= 0 and width > 0 and height > 0
        is_shown = 1 <= view.across <= width and 1 <= view.down <= height
        if not (is_box and is_shown and view.across * view.down <= max_pixels):
            raise InvalidOptionError(f"the view is {text!r}; {allowed}")
        return view

    def part_of(self, pixels: NDArray[np.generic]) -> NDArray[np.generic]:
        """Return the box of an image's pixels, (h, w) or (h, w, c).

        Raises
        ------
        InvalidOptionError
            If it reaches beyond them.
        """
        height, width = pixels.shape[:2]
        if self.right > width or self.bottom > height:
            raise InvalidOptionError(
                f"the view ends at {self.right:,} x {self.bottom:,}; "
                f"the image has {width:,} x {height:,} pixels"
            )
        return pixels[self.top : self.bottom, self.left : self.right]

    def of_pixels(self, pixels: Pixels) -> NDArray[np.uint8]:
        """Return what is seen of an image: (down, across, 3) uint8, or 4 channels with alpha."""
        part = to_8_bits(np.ascontiguousarray(self.part_of(pixels)))
        if part.ndim == 2:
            part = np.repeat(part[..., np.newaxis], 3, axis=2)
        return self.scaled(part)

    def scaled(self, part: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the box at the size it is shown at: each pixel is the mean of those it covers."""
        height, width = part.shape[:2]
        if (width, height) == (self.across, self.down):
            return np.ascontiguousarray(part)
        image = Image.fromarray(np.ascontiguousarray(part))
        if image.mode == "RGBA":  # what is transparent must not tint what is not
            image = image.convert("RGBa")
        image = image.resize((self.across, self.down), Image.Resampling.BOX)
        return np.array(image.convert("RGBA") if image.mode == "RGBa" else image)


def with_opacity(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return (h, w, 4) uint8 of (h, w, 3) or (h, w, 4)."""
    if pixels.shape[2] == 4:
        return pixels
    shown = np.full((*pixels.shape[:2], 4), 255, np.uint8)
    shown[..., :3] = pixels
    return shown
