"""The formats of indexed images: one file and one line for each ending."""

from colorquant.files.indexed.bmp import BMP
from colorquant.files.indexed.gif import GIF
from colorquant.files.indexed.indexed_format import IndexedFormat
from colorquant.files.indexed.png import PNG
from colorquant.files.indexed.tiff import TIFF
from colorquant.files.indexed.webp import WEBP

INDEXED_FORMATS: dict[str, IndexedFormat] = {
    ".bmp": BMP,
    ".gif": GIF,
    ".png": PNG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".webp": WEBP,
}
"""The format of each ending."""
