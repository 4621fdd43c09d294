"""The plain algorithms of dithering, slow and obvious, that the native core must equal.

They are for opaque 8-bit pixels in sRGB, and in binary32, in the same order.
"""

import numpy as np
from numpy.typing import NDArray

from colorquant.dithering import KERNELS, Ditherer, ErrorDiffusion, Ordered
from colorquant.pixels import Colors

Image = NDArray[np.uint8]
Row = NDArray[np.float32]


def with_opacity(colors: Image) -> Image:
    """(k, 3) as the (k, 4) that ditherers take."""
    return np.ascontiguousarray(np.pad(colors, [(0, 0), (0, 1)], constant_values=255))


def dithered_by(
    ditherer: Ditherer,
    image: NDArray[np.uint8] | NDArray[np.uint16],
    colors: Image,
    threads: int = 1,
) -> NDArray[np.int64]:
    """(h, w) of what a ditherer chooses in sRGB."""
    height, width, channels = image.shape
    entries = colors if colors.shape[1] == 4 else with_opacity(colors)
    pixels: Colors = image.reshape(height * width, channels)
    indices = ditherer.dither(pixels, width, entries, space="srgb", threads=threads)
    return np.asarray(indices, np.int64).reshape(height, width)


def squared_distances(point: Row, entries: Row) -> Row:
    squared = np.zeros(len(entries), np.float32)
    for channel in range(3):
        difference = entries[:, channel] - point[channel]
        squared += difference * difference
    return squared


def diffused(ditherer: ErrorDiffusion, image: Image, colors: Image) -> NDArray[np.int64]:
    """Choose row after row, each pixel by what those before it were off by."""
    height, width, _ = image.shape
    entries, taps = colors.astype(np.float32), KERNELS[ditherer.kernel].taps()
    low, high = entries.min(axis=0), entries.max(axis=0)
    errors = np.zeros((height, width, 3), np.float32)
    indices = np.empty((height, width), np.int64)
    for y in range(height):
        backwards = ditherer.serpentine and y % 2 == 1
        for x in range(width)[:: -1 if backwards else 1]:
            place = image[y, x].astype(np.float32)
            if (same := np.flatnonzero((entries == place).all(axis=1))).size:
                indices[y, x] = same[0]
                continue
            passed_on = np.zeros(3, np.float32)
            for on, down, share in taps:
                from_y = y - int(down)
                from_x = x + int(on) if ditherer.serpentine and from_y % 2 == 1 else x - int(on)
                if from_y >= 0 and 0 <= from_x < width:
                    passed_on += errors[from_y, from_x] * share
            wanted = place + passed_on * np.float32(ditherer.strength)
            wanted = np.clip(wanted, np.minimum(place, low), np.maximum(place, high))
            nearest = int(squared_distances(wanted, entries).argmin())
            before = x + 1 if backwards else x - 1
            if ditherer.hysteresis and 0 <= before < width:
                squared = squared_distances(wanted, entries)
                within = np.float32((1.0 + ditherer.hysteresis) ** 2)
                if squared[indices[y, before]] <= squared[nearest] * within:
                    nearest = int(indices[y, before])
            indices[y, x] = nearest
            errors[y, x] = wanted - entries[nearest]
    return indices


def bits_of_cubes(colors: Image) -> int:
    """As many bits of each channel as it takes for few entries to share a cube."""
    for bits in range(5 if len(colors) <= 32 else 6, 8):
        cubes = np.unique(colors >> (8 - bits), axis=0)
        if (len(colors) - len(cubes)) * 8 <= len(colors):
            return bits
    return 8


def ordered(ditherer: Ordered, image: Image, colors: Image) -> NDArray[np.int64]:
    """Choose pixel by pixel between two entries, by the share of the second."""
    height, width, _ = image.shape
    thresholds = ditherer.thresholds()
    side = len(thresholds)
    wide = 2 ** (8 - bits_of_cubes(colors)) - 1
    indices = np.empty((height, width), np.int64)
    for y in range(height):
        for x in range(width):
            pixel = image[y, x]
            if (same := np.flatnonzero((colors == pixel).all(axis=1))).size:
                indices[y, x] = same[0]
                continue
            rest = (pixel & wide).astype(np.float32)
            low = (pixel & ~np.uint8(wide)).astype(np.float32)
            first, second, share, gains = mixture(low, wide, colors, ditherer.contrast)
            for gain, value in zip(gains, rest, strict=True):
                share += gain * value
            indices[y, x] = second if share > thresholds[y % side, x % side] else first
    return indices


def mixture(
    low: Row, wide: int, colors: Image, contrast: float
) -> tuple[int, int, np.float32, Row]:
    """The two entries for a cube, the second's share at its corner, and how that grows."""
    entries = colors.astype(np.float32)
    middle = np.float32(0.5) * (low + (low + np.float32(wide)))
    first = int(squared_distances(middle, entries).argmin())
    steps = entries - entries[first]
    along, apart = (np.zeros(len(entries), np.float32) for _ in range(2))
    for channel in range(3):
        along += steps[:, channel] * (middle[channel] - entries[first, channel])
        apart += steps[:, channel] * steps[:, channel]
    if not (along > 0).any():
        return first, first, np.float32(0), np.zeros(3, np.float32)
    with np.errstate(invalid="ignore"):
        cost = apart * np.float32(contrast) - along * along / apart
    second = int(np.where(along > 0, cost, np.float32(np.inf)).argmin())
    share = along[second] / apart[second]
    gains = np.zeros(3, np.float32)
    if wide > 0:
        gains = np.float32(wide) * steps[second] / (apart[second] * np.float32(wide))
        for gain in gains:
            share -= gain * np.float32(0.5 * wide)
    lightness = colors @ (299, 587, 114)
    if lightness[second] < lightness[first]:  # the lighter is always the second
        return second, first, np.float32(1) - share, -gains
    return first, second, share, gains
