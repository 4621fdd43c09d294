"""The kinds of targets: PSNR, mean and maximum color difference, size of the file."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from colorquant._validation import MAX_COLORS, check_integer, check_number, resolve_threads
from colorquant.color import SQUARED_STEP, PointSpace, get_space
from colorquant.dithering import NONE, Ditherer
from colorquant.errors import InvalidOptionError
from colorquant.files import INDEXED_FORMATS, size_of_indexed
from colorquant.histogram import ColorHistogram
from colorquant.image import SourceImage
from colorquant.metrics import differences_over_backgrounds, psnr_of_distortion
from colorquant.palette import IndexedImage, Palette
from colorquant.pixels import Colors
from colorquant.remapping import nearest, summed_squares


@dataclass(frozen=True, eq=False)
class Fitted:
    """A palette and what it makes of an image, worked out once for each distinct color.

    Attributes
    ----------
    picture : Picture
        The image.
    histogram : ColorHistogram
        Of the pixels of it that count.
    palette : Palette
        What represents them.
    threads : int or None
        How many threads to use.
    ditherer : Ditherer or None
        How the whole image is dithered; all else is of nearest entries.
    """

    picture: SourceImage
    histogram: ColorHistogram
    palette: Palette
    threads: int | None
    ditherer: Ditherer | None = None

    @cached_property
    def image(self) -> IndexedImage:
        """The whole image by the palette."""
        dither = self.ditherer or NONE
        return self.palette.apply(self.picture, dither=dither, threads=self.threads)

    @cached_property
    def labels(self) -> NDArray[np.intp]:
        """(m,) the entry of each of the histogram's colors, as mapping has it."""
        column = self.histogram.colors[:, np.newaxis]
        colors, space = self.palette.colors, self.palette.space
        mapped = nearest(column, colors, space=space, threads=resolve_threads(self.threads))
        return mapped.indices[:, 0].astype(np.intp)

    @cached_property
    def differences(self) -> NDArray[np.float64]:
        """(b, m) CIEDE2000 of each color to its entry over black and white, see `metrics`."""
        return differences_over_backgrounds(*self._pairs())

    @property
    def distortion(self) -> float:
        """Mean over what the pixels count for, as `colorquant.metrics.distortion` measures it."""
        found, entries = self._pairs()
        points = PointSpace(get_space("srgb"), 4 in (found.shape[1], entries.shape[1]))
        weights = self.histogram.sample_weight
        total = summed_squares(points.points(found), points.points(entries), weights)
        return total / SQUARED_STEP / int(weights.sum())

    def _pairs(self) -> tuple[Colors, Colors]:
        return self.histogram.colors, self.palette.colors[self.labels]


_DIGITS = 9  # after the point: the last bits of a measure differ between C libraries


@dataclass(frozen=True)
class Target(ABC):
    """Something that is asked of a reduced image.

    Parameters
    ----------
    limit
        The value that is to be reached.
    """

    name: ClassVar[str]
    """What options call it."""

    is_least: ClassVar[bool] = False
    """Whether the limit is the least that is allowed, and not the most."""

    caps_colors: ClassVar[bool] = False
    """Whether more colors miss it, and not fewer."""

    limit: float

    def is_met(self, value: float) -> bool:
        """Return whether a measured value meets the limit.

        Parameters
        ----------
        value
            The value.

        Returns
        -------
        bool
        """
        return value >= self.limit if self.is_least else value <= self.limit

    def value(self, fitted: Fitted) -> float:
        """Measure a palette beside an image, rounded to nine decimals.

        Parameters
        ----------
        fitted
            The palette and the image.

        Returns
        -------
        float
        """
        return round(self._measure(fitted), _DIGITS)

    @abstractmethod
    def _measure(self, fitted: Fitted) -> float:
        """Measure what was fitted."""


class MeanDifference(Target):
    """A largest mean CIEDE2000; with alpha, the mean of over black and over white.

    Parameters
    ----------
    limit
        The CIEDE2000, from 0.
    """

    name: ClassVar[str] = "mean_delta_e"

    def _measure(self, fitted: Fitted) -> float:
        weights = fitted.histogram.sample_weight
        summed = (fitted.differences.mean(axis=0) * weights).sum()
        return float(summed / weights.sum())


