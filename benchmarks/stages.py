"""``stages``: what counting, fitting and remapping cost, each against a plain copy of the array."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

import click

import colorquant as cq
from colorquant._options import EFFORTS

from . import options
from .images import photos
from .megapixels import large_photo
from .peers import ImageArray


@click.command()
@options.colors("256")
@options.threads
@options.rounds(5)
def stages(numbers: Sequence[int], threads: Sequence[int], rounds: int) -> None:
    """Milliseconds per megapixel of each stage of colorquant, and how many copies that is."""
    images = {photo.name: photo.load() for photo in photos([], ["china"])}
    images["12 MP"] = large_photo(12)
    click.echo("| image | N | threads | stage | ms per megapixel | copies |")
    click.echo("| --- | ---: | ---: | --- | ---: | ---: |")
    for name, image in images.items():
        for n in numbers:
            for count in threads:
                spent = _in_turns(_stages(image, n, count), rounds)
                for stage, seconds in spent.items():
                    per_megapixel = 1e9 * seconds / (image.shape[0] * image.shape[1])
                    copies = seconds / spent["copy"]
                    row = (name, n, count, stage, f"{per_megapixel:.3g}", f"{copies:.3g}")
                    click.echo("| " + " | ".join(map(str, row)) + " |")


def _stages(image: ImageArray, n: int, threads: int) -> dict[str, Callable[[], object]]:
    histogram = cq.ColorHistogram.from_image(image, threads=threads)
    palette = cq.KMeans(n, effort="fast", threads=threads).fit(histogram)
    fits = {
        f"fit, {effort}": partial(cq.KMeans(n, effort=effort, threads=threads).fit, histogram)
        for effort in EFFORTS
    }
    return {
        "copy": image.copy,
        "count": partial(cq.ColorHistogram.from_image, image, threads=threads),
        **fits,
        "remap": partial(palette.apply, image, threads=threads),
    }


def _in_turns(stages: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    spent: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(rounds):
        for name, stage in stages.items():
            start = time.perf_counter()
            stage()
            spent[name].append(time.perf_counter() - start)
    return {name: median(seconds) for name, seconds in spent.items()}
