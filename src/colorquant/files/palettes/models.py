"""Colors of other models as 8-bit sRGB."""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from colorquant.color import get_space
from colorquant.files.palettes.swatches import DamagedPaletteError

Model = Literal["rgb", "hsb", "cmyk", "lab", "gray"]

_TOLERANCE = 1 / 512  # beyond the ends of a range: less than half a level
_UNIT = (0.0, 1.0)


def to_rgb(entries: Sequence[tuple[Model, tuple[float, ...]]]) -> NDArray[np.uint8]:
    """Convert entries, each of its own model.

    Parameters
    ----------
    entries
        The model and the values of each. All are from 0 to 1, but L* is from 0 to 100, and a* and
        b* are from -128 to 128.

    Returns
    -------
    numpy.ndarray
        (k, 3) uint8; the nearest to what sRGB does not hold, channel by channel.
    """
    rgb = np.empty((len(entries), 3), np.float64)
    for model, convert in _CONVERSIONS.items():
        places = [place for place, entry in enumerate(entries) if entry[0] == model]
        if places:
            values = np.array([entries[place][1] for place in places], np.float64)
            _check(places, model, values)
            rgb[places] = convert(values)
    return np.rint(np.clip(rgb, 0.0, 1.0) * 255.0).astype(np.uint8)


def _check(places: list[int], model: Model, values: NDArray[np.float64]) -> None:
    low, high = np.transpose(_RANGES[model])
    outside = ~((values >= low - _TOLERANCE) & (values <= high + _TOLERANCE))  # so is NaN
    if outside.any():
        row, channel = np.argwhere(outside)[0]
        raise DamagedPaletteError(
            f"entry {places[row] + 1:,}: {values[row, channel]:g} is a value of its {model} "
            f"color; allowed are {low[channel]:g} to {high[channel]:g}"
        )


def _from_gray(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.repeat(values, 3, axis=1)


def _from_cmyk(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take the complement of each ink, as without a profile."""
    left: NDArray[np.float64] = (1.0 - values[:, :3]) * (1.0 - values[:, 3:])
    return left


def _from_hsb(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Convert hue, saturation and brightness (Smith 1978, "Color gamut transform pairs")."""
    hue, saturation, brightness = values.T
    turned = np.stack([(sector + 6.0 * hue) % 6.0 for sector in (5.0, 3.0, 1.0)])
    fall = np.clip(np.minimum(turned, 4.0 - turned), 0.0, 1.0)
    rgb: NDArray[np.float64] = (brightness * (1.0 - saturation * fall)).T
    return rgb


_CONVERSIONS: dict[Model, Callable[[NDArray[np.float64]], NDArray[np.float64]]] = {
    "rgb": np.asarray,
    "hsb": _from_hsb,
    "cmyk": _from_cmyk,
    "lab": get_space("lab").to_srgb,
    "gray": _from_gray,
}
_RANGES: dict[Model, list[tuple[float, float]]] = {
    "rgb": [_UNIT] * 3,
    "hsb": [_UNIT] * 3,
    "cmyk": [_UNIT] * 4,
    "lab": [(0.0, 100.0), (-128.0, 128.0), (-128.0, 128.0)],
    "gray": [_UNIT],
}