class SignalToNoise(Target):
    """A smallest PSNR, as `colorquant.metrics.psnr` measures it.

    Parameters
    ----------
    limit
        The PSNR in dB, from 0.
    """

    name: ClassVar[str] = "psnr"
    is_least: ClassVar[bool] = True

    def _measure(self, fitted: Fitted) -> float:
        return psnr_of_distortion(fitted.distortion)


@dataclass(frozen=True)
class SizeOfFile(Target):
    """A largest size of the file that `IndexedImage.save` writes.

    Parameters
    ----------
    limit
        The number of bytes, from 1.
    format
        The format of the file; see `IndexedImage.encode`.
    """

    name: ClassVar[str] = "max_bytes"
    caps_colors: ClassVar[bool] = True

    format: str = "png"

    def _measure(self, fitted: Fitted) -> float:
        image = fitted.image
        return size_of_indexed(self.format, image.indices, image.palette.colors, image.metadata)


class WorstDifference(Target):
    """A largest CIEDE2000 of all pixels; with alpha, over black and over white.

    Parameters
    ----------
    limit
        The CIEDE2000, from 0.
    """

    name: ClassVar[str] = "max_delta_e"

    def _measure(self, fitted: Fitted) -> float:
        return float(fitted.differences.max())


def psnr_of_quality(quality: int) -> float:
    """Return the PSNR that corresponds to a quality on pngquant's scale.

    The formula is that of `quality_to_mse` in libimagequant 2.17 (https://pngquant.org/lib/), whose
    mean squared error is a sum over the channels from 0 to 1, in its own gamma and with its own
    weights. Here it is a sum over red, green and blue as stored: for 4 photographs of Kodak at 16,
    64 and 256 colors, that is within 0.4 dB of what pngquant tells.

    Parameters
    ----------
    quality
        From 0 to 100.

    Returns
    -------
    float
        The PSNR in dB; 0 for quality 0, infinite for 100.
    """
    if quality == 0:
        return 0.0
    if quality == 100:
        return math.inf
    fudge = max(0.0, 0.016 / (0.001 + quality) - 0.001)
    error = fudge + 2.5 / (210.0 + quality) ** 1.2 * (100.1 - quality) / 100.0
    return 10.0 * math.log10(3.0 / error)


QUALITIES: dict[str, type[Target]] = {
    kind.name: kind for kind in (SignalToNoise, MeanDifference, WorstDifference)
}
TARGETS: tuple[str, ...] = (*QUALITIES, SizeOfFile.name)

_MAX_BYTES = 2**63 - 1


def make_targets(
    limits: Mapping[str, object], *, format: str | None = None, max_colors: int = 1
) -> tuple[Target, ...]:
    """Return the targets whose limit is not None.

    Parameters
    ----------
    limits
        The limits by name, each a key of `TARGETS`: a number from 0, or for ``"max_bytes"`` a
        whole number from 1.
    format
        The format of the file that `max_bytes` limits; None for PNG.
    max_colors
        How many colors that file may have to hold.

    Returns
    -------
    tuple of Target

    Raises
    ------
    InvalidOptionError
        If a limit is out of range, or the format does not exist or does not hold so many colors.
    """
    targets: list[Target] = []
    for name, limit in limits.items():
        if limit is None:
            continue
        if name == SizeOfFile.name:
            targets.append(_size_target(limit, format or "png", max_colors))
        else:
            targets.append(QUALITIES[name](check_number(name, limit, 0.0)))
    return tuple(targets)


def _size_target(max_bytes: object, format: str, max_colors: int) -> SizeOfFile:
    formats = [suffix.lstrip(".") for suffix in INDEXED_FORMATS]
    if format not in formats:
        raise InvalidOptionError(f"format is {format!r}; allowed are {', '.join(formats)}")
    held = min(INDEXED_FORMATS[f".{format}"].max_colors, MAX_COLORS)
    if max_colors > held:
        raise InvalidOptionError(
            f"the number of colors is {max_colors:,}; allowed in a .{format} file are at most "
            f"{held:,}"
        )
    return SizeOfFile(check_integer("max_bytes", max_bytes, 1, _MAX_BYTES), format)
