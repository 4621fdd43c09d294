"""What is measured on a reduced image: how near it looks to the original."""

import importlib.util
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq

from .peers import ImageArray, Quantized


@dataclass(frozen=True)
class Reduced:
    """An original, (h, w, 3) uint8, and what a peer made of it."""

    original: ImageArray
    quantized: Quantized

    @property
    def palette(self) -> NDArray[np.uint8]:
        return self.quantized[1]

    @property
    def image(self) -> ImageArray:
        indices, palette = self.quantized
        return palette[indices.reshape(self.original.shape[:2])]


@dataclass(frozen=True)
class Measure:
    """One number, by the name that the options have.

    Parameters
    ----------
    title
        The head of its column.
    value
        Takes what was reduced.
    module
        What must be installed.
    beside
        What stands beside a mean: its ratio to the baseline's, or, for scores, of which more is
        better, the difference; nothing for counts, which may be 0.
    """

    title: str
    value: Callable[[Reduced], float]
    module: str = "colorquant"
    beside: Literal["ratio", "difference", "nothing"] = "ratio"

    def available(self) -> bool:
        return importlib.util.find_spec(self.module) is not None


def ssimulacra2(reduced: Reduced) -> float:
    """The score of PyPI's ``ssimulacra2``, which takes files: 100 at most, 0 or less is bad."""
    from ssimulacra2 import compute_ssimulacra2

    return float(compute_ssimulacra2(_as_file(reduced.original), _as_file(reduced.image)))


def flip(reduced: Reduced) -> float:
    """The mean of ꟻLIP at its usual 67 pixels per degree, 0 to 1."""
    from flip_evaluator import evaluate

    pair = [
        image.astype(np.float32) / np.float32(255) for image in (reduced.original, reduced.image)
    ]
    _, mean, _ = evaluate(*pair, "LDR", applyMagma=False)
    return float(mean)


def blurred_mse(reduced: Reduced) -> float:
    return cq.metrics.blurred_mse(reduced.original, reduced.image)


def scielab(reduced: Reduced) -> float:
    return cq.metrics.scielab(reduced.original, reduced.image)


def bands(reduced: Reduced) -> float:
    return cq.metrics.banding(reduced.original, reduced.image)


def distortion(reduced: Reduced) -> float:
    return cq.metrics.distortion(reduced.original, reduced.image)


def moved(reduced: Reduced) -> float:
    """Count pixels that changed although their color is in the palette."""
    original, image = _codes(reduced.original), _codes(reduced.image)
    in_palette = np.isin(original, _codes(reduced.palette))
    return float(np.count_nonzero(in_palette & (original != image)))


MEASURES = {
    "ssimulacra2": Measure("SSIMULACRA2 ↑", ssimulacra2, "ssimulacra2", "difference"),
    "flip": Measure("ꟻLIP", flip, "flip_evaluator"),
    "scielab": Measure("S-CIELAB ΔE", scielab),
    "blurred-mse": Measure("blurred MSE", blurred_mse),
    "distortion": Measure("distortion", distortion),
    "bands": Measure("bands", bands),
    "moved": Measure("exact pixels moved", moved, beside="nothing"),
}


def measured(reduced: Reduced, names: Sequence[str]) -> dict[str, float]:
    return {name: MEASURES[name].value(reduced) for name in names}


def _as_file(image: ImageArray) -> io.BytesIO:
    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG", compress_level=0)
    return file


def _codes(colors: NDArray[np.uint8]) -> NDArray[np.int32]:
    red, green, blue = np.moveaxis(colors.astype(np.int32), -1, 0)
    codes: NDArray[np.int32] = red << 16 | green << 8 | blue
    return codes
