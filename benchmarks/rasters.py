"""Zarr arrays larger than a worker's memory, made of the sample photographs band by band."""

from pathlib import Path

import zarr

from .images import sample
from .megapixels import tiled

WIDTH = 20_480
BAND = 2048
CHUNK = 1024


def make_zarr(path: Path, megapixels: int, *, width: int = WIDTH, band: int = BAND) -> None:
    """Write about so many megapixels of china.jpg and flower.jpg, no two tiles of them alike."""
    photos = [photo.load() for name in ("china", "flower") if (photo := sample(name)) is not None]
    if not photos:
        raise FileNotFoundError("the large images are made of scikit-learn's sample photos")
    height = max(1, round(megapixels * 1e6 / width / band)) * band
    chunks = (min(CHUNK, band), min(CHUNK, width), 3)
    array = zarr.create_array(str(path), shape=(height, width, 3), chunks=chunks, dtype="u1")
    for top in range(0, height, band):
        array[top : top + band] = tiled(photos, (band, width), seed=top)
