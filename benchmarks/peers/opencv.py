"""OpenCV's k-means on every pixel."""

import numpy as np

from .peer import ImageArray, Peer, Quantized

MAX_ITERATIONS = 100
SMALLEST_MOVE = 0.1  # in 8-bit levels: stops when no center moves further


def quantize(image: ImageArray, n: int) -> Quantized:
    import cv2

    cv2.setRNGSeed(0)
    pixels = image.reshape(-1, 3).astype(np.float32)
    stop = (cv2.TERM_CRITERIA_MAX_ITER + cv2.TERM_CRITERIA_EPS, MAX_ITERATIONS, SMALLEST_MOVE)
    labels = np.zeros((len(pixels), 1), dtype=np.int32)
    _, _, centers = cv2.kmeans(pixels, n, labels, stop, 1, cv2.KMEANS_PP_CENTERS)
    return labels, np.rint(centers).astype(np.uint8)


PEERS = (
    Peer(
        family="OpenCV",
        module="cv2",
        distribution="opencv-python-headless",
        quantize=quantize,
        slow=True,
    ),
)
