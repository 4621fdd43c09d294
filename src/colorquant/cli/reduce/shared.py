"""One palette for all images."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from colorquant.cli.reduce.job import Job
from colorquant.cli.reduce.outputs import Task
from colorquant.errors import ColorQuantError, ColorQuantWarning

if TYPE_CHECKING:
    from colorquant.image import NoData, SourceImage
    from colorquant.palette import Palette

Options = dict[str, Any]


def fit_shared(
    job: Job,
    tasks: Sequence[Task],
    n: int,
    *,
    fit: Options,
    nodata: NoData | None,
    sort: str,
    threads: int | None,
) -> tuple[Palette | None, list[Task]]:
    """Fit one palette to all images that can be read.

    Parameters
    ----------
    job
        How images are read.
    tasks
        The images.
    n
        How many colors.
    fit, nodata, threads
        As for `colorquant.KMeans` and `colorquant.ColorHistogram.from_images`.
    sort
        The order of the palette behind what is locked; ``"count"`` is none, see `Palette.sorted`.

    Returns
    -------
    palette : Palette or None
        None if no image can be read.
    tasks : list of Task
        The same, but those that cannot be read are refused.
    """
    from colorquant.fitting import KMeans
    from colorquant.histogram import ColorHistogram

    refused: dict[int, str] = {}

    def pictures() -> Iterator[SourceImage]:
        for place, task in enumerate(tasks):
            try:
                yield job.read(task, job.open(task)[0])[1]
            except (ColorQuantError, OSError) as error:
                refused[place] = str(error)

    fitter = KMeans(n, threads=threads, **fit)
    palette = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ColorQuantWarning)  # told when the image is written
        readable = pictures()
        first = next(readable, None)
        if first is not None:
            images = chain([first], readable)
            histogram = ColorHistogram.from_images(images, nodata=nodata, threads=threads)
            palette = fitter.fit(histogram).sorted(sort, keep=len(fitter.fixed_entries))
    return palette, [
        replace(task, refused=refused[place]) if place in refused else task
        for place, task in enumerate(tasks)
    ]
