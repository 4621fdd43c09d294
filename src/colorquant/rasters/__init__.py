"""Images that are larger than memory: read and written piece by piece.

It takes an extra: ``pip install "colorquant[rasters]"``.
"""

from colorquant.rasters.formats import RASTER_SUFFIXES, is_large, is_zarr, open_raster
from colorquant.rasters.output import check_raster_output, check_raster_palette
from colorquant.rasters.raster import Raster, block_shape
from colorquant.rasters.tiff import write_tiff
from colorquant.rasters.zarr import new_zarr, stored_chunks

__all__ = [
    "RASTER_SUFFIXES",
    "Raster",
    "block_shape",
    "check_raster_output",
    "check_raster_palette",
    "is_large",
    "is_zarr",
    "new_zarr",
    "open_raster",
    "stored_chunks",
    "write_tiff",
]
