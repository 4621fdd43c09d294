"""``cluster``: an image larger than a worker's memory, from the first pixel to the last index."""

import os
import signal
import tempfile
import time
from pathlib import Path
from threading import Timer
from typing import Any

import click
import numpy as np
import zarr

import colorquant as cq
from colorquant.dask import fit, histogram, open_raster, write

from .clusters import peaks, workers
from .rasters import make_zarr

LIMIT = 10**9


@click.command()
@click.option("--megapixels", type=click.IntRange(1), default=400, show_default=True)
@click.option("--workers", "count", type=click.IntRange(1), default=2, show_default=True)
@click.option("-k", "n", type=int, default=256, show_default=True)
@click.option("--kill", is_flag=True, help="Kill a worker while it counts, and one while it maps.")
def cluster(megapixels: int, count: int, n: int, kill: bool) -> None:
    """Count, fit, map and write a Zarr on processes of less than 1 GB each."""
    with tempfile.TemporaryDirectory() as folder:
        image, output = Path(folder) / "image.zarr", Path(folder) / "indices.zarr"
        make_zarr(image, megapixels)
        array = open_raster(image)
        pixels = array.shape[0] * array.shape[1]
        click.echo(f"{pixels / 1e6:.0f} megapixels in {array.npartitions} blocks, {count} workers")
        click.echo("\n| step | s | most MB of a worker |\n| --- | ---: | ---: |")
        with workers(count, memory_limit=LIMIT) as running:
            address = running.scheduler_address
            counted = _step("count", running, kill, lambda: histogram(array, scheduler=address))
            palette = _step("fit (here)", running, False, lambda: fit(counted, n))
            _step(
                "map and write",
                running,
                kill,
                lambda: write(palette, array, output, scheduler=address),
            )
        click.echo()
        _check(array, counted, palette, output)


def _step(name: str, running: Any, kill: bool, work: Any) -> Any:
    if kill:
        victim = next(iter(running.workers.values())).pid
        Timer(5.0, lambda: os.kill(victim, signal.SIGKILL)).start()
        name = f"{name}, a worker killed after 5 s"
    begin = time.perf_counter()
    answer = work()
    seconds = time.perf_counter() - begin
    most = peaks(running)[-1]
    assert most < LIMIT, f"a worker held {most:,} bytes"
    click.echo(f"| {name} | {seconds:.1f} | {most / 1e6:.0f} |")
    return answer


def _check(array: Any, counted: cq.ColorHistogram, palette: cq.Palette, output: Path) -> None:
    """Do the same without the cluster, band by band, and compare every bit."""
    here = histogram(array, scheduler="threads")
    assert counted == here, "the histogram depends on the cluster"
    assert palette == cq.KMeans(len(palette)).fit(here), "the palette depends on the cluster"
    written = zarr.open_array(str(output), mode="r")
    for row in range(array.numblocks[0]):
        band = array.blocks[row].compute()
        rows = slice(row * array.chunks[0][0], row * array.chunks[0][0] + len(band))
        expected = palette.apply(band, dither="none").indices
        assert np.array_equal(np.asarray(written[rows]), expected), f"indices differ in rows {rows}"
    click.echo(
        f"{len(here):,} distinct colors; histogram, palette and every index are those of "
        "this process alone"
    )
