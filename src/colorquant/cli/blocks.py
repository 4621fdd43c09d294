"""Images that are taken block by block: which, where the work is done, and how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from colorquant.errors import InvalidOptionError

if TYPE_CHECKING:
    from colorquant._progress import Progress

_STEPS = 100  # of the bar

scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Have the work done by a dask cluster, such as tcp://10.0.0.1:8786, which sees the same "
    "files; else Zarr arrays and large TIFF files are taken block by block by threads.",
)


def by_blocks(images: Sequence[Path], scheduler: str | None) -> bool:
    """Tell whether images are taken block by block: on a cluster, and where one is large."""
    from colorquant.rasters import is_large

    return scheduler is not None or any(map(is_large, images))


def dask_room() -> Any:
    """Import `colorquant.dask`, or say how to get it.

    Raises
    ------
    InvalidOptionError
        If dask is not installed.
    """
    try:
        import colorquant.dask
    except ModuleNotFoundError as error:
        raise InvalidOptionError(f"an image in blocks: {error}") from None
    return colorquant.dask


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Draw on a terminal how far the work is."""
    from colorquant.batch import ProgressBar, percents

    bar = ProgressBar(_STEPS, describe=percents)
    bar.draw()
    try:
        yield lambda share: bar.reach(int(share * _STEPS))
    finally:
        bar.clear()
