"""One histogram of the files that a command names, or none at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from colorquant.cli.blocks import by_blocks, dask_room, shown_progress
from colorquant.cli.failures import Failures

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
    """Count the colors of images, and end if one of them cannot be taken.

    What is made of a histogram would be wrong without one of its images. So every failure is
    reported, and nothing is made.

    Parameters
    ----------
    images
        The files.
    nodata
        Colors to leave out.
    threads
        As of `ColorHistogram.from_images`.
    scheduler
        The address of a cluster's scheduler, which counts them then. Block by block, the first
        failure is the only one to be reported.

    Raises
    ------
    click.exceptions.Exit
        With status 1, behind the reports.
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
    from colorquant.image import load_image

    def pictures() -> Iterator[SourceImage]:
        failures = Failures()
        for image in images:
            with failures.reported():
                picture = load_image(image)
                yield picture
        failures.end()

    return ColorHistogram.from_images(pictures(), nodata=nodata or None, threads=threads)


def load_histograms(paths: Sequence[Path]) -> Iterator[ColorHistogram]:
    """Load histograms, report those that cannot be, and end behind the others if there are any.

    Raises
    ------
    click.exceptions.Exit
        With status 1, behind the reports.
    """
    from colorquant.histogram import ColorHistogram

    failures = Failures()
    for path in paths:
        with failures.reported():
            histogram = ColorHistogram.load(path)
            yield histogram
    failures.end()
