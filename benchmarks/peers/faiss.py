"""faiss, which fits on a sub-sample of its own choice (256 points for each center)."""

import numpy as np

from .peer import ImageArray, Peer, Quantized


def quantize(image: ImageArray, n: int) -> Quantized:
    import faiss

    pixels = image.reshape(-1, 3).astype(np.float32)
    kmeans = faiss.Kmeans(3, n, seed=0)
    kmeans.train(pixels)
    _, nearest = kmeans.index.search(pixels, 1)
    return nearest, np.rint(np.asarray(kmeans.centroids)).astype(np.uint8)


PEERS = (
    Peer(
        family="faiss",
        module="faiss",
        distribution="faiss-cpu",
        quantize=quantize,
    ),
)
