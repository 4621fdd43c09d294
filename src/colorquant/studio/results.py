"""Quantized images for the page: a quick preview while a slider moves, and the result."""

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
from colorquant.studio.session_image import SessionImage
from colorquant.studio.views import View

Images = Mapping[str, SessionImage]


def preview(
    images: Images, name: str, plan: Quantizer, view: View, *, progress: Progress
) -> IndexedImage:
    """Quantize a view of an image quickly, with a fast fit to all pixels.

    Parameters
    ----------
    images
        All images of the page.
    name
        The name of the one in view.
    plan
        The plan of the controls. Targets are ignored, as they take longer.
    view
        The part in view; only its pixels are mapped.
    progress
        Called with the share done; it may raise to stop the work.

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
    seen = image.views.get(view, lambda: view.of_pixels(image.source.pixels))
    mapped = palette.apply(
        seen, dither=plan.dither or "auto", dither_strength=plan.dither_strength, progress=progress
    )
    return plan.sorted(mapped)


def quantized(images: Images, name: str, plan: Quantizer, *, progress: Progress) -> IndexedImage:
    """Quantize an image, as the command line and Python do.

    Parameters
    ----------
    images, name, plan, progress
        See `preview`.

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
            plan, lambda: plan.quantize(image.source, weights=image.mask, progress=progress)
        )

    def of_all() -> IndexedImage:
        palette = plan.fit(_shared_histogram(images, image, plan), progress=progress)
        return plan.mapping_to(palette).quantize(image.source, progress=progress)

    key = (plan, *(each.number for each in images.values()))
    return image.result(key, of_all)


def view_pixels(result: IndexedImage, view: View) -> NDArray[np.uint8]:
    """Return a view of a quantized image.

    Parameters
    ----------
    result
        The quantized image.
    view
        The part in view.

    Returns
    -------
    numpy.ndarray
        (h, w, 3) or (h, w, 4) uint8; see `View.of_pixels`.
    """
    part = np.ascontiguousarray(view.part_of(result.indices))
    return view.scaled(result.palette.colors.take(part, axis=0))


def _shared_histogram(images: Images, image: SessionImage, plan: Quantizer) -> ColorHistogram:
    """Return the histogram of all images, with the alpha of the format."""

    def add() -> ColorHistogram:
        return ColorHistogram.from_histograms(_histogram(each, plan) for each in images.values())

    return image.sums.get((plan.format, *(each.number for each in images.values())), add)


def _histogram(image: SessionImage, plan: Quantizer) -> ColorHistogram:
    shown = plan.shown(image.source)
    return image.histogram if shown is image.source else ColorHistogram.from_image(shown)


def _check_masks(images: Images, image: SessionImage, plan: Quantizer) -> None:
    painted = images.values() if plan.shared_palette else [image]
    if any(each.mask is not None for each in painted):
        try:
            plan.check_weights()
        except InvalidOptionError as error:
            raise InvalidOptionError(f"a mask is painted: {error}") from None
