"""Ways from an image to one of few colors; the library has them all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from colorquant.cli.reduce.pngquant import Quality
from colorquant.errors import InvalidOptionError

if TYPE_CHECKING:
    from colorquant._progress import Progress
    from colorquant.image import SourceImage
    from colorquant.palette import IndexedImage, Palette

Options = dict[str, Any]


class TooPoor(Exception):  # noqa: N818  # it is no error
    """An image whose quality would be less than the least that is asked for."""


class Method(Protocol):
    """A way from an image to one of few colors."""

    def __call__(
        self, picture: SourceImage, format: str, *, threads: int | None, progress: Progress | None
    ) -> IndexedImage:
        """Reduce an image that will be written in a format."""
        ...


@dataclass(frozen=True)
class Fitted:
    """As many colors as are asked for."""

    n: int
    fit: Options
    dither: Options
    counted: Options
    sort: str

    def __call__(
        self, picture: SourceImage, format: str, *, threads: int | None, progress: Progress | None
    ) -> IndexedImage:
        """Reduce an image."""
        from colorquant.pipeline import quantize

        return quantize(
            picture,
            self.n,
            sort=self.sort,
            threads=threads,
            progress=progress,
            **self.fit,
            **self.dither,
            **self.counted,
        )


@dataclass(frozen=True)
class Given:
    """A palette that is there already."""

    palette: Palette
    dither: Options
    sort: str = "given"

    def __call__(
        self, picture: SourceImage, format: str, *, threads: int | None, progress: Progress | None
    ) -> IndexedImage:
        """Reduce an image."""
        mapped = self.palette.apply(picture, threads=threads, progress=progress, **self.dither)
        return mapped.sorted(self.sort)


@dataclass(frozen=True)
class Reaching:
    """The fewest colors that meet targets."""

    max_colors: int
    max_bytes: int | None
    max_delta_e: float | None
    fit: Options
    dither: Options
    counted: Options
    sort: str

    def __call__(
        self, picture: SourceImage, format: str, *, threads: int | None, progress: Progress | None
    ) -> IndexedImage:
        """Reduce an image."""
        from colorquant.targets import quantize_to_target

        try:
            reached = quantize_to_target(
                picture,
                max_colors=self.max_colors,
                max_bytes=self.max_bytes,
                format=None if self.max_bytes is None else format,
                max_delta_e=self.max_delta_e,
                threads=threads,
                progress=progress,
                **self.fit,
                **self.dither,
                **self.counted,
            )
        except InvalidOptionError as error:
            raise InvalidOptionError(_in_words_of_options(str(error))) from error
        return reached.image.sorted(self.sort, keep=_locked_in(self.fit))


def _locked_in(fit: Options) -> int:
    return len(fit["fixed_colors"] or ())


def _in_words_of_options(message: str) -> str:
    return message.replace("max_delta_e", "--max-delta-e").replace("max_bytes", "--target-size")


@dataclass(frozen=True)
class ByQuality:
    """The fewest colors of a quality that is enough, or else all, if they have the least."""

    n: int
    quality: Quality
    fit: Options
    dither: Options
    sort: str

    def __call__(
        self, picture: SourceImage, format: str, *, threads: int | None, progress: Progress | None
    ) -> IndexedImage:
        """Reduce an image, or raise `TooPoor`."""
        from colorquant.pipeline import quantize
        from colorquant.targets import psnr_of_quality, quantize_to_target

        # As in pngquant, it is the palette that has a quality, before anything is dithered.
        best = quantize(picture, self.n, threads=threads, progress=progress, **self.fit)
        least, enough = map(psnr_of_quality, self.quality)
        if best.psnr < least:
            raise TooPoor(
                f"{self.n:,} colors give a PSNR of {best.psnr:.2f} dB, and quality "
                f"{self.quality.least} is {least:.2f} dB"
            )
        if best.psnr > enough and math.isfinite(enough):
            found = quantize_to_target(
                picture,
                psnr=enough,
                max_colors=self.n,
                threads=threads,
                progress=progress,
                **self.fit,
                **self.dither,
            )
            return found.image.sorted(self.sort, keep=_locked_in(self.fit))
        fitted = Fitted(self.n, self.fit, self.dither, {}, self.sort)
        return fitted(picture, format, threads=threads, progress=progress)
