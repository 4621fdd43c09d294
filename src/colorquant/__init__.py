"""The N colours that represent an image best: K-Means over every pixel, exactly."""

from colorquant import errors, files, fitting, metrics
from colorquant.errors import (
    ColorQuantError,
    ImageFileError,
    InvalidImageError,
    InvalidOptionError,
    InvalidPaletteError,
)
from colorquant.fitting import KMeans, RandomCodebook
from colorquant.histogram import ColorHistogram
from colorquant.indexed import IndexedImage
from colorquant.palette import Palette
from colorquant.pipeline import quantize

__version__ = "0.1.0.dev0"

__all__ = [
    "ColorHistogram",
    "ColorQuantError",
    "ImageFileError",
    "IndexedImage",
    "InvalidImageError",
    "InvalidOptionError",
    "InvalidPaletteError",
    "KMeans",
    "Palette",
    "RandomCodebook",
    "errors",
    "files",
    "fitting",
    "metrics",
    "quantize",
]
