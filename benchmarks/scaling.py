"""``scaling``: counting by 1, 2 and 4 workers, what is moved and how long adding takes."""

import pickle
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import click

import colorquant as cq
from colorquant.dask import histogram, open_raster

from . import options
from .clusters import peaks, workers
from .images import sample
from .rasters import make_zarr

Histogram = cq.ColorHistogram


@click.command()
@click.option("--megapixels", type=click.IntRange(1), default=100, show_default=True)
@click.option("--workers", "counts", type=options.numbers, default="1,2,4", show_default=True)
@options.rounds(3)
def scaling(megapixels: int, counts: Sequence[int], rounds: int) -> None:
    """Count a Zarr on clusters of 1, 2 and 4 processes; bytes and merges of one block."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "image.zarr"
        make_zarr(path, megapixels)
        array = open_raster(path)
        pixels = array.shape[0] * array.shape[1]
        click.echo(f"{pixels / 1e6:.0f} megapixels in {array.npartitions} blocks\n")
        _print_blocks(array, rounds)
        click.echo("| workers | s | megapixels a second | most MB of a worker |")
        click.echo("| ---: | ---: | ---: | ---: |")
        seconds, expected = _timed(partial(histogram, array, scheduler="synchronous"), rounds)
        click.echo(f"| none, one thread here | {seconds:.2f} | {pixels / seconds / 1e6:.0f} | |")
        for count in counts:
            with workers(count) as cluster:
                count_there = partial(histogram, array, scheduler=cluster.scheduler_address)
                seconds, counted = _timed(count_there, rounds)
                most = peaks(cluster)[-1]
            assert counted == expected, "the answer depends on the workers"
            rate = pixels / seconds / 1e6
            click.echo(f"| {count} | {seconds:.2f} | {rate:.0f} | {most / 1e6:.0f} |")


def _print_blocks(array: Any, rounds: int) -> None:
    """Print what a block is, as pixels and as a histogram, and what adding such takes."""
    first, second = (array.blocks.ravel()[place] for place in (0, 1))
    reading, block = _timed(partial(first.compute, scheduler="synchronous"), rounds)
    counting, one = _timed(partial(Histogram.from_image, block, threads=1), rounds)
    other = Histogram.from_image(second.compute(), threads=1)
    adding, two = _timed(lambda: one + other, rounds)
    whole = histogram(array)
    doubling, _ = _timed(lambda: whole + whole, rounds)
    click.echo("| in one process, by one thread | colors | MB | ms |")
    click.echo("| --- | ---: | ---: | ---: |")
    pixels = f"a block of {block.shape[0] * block.shape[1]:,} pixels"
    click.echo(f"| read {pixels} | | {block.nbytes / 1e6:.1f} | {1e3 * reading:.0f} |")
    photo = sample("china")
    rows = [] if photo is None else [(f"a file, {photo.name}.jpg", *_counted(photo.path, rounds))]
    for name, made, seconds in (
        *rows,
        ("the histogram of that block", one, counting),
        ("the sum of two", two, adding),
        ("that of the whole image, added to itself", whole, doubling),
    ):
        size = len(pickle.dumps(made, protocol=5)) / 1e6
        click.echo(f"| {name} | {len(made):,} | {size:.1f} | {1e3 * seconds:.0f} |")
    click.echo()


def _counted(path: Path, rounds: int) -> tuple[Histogram, float]:
    """Return the histogram of a file, and the seconds that decoding and counting it take."""
    seconds, counted = _timed(partial(Histogram.from_image, path, threads=1), 5 * rounds)
    return counted, seconds


def _timed(work: Callable[[], Any], rounds: int) -> tuple[float, Any]:
    seconds, answer = [], None
    for _ in range(rounds):
        begin = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - begin)
    return median(seconds), answer
