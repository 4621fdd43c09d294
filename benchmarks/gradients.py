"""Made gradients, on which bands show first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .peers import ImageArray

Plane: TypeAlias = NDArray[np.float64]

FOLDER = "gradients"
HEIGHT, WIDTH = 320, 480


def sky(x: Plane, y: Plane) -> list[Plane]:
    """From deep blue at the top to a pale, warm horizon, a little brighter on one side."""
    return [70 + 150 * y**1.5 + 12 * x, 120 + 95 * y + 8 * x, 190 + 35 * y - 20 * y**3]


def gray_ramp(x: Plane, y: Plane) -> list[Plane]:
    """From nearly black to nearly white."""
    return [16 + 224 * x] * 3


def radial(x: Plane, y: Plane) -> list[Plane]:
    """A soft light in the dark, as a vignette or a lamp has it."""
    light = np.exp(-3.0 * (np.square(x - 0.5) * 2.25 + np.square(y - 0.5)))
    return [30 + 200 * light, 25 + 160 * light, 40 + 90 * light]


def two_hues(x: Plane, y: Plane) -> list[Plane]:
    """From teal to orange, of nearly the same lightness, and darker downwards."""
    shade = 1.0 - 0.35 * y
    return [(40 + 190 * x) * shade, (150 - 20 * x) * shade, (150 - 110 * x) * shade]


MADE: dict[str, Callable[[Plane, Plane], list[Plane]]] = {
    "sky": sky,
    "gray ramp": gray_ramp,
    "radial": radial,
    "two hues": two_hues,
}


@dataclass(frozen=True)
class Gradient:
    """A made image, by its name as the photographs have it: ``gradients/sky``."""

    name: str

    def load(self) -> ImageArray:
        """Make (320, 480, 3) uint8."""
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
        channels = MADE[self.name.partition("/")[2]](x / (WIDTH - 1), y / (HEIGHT - 1))
        made: ImageArray = np.clip(np.rint(np.stack(channels, axis=-1)), 0, 255).astype(np.uint8)
        return made


def gradients() -> list[Gradient]:
    return [Gradient(f"{FOLDER}/{name}") for name in MADE]
