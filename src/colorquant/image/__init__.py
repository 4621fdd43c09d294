"""Whatever a user has, turned into the one form that every stage takes."""

from colorquant.files import Metadata
from colorquant.image.description import Description, describe
from colorquant.image.normal import Pixels
from colorquant.image.palettes import Indexed
from colorquant.image.picture import (
    METADATA_OPTIONS,
    PROFILES,
    ImageLike,
    MetadataOption,
    Profile,
    SourceImage,
    as_image,
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
    "Pixels",
    "Profile",
    "SourceImage",
    "as_image",
    "describe",
    "load_image",
]
