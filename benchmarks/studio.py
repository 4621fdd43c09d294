"""``studio``: how long the page waits while a slider moves, on an image of 12 megapixels."""

import time
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

import click

from colorquant.image import load_image
from colorquant.quantizer import Quantizer
from colorquant.studio.responses import canvas_response, summary_of
from colorquant.studio.results import preview
from colorquant.studio.session_image import SessionImage
from colorquant.studio.views import View

from . import options
from .megapixels import large_photo

ACROSS = 1280  # pixels of the screen that the picture has
WAYS: Mapping[str, Mapping[str, Any]] = {
    "sRGB, no dither": {"dither": "none"},
    "sRGB, auto": {"dither": "auto"},
    "OKLab, no dither": {"dither": "none", "space": "oklab"},
    "Lab, blue noise": {"dither": "blue-noise", "space": "lab"},
}


def view_of(image: SessionImage) -> View:
    """All of the image, as wide as the screen."""
    width, height = image.size
    across = min(ACROSS, width)
    return View(0, 0, width, height, across, max(1, height * across // width))


def preview_ms(image: SessionImage, plan: Quantizer, view: View) -> float:
    """Milliseconds from the request to what is sent."""
    begin = time.perf_counter()
    images = {"image": image}
    mapped = preview(images, "image", plan, view, progress=lambda share: None)
    canvas_response(mapped.to_array(), summary_of(mapped, begin))
    return 1e3 * (time.perf_counter() - begin)


def row(name: str, times: Sequence[float]) -> str:
    return f"{name:20}{median(times):8.0f}{max(times):8.0f}"


@click.command()
@options.colors("8,16,32,64,128,256")
@options.rounds(5)
def studio(numbers: Sequence[int], rounds: int) -> None:
    """Milliseconds of previews while the number of colors moves: median and worst."""
    image = SessionImage("large.png", load_image(large_photo(12)), 1)
    view = view_of(image)
    click.echo(f"{image.pixel_count:,} pixels, {len(image.histogram):,} colors, seen in {ACROSS}")
    click.echo(f"{'':20}{'median':>8}{'worst':>8}")
    for name, way in WAYS.items():
        plans = [Quantizer(n, **way) for _ in range(rounds) for n in numbers]
        preview_ms(image, plans[0], view)  # the first one scales the view
        click.echo(row(name, [preview_ms(image, plan, view) for plan in plans]))
