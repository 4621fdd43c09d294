"""Whatever a user has, turned into the one form that every stage takes."""

from colorquant.files import Metadata
from colorquant.image.arrays import Pixels
from colorquant.image.description import Description, describe
from colorquant.image.mask import as_mask
from colorquant.image.nodata import NoData, nodata_colors, parse_nodata
from colorquant.image.pillow import Indexed
from colorquant.image.source_image import (
    METADATA_OPTIONS,
    PROFILES,
    ImageLike,
    MetadataOption,
    Profile,
    SourceImage,
    as_image,
    load_frames,
    load_image,
)

__all__ = [
    "METADATA_OPTIONS",
    "PROFILES",
    "Description",
    "ImageLike",
    "Indexed",
    "Metadata",
    "MetadataOption",
    "NoData",
    "Pixels",
    "Profile",
    "SourceImage",
    "as_image",
    "as_mask",
    "describe",
    "load_frames",
    "load_image",
    "nodata_colors",
    "parse_nodata",
]
