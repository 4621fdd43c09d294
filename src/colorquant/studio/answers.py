"""Quantized images for the page: a quick one while a slider moves, and the final one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from colorquant._progress import Progress
from colorquant.errors import InvalidOptionError
from colorquant.histogram import ColorHistogram
from colorquant.palette import IndexedImage
from colorquant.quantizer import Quantizer
from colorquant.studio.held import HeldImage
from colorquant.studio.views import View

Images = Mapping[str, HeldImage]


def answer_moving(
    images: Images, name: str, plan: Quantizer, view: View, *, progress: Progress
) -> IndexedImage:
    """Return a view of an image in few colors, at once: of a quick fit to all pixels.

    Parameters
    ----------
    images
        All images of the page.
    name
        The name of the one in view.
    plan
        What the controls ask for. A target is left out: it takes longer.
    view
        The part in view; only its pixels are mapped.
    progress
        Called now and then; it may raise to stop the work.

    Returns
    -------
    IndexedImage
    """
    image = images[name]
    _check_masks(images, image, plan)
    # In sRGB a quick fit takes what it needs from any histogram at once; elsewhere it does not.
    own = image.weighted if plan.space == "srgb" else image.sketch
    histogram = _shared_histogram(images, image, plan) if plan.shared_palette else own
    quick = replace(
        plan,
        effort="fast",
        sort="none",
        quality=None,
        psnr=None,
        mean_delta_e=None,
        max_delta_e=None,
        max_bytes=None,
    )
    palette = quick.fit(histogram, progress=progress)
    seen = image.views.get(view, lambda: view.of_pixels(image.picture.pixels))
    mapped = palette.apply(
        seen, dither=plan.dither or "auto", dither_strength=plan.dither_strength, progress=progress
    )
    return plan.sorted(mapped)


def answer(images: Images, name: str, plan: Quantizer, *, progress: Progress) -> IndexedImage:
    """Return an image in few colors, as the command line and Python make it.

    Parameters
    ----------
    images, name, plan, progress
        See `answer_moving`.

    Returns
    -------
    IndexedImage

    Raises
    ------
    InvalidOptionError
        If options conflict with a mask, or no palette meets the target.
    """
    image = images[name]
    _check_masks(images, image, plan)
    if not plan.shared_palette:
        return image.result(
            plan, lambda: plan.quantize(image.picture, weights=image.mask, progress=progress)
        )

    def of_all() -> IndexedImage:
        palette = plan.fit(_shared_histogram(images, image, plan), progress=progress)
        return plan.mapping_to(palette).quantize(image.picture, progress=progress)

    key = (plan, *(each.number for each in images.values()))
    return image.result(key, of_all)


def pixels_of(result: IndexedImage, view: View) -> NDArray[np.uint8]:
    """Return a view of an image of few colors; see `View.of_pixels`."""
    part = np.ascontiguousarray(view.part_of(result.indices))
    return view.scaled(result.palette.colors.take(part, axis=0))


def _shared_histogram(images: Images, image: HeldImage, plan: Quantizer) -> ColorHistogram:
    """Return that of all images, with the alpha of the format; each image keeps the last."""

    def add() -> ColorHistogram:
        return ColorHistogram.from_histograms(_histogram(each, plan) for each in images.values())

    return image.sums.get((plan.format, *(each.number for each in images.values())), add)


def _histogram(image: HeldImage, plan: Quantizer) -> ColorHistogram:
    shown = plan.shown(image.picture)
    return image.histogram if shown is image.picture else ColorHistogram.from_image(shown)


def _check_masks(images: Images, image: HeldImage, plan: Quantizer) -> None:
    painted = images.values() if plan.shared_palette else [image]
    if any(each.mask is not None for each in painted):
        try:
            plan.check_weights()
        except InvalidOptionError as error:
            raise InvalidOptionError(f"a mask is painted: {error}") from None
