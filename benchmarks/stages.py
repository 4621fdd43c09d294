"""``stages``: what counting, fitting and remapping cost, each against a plain copy of the array."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from statistics import median

import click
import numpy as np
from numpy.typing import NDArray

import colorquant as cq
from colorquant._validation import EFFORTS

from . import options
from .images import photos
from .megapixels import large_photo
from .peers import ImageArray

Image = NDArray[np.uint8] | NDArray[np.uint16]


def with_alpha(photo: ImageArray) -> ImageArray:
    """The photo, transparent at its left and opaque at its right."""
    ramp = np.clip(np.linspace(-40, 400, photo.shape[1]), 0, 255).astype(np.uint8)
    return np.dstack([photo, np.broadcast_to(ramp, photo.shape[:2])])


def at_16_bits(photo: ImageArray) -> NDArray[np.uint16]:
    """The photo, with noise below its last bit."""
    noise = np.random.default_rng(0).integers(-128, 129, photo.shape, np.int16)
    deep: NDArray[np.uint16] = np.clip(257 * photo.astype(np.int32) + noise, 0, 65_535).astype(
        np.uint16
    )
    return deep


KINDS: dict[str, Callable[[ImageArray], tuple[Image, str]]] = {
    "plain": lambda photo: (photo, "srgb"),
    "lab": lambda photo: (photo, "lab"),
    "alpha": lambda photo: (with_alpha(photo), "srgb"),
    "16 bits": lambda photo: (at_16_bits(photo), "srgb"),
}
"""What is made of a photo, and the working space."""


@click.command()
@options.colors("256")
@options.threads
@options.rounds(5)
@click.option("--kind", "names", type=options.names, default="plain", help=f"Of {', '.join(KINDS)}")
def stages(
    numbers: Sequence[int], threads: Sequence[int], rounds: int, names: Sequence[str]
) -> None:
    """Milliseconds per megapixel of each stage of colorquant, and how many copies that is."""
    photographs = {photo.name: photo.load() for photo in photos([], ["china"])}
    photographs["12 MP"] = large_photo(12)
    click.echo("| image | N | threads | stage | ms per megapixel | copies |")
    click.echo("| --- | ---: | ---: | --- | ---: | ---: |")
    for (name, photo), kind in product(photographs.items(), names):
        image, space = KINDS[kind](photo)
        for n, count in product(numbers, threads):
            spent = _in_turns(_stages(image, space, n, count), rounds)
            for stage, seconds in spent.items():
                per_megapixel = 1e9 * seconds / (image.shape[0] * image.shape[1])
                copies = seconds / spent["copy"]
                row = (f"{name}, {kind}", n, count, stage, f"{per_megapixel:.3g}", f"{copies:.3g}")
                click.echo("| " + " | ".join(map(str, row)) + " |")


def _stages(image: Image, space: str, n: int, threads: int) -> dict[str, Callable[[], object]]:
    histogram = cq.ColorHistogram.from_image(image, threads=threads)
    fitter = partial(cq.KMeans, n, space=space, threads=threads)
    palette = fitter(effort="fast").fit(histogram)
    fits = {f"fit, {effort}": partial(fitter(effort=effort).fit, histogram) for effort in EFFORTS}
    return {
        "copy": image.copy,
        "count": partial(cq.ColorHistogram.from_image, image, threads=threads),
        **fits,
        "remap": partial(palette.apply, image, dither="none", threads=threads),
    }


def _in_turns(stages: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    spent: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(rounds):
        for name, stage in stages.items():
            start = time.perf_counter()
            stage()
            spent[name].append(time.perf_counter() - start)
    return {name: median(seconds) for name, seconds in spent.items()}
