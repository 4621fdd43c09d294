"""scikit-learn: the textbook example's two codebooks, and what it could have done instead."""

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .peer import ImageArray, Peer, Quantized

SAMPLE = 1_000


def textbook(image: ImageArray, n: int) -> Quantized:
    """Fit on a sample of the pixels, then find the nearest center of each pixel."""
    from sklearn.cluster import KMeans
    from sklearn.utils import shuffle

    pixels = _unit_pixels(image)
    sample = shuffle(pixels, random_state=0, n_samples=SAMPLE)
    kmeans = KMeans(n_clusters=n, random_state=0).fit(sample)
    return kmeans.predict(pixels), _to_bytes(kmeans.cluster_centers_)


def all_pixels(image: ImageArray, n: int) -> Quantized:
    """Fit on every pixel, once."""
    from sklearn.cluster import KMeans

    kmeans = KMeans(n_clusters=n, random_state=0, n_init=1).fit(_unit_pixels(image))
    return kmeans.labels_, _to_bytes(kmeans.cluster_centers_)


def unique_colors(image: ImageArray, n: int) -> Quantized:
    """Fit on the distinct colors, each weighted by how often it occurs."""
    from sklearn.cluster import KMeans

    # One integer per color: NumPy finds unique integers much faster than unique rows.
    red, green, blue = np.moveaxis(image.reshape(-1, 3).astype(np.int32), 1, 0)
    codes, inverse, counts = np.unique(
        (red << 16) | (green << 8) | blue, return_inverse=True, return_counts=True
    )
    colors = np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], axis=1) / 255
    kmeans = KMeans(n_clusters=n, random_state=0, n_init=1).fit(colors, sample_weight=counts)
    return kmeans.labels_[inverse], _to_bytes(kmeans.cluster_centers_)


def random_codebook(image: ImageArray, n: int) -> Quantized:
    """Colors picked from the image at random: the example's worse half."""
    from sklearn.metrics import pairwise_distances_argmin
    from sklearn.utils import shuffle

    pixels = _unit_pixels(image)
    codebook = shuffle(pixels, random_state=0, n_samples=n)
    return pairwise_distances_argmin(codebook, pixels, axis=0), _to_bytes(codebook)


def _unit_pixels(image: ImageArray) -> NDArray[np.float64]:
    return np.asarray(image, dtype=np.float64).reshape(-1, 3) / 255


def _to_bytes(centers: NDArray[Any]) -> NDArray[np.uint8]:
    bytes_: NDArray[np.uint8] = np.rint(centers * 255).astype(np.uint8)
    return bytes_


_peer = partial(Peer, family="scikit-learn", module="sklearn", distribution="scikit-learn")

PEERS = (
    _peer(variant="textbook", quantize=textbook, max_colors=SAMPLE),
    _peer(variant="random codebook", quantize=random_codebook),
    _peer(variant="unique colors", quantize=unique_colors, slow=True),
    _peer(variant="all pixels", quantize=all_pixels, slow=True),
)
