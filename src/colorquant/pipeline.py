"""The whole flow in one call."""

import numpy as np
from numpy.typing import NDArray

from colorquant._options import Effort, resolve_threads
from colorquant._progress import Progress, forward, stage
from colorquant.fitting import KMeans
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, as_image
from colorquant.indexed import IndexedImage
from colorquant.remapping import nearest


def quantize(
    image: ImageLike,
    n: int,
    *,
    effort: Effort = "balanced",
    seed: int = 0,
    threads: int | None = None,
    progress: Progress | None = None,
) -> IndexedImage:
    """Reduce an image to the `n` colours that represent it best.

    Parameters
    ----------
    image
        A path, a Pillow image, or a uint8 array of shape (h, w), (h, w, 3) or (h, w, 4) in sRGB.
        Alpha must be 255 everywhere.
    n
        How many colours, 1 to 65,536. The result has exactly this many, or all the distinct
        colours of the image if there are no more.
    effort
        How hard the fit looks for a better optimum: ``"fast"``, ``"balanced"`` or ``"best"``.
    seed
        Of the pseudo-random numbers, from 0.
    threads
        How many threads to use; `None` stands for ``COLORQUANT_THREADS`` or all processors. The
        result does not depend on it.
    progress
        Told now and then the share done, from 0 to 1.

    Returns
    -------
    IndexedImage
        With the palette ordered from dark to light.

    Raises
    ------
    ImageFileError, InvalidImageError
        If the image cannot be taken.
    InvalidOptionError
        If an option is out of range.

    Examples
    --------
    >>> import numpy as np
    >>> import colorquant as cq
    >>> image = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    >>> cq.quantize(image, 2).palette.colors.tolist()
    [[9, 10, 11], [33, 34, 35]]
    """
    progress = forward(progress)
    fitter = KMeans(
        n, effort=effort, seed=seed, threads=threads, progress=stage(progress, 0.2, 0.8)
    )
    array = as_image(image)
    return _without_histogram(fitter, array, progress) or _with_histogram(fitter, array, progress)


def _without_histogram(
    fitter: KMeans, image: NDArray[np.uint8], progress: Progress | None
) -> IndexedImage | None:
    """Return the same result sooner, where the fitter can do without."""
    palette = fitter.fit_cells(image)
    if palette is None:
        return None
    indices, squared_error, used = nearest(
        image,
        palette.colors,
        threads=resolve_threads(fitter.threads),
        progress=stage(progress, 0.8, 1.0),
    )
    if used < len(palette):
        return None
    return IndexedImage(indices, palette, squared_error / indices.size)


def _with_histogram(
    fitter: KMeans, image: NDArray[np.uint8], progress: Progress | None
) -> IndexedImage:
    threads = fitter.threads
    counting, mapping = stage(progress, 0.0, 0.2), stage(progress, 0.8, 1.0)
    palette = fitter.fit(ColorHistogram.from_image(image, threads=threads, progress=counting))
    return palette.apply(image, threads=threads, progress=mapping)
