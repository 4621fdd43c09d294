"""Histograms of the files that a command names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from colorquant.cli.blocks import by_blocks, dask_room, shown_progress
from colorquant.cli.messages import Failures

if TYPE_CHECKING:
    from colorquant.histogram import ColorHistogram
    from colorquant.image import SourceImage


def count_images(
    images: Sequence[Path],
    *,
    nodata: tuple[tuple[int, ...], ...],
    threads: int | None,
    scheduler: str | None = None,
) -> ColorHistogram:
    """Count the colors of images; exit if one of them cannot be read.

    A histogram without one of its images would be wrong, so every error is printed, and there is
    no result.

    Parameters
    ----------
    images
        The files.
    nodata
        Colors to leave out.
    threads
        The number of threads; see `ColorHistogram.from_images`.
    scheduler
        The address of a dask scheduler that counts them. Images in blocks stop at the first error.

    Returns
    -------
    ColorHistogram

    Raises
    ------
    click.exceptions.Exit
        With status 1, after the errors.
    """
    if by_blocks(images, scheduler):
        with shown_progress() as progress:
            counted: ColorHistogram = dask_room().histogram(
                images,
                nodata=nodata or None,
                scheduler=scheduler,
                threads=threads,
                progress=progress,
            )
        return counted
    from colorquant.histogram import ColorHistogram
    from colorquant.image import load_frames

    def frames() -> Iterator[SourceImage]:
        failures = Failures()
        for image in images:
            with failures.reported():
                yield from load_frames(image)
        failures.end()

    return ColorHistogram.from_images(frames(), nodata=nodata or None, threads=threads)


def load_histograms(paths: Sequence[Path]) -> Iterator[ColorHistogram]:
    """Load histograms; print the errors of those that cannot be read, and exit after the others.

    Parameters
    ----------
    paths
        The histogram files.

    Yields
    ------
    ColorHistogram

    Raises
    ------
    click.exceptions.Exit
        With status 1, after the errors.
    """
    from colorquant.histogram import ColorHistogram

    failures = Failures()
    for path in paths:
        with failures.reported():
            histogram = ColorHistogram.load(path)
            yield histogram
    failures.end()
