"""From settings to images of few colors: quickly while a slider moves, and as asked at rest."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from colorquant._progress import Progress
from colorquant.errors import InvalidOptionError
from colorquant.files import alpha_levels
from colorquant.fitting import KMeans
from colorquant.histogram import ColorHistogram
from colorquant.image import SourceImage
from colorquant.palette import IndexedImage
from colorquant.pipeline import quantize
from colorquant.studio.held import HeldImage
from colorquant.studio.settings import Settings
from colorquant.studio.views import View
from colorquant.targets import psnr_of_quality, quantize_to_target

Images = Mapping[str, HeldImage]


def answer_moving(
    images: Images, name: str, settings: Settings, view: View, *, progress: Progress
) -> IndexedImage:
    """Return what is looked at in few colors, at once: of a quick fit to all pixels.

    Parameters
    ----------
    images
        All of the page.
    name
        Of the one that is looked at.
    settings
        What the controls say. A target is left out: it takes longer.
    view
        What of the image is looked at; its pixels alone are mapped.
    progress
        Told now and then; it may raise to stop the work.
    """
    image = images[name]
    _check_masks(images, image, settings)
    # In sRGB a quick fit takes what it needs from any histogram at once; elsewhere it does not.
    own = image.weighted if settings.space == "srgb" else image.sketch
    histogram = _shared_histogram(images, image, settings) if settings.shared else own
    options = {**settings.fit, "effort": "fast"}
    palette = KMeans(settings.n, progress=progress, **options).fit(histogram)
    seen = image.views.get(view, lambda: view.of_pixels(image.picture.pixels))
    mapped = palette.apply(seen, progress=progress, **settings.dithering)
    return mapped.sorted(settings.sort, keep=len(settings.fixed_colors))


def answer(images: Images, name: str, settings: Settings, *, progress: Progress) -> IndexedImage:
    """Return an image in few colors, as the command line and Python make it.

    Parameters
    ----------
    images, name, settings, progress
        As of `answer_moving`.

    Raises
    ------
    InvalidOptionError
        If the settings do not go together, or no palette meets the target.
    """
    image = images[name]
    _check_masks(images, image, settings)
    if not settings.shared:
        return image.result(settings, lambda: _of_one(image, settings, progress))
    key = (settings, *(each.number for each in images.values()))
    return image.result(key, lambda: _of_all(images, image, settings, progress))


def shown_in(picture: SourceImage, format: str) -> SourceImage:
    """Return what of an image a format can show."""
    return picture.with_binary_alpha() if alpha_levels(f"x.{format}") == 2 else picture


def pixels_of(result: IndexedImage, view: View) -> NDArray[np.uint8]:
    """Return what is seen of an image of few colors; see `View.of_pixels`."""
    part = np.ascontiguousarray(view.part_of(result.indices))
    return view.scaled(result.palette.colors.take(part, axis=0))


def _of_one(image: HeldImage, settings: Settings, progress: Progress) -> IndexedImage:
    picture = shown_in(image.picture, settings.format)
    if settings.target == "none":
        return _fitted(picture, settings, image.mask, progress)
    if settings.target == "quality":
        return _of_quality(picture, settings, progress)
    by_size = settings.target == "target-size"
    reached = quantize_to_target(
        picture,
        max_colors=settings.n,
        max_delta_e=None if by_size else settings.limit,
        max_bytes=int(settings.limit or 0) if by_size else None,
        format=settings.format if by_size else None,
        weights=image.mask,
        progress=progress,
        **settings.fit,
        **settings.dithering,
    )
    return reached.image.sorted(settings.sort, keep=len(settings.fixed_colors))


def _fitted(
    picture: SourceImage, settings: Settings, mask: NDArray[np.uint8] | None, progress: Progress
) -> IndexedImage:
    return quantize(
        picture,
        settings.n,
        sort=settings.sort,
        weights=mask,
        progress=progress,
        **settings.fit,
        **settings.dithering,
    )


def _of_quality(picture: SourceImage, settings: Settings, progress: Progress) -> IndexedImage:
    """Return the fewest colors of a quality, or as many as there may be if they have less."""
    enough = psnr_of_quality(int(settings.limit or 0))
    best = quantize(picture, settings.n, progress=progress, **settings.fit)
    if best.psnr <= enough:
        return _fitted(picture, settings, None, progress)
    found = quantize_to_target(
        picture,
        psnr=enough,
        max_colors=settings.n,
        progress=progress,
        **settings.fit,
        **settings.dithering,
    )
    return found.image.sorted(settings.sort, keep=len(settings.fixed_colors))


def _of_all(
    images: Images, image: HeldImage, settings: Settings, progress: Progress
) -> IndexedImage:
    fitter = KMeans(settings.n, progress=progress, **settings.fit)
    palette = fitter.fit(_shared_histogram(images, image, settings))
    palette = palette.sorted(settings.sort, keep=len(settings.fixed_colors))
    picture = shown_in(image.picture, settings.format)
    return palette.apply(picture, progress=progress, **settings.dithering)


def _shared_histogram(images: Images, image: HeldImage, settings: Settings) -> ColorHistogram:
    """Return that of all images, as the format can show them; each keeps the last."""

    def add() -> ColorHistogram:
        return ColorHistogram.from_histograms(
            _histogram_in(each, settings.format) for each in images.values()
        )

    return image.sums.get((settings.format, *(each.number for each in images.values())), add)


def _histogram_in(image: HeldImage, format: str) -> ColorHistogram:
    picture = shown_in(image.picture, format)
    return image.histogram if picture is image.picture else ColorHistogram.from_image(picture)


def _check_masks(images: Images, image: HeldImage, settings: Settings) -> None:
    if settings.target == "quality" and image.mask is not None:
        raise InvalidOptionError(
            "a mask is painted and a quality is aimed for; allowed is one of them: a quality is of "
            "all pixels"
        )
    if settings.shared and any(image.mask is not None for image in images.values()):
        raise InvalidOptionError(
            "a mask is painted and one palette is for all images; allowed is one of them: a mask "
            "is for one image"
        )
