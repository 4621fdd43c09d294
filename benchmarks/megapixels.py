"""Photographs of any size: tiles of small ones, each resampled, tinted and made noisy anew."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from .images import sample
from .peers import ImageArray

SIZES = {12: (3000, 4000), 48: (6000, 8000)}
"""Megapixels -> (height, width)."""

TILE = (1500, 2000)
CROP = (0.7, 1.0)  # share of the photo's sides that a tile shows
GAIN_SPREAD = 0.05  # standard deviation of each channel's gain
OFFSET_SPREAD = 4.0  # of each channel's offset, in 8-bit levels
NOISE = 2.0  # of each pixel's noise, in 8-bit levels


def large_photo(megapixels: int) -> ImageArray:
    """The benchmark's own image of 12 or 48 megapixels, from china.jpg and flower.jpg."""
    found = [sample(name) for name in ("china", "flower")]
    photos = [photo.load() for photo in found if photo is not None]
    if not photos:
        raise FileNotFoundError("the large images are made of scikit-learn's sample photos")
    return tiled(photos, SIZES[megapixels])


def tiled(photos: Sequence[ImageArray], size: tuple[int, int], *, seed: int = 0) -> ImageArray:
    """Fill (height, width) with tiles of the photos in turn, no two alike.

    The same arguments give the same image.
    """
    height, width = size
    rng = np.random.default_rng(seed)
    canvas = np.empty((height, width, 3), dtype=np.uint8)
    number = 0
    for top in range(0, height, TILE[0]):
        for left in range(0, width, TILE[1]):
            place = canvas[top : top + TILE[0], left : left + TILE[1]]
            place[:] = _tile(photos[number % len(photos)], place.shape[:2], rng)
            number += 1
    return canvas


def _tile(photo: ImageArray, size: tuple[int, int], rng: np.random.Generator) -> ImageArray:
    resampled = _random_crop(photo, size, rng).astype(np.float32)
    gain = rng.normal(1, GAIN_SPREAD, 3).astype(np.float32)
    offset = rng.normal(0, OFFSET_SPREAD, 3).astype(np.float32)
    noise = NOISE * rng.standard_normal(resampled.shape, dtype=np.float32)
    return np.clip(np.rint(resampled * gain + offset + noise), 0, 255).astype(np.uint8)


def _random_crop(photo: ImageArray, size: tuple[int, int], rng: np.random.Generator) -> ImageArray:
    height, width = photo.shape[:2]
    share = rng.uniform(*CROP)
    crop_height, crop_width = share * height, share * width
    top = rng.uniform(0, height - crop_height)
    left = rng.uniform(0, width - crop_width)
    box = (left, top, left + crop_width, top + crop_height)
    resized = Image.fromarray(photo).resize(size[::-1], Image.Resampling.BICUBIC, box=box)
    return np.asarray(resized)
