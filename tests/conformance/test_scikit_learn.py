"""The same centers and labels as scikit-learn's KMeans from the same start."""

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq


@pytest.mark.parametrize("k", [2, 8, 32])
def test_lloyd_ends_where_scikit_learns_does(photo: NDArray[np.uint8], k: int) -> None:
    cluster = pytest.importorskip("sklearn.cluster")
    histogram = cq.ColorHistogram.from_image(photo)
    start = histogram.colors[:: len(histogram) // k][:k].astype(np.float64)
    theirs = cluster.KMeans(k, init=start, n_init=1, tol=0.0, max_iter=500, algorithm="lloyd")
    theirs.fit(histogram.colors.astype(np.float64), sample_weight=histogram.counts)
    ours = cq.fitting.lloyd(histogram, start, max_iterations=500)
    np.testing.assert_array_equal(ours.labels, theirs.labels_)
    np.testing.assert_allclose(ours.centers, theirs.cluster_centers_, rtol=0, atol=1e-5)
    assert ours.distortion * histogram.pixel_count == pytest.approx(theirs.inertia_, rel=1e-6)


def test_remap_equals_scikit_learns_pairwise_argmin(photo: NDArray[np.uint8]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    result = cq.quantize(photo, 50, dither="none")
    pixels = photo.reshape(-1, 3).astype(np.float64)
    theirs = metrics.pairwise_distances(pixels, result.palette.colors, metric="sqeuclidean")
    chosen = theirs[np.arange(len(pixels)), result.indices.reshape(-1)]
    np.testing.assert_allclose(chosen, theirs.min(axis=1), rtol=0, atol=1e-6)
