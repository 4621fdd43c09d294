"""The whole flow in one call."""

from colorquant._options import Effort
from colorquant.fitting import KMeans
from colorquant.histogram import ColorHistogram
from colorquant.image import ImageLike, as_image
from colorquant.indexed import IndexedImage


def quantize(
    image: ImageLike,
    n: int,
    *,
    effort: Effort = "balanced",
    seed: int = 0,
    threads: int | None = None,
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
    fitter = KMeans(n, effort=effort, seed=seed, threads=threads)
    array = as_image(image)
    palette = fitter.fit(ColorHistogram.from_image(array, threads=threads))
    return palette.apply(array, threads=threads)
