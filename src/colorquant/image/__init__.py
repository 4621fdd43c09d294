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
    Picture,
    Profile,
    as_image,
    as_picture,
)

__all__ = [
    "METADATA_OPTIONS",
    "PROFILES",
    "Description",
    "ImageLike",
    "Indexed",
    "Metadata",
    "MetadataOption",
    "Picture",
    "Pixels",
    "Profile",
    "as_image",
    "as_picture",
    "describe",
]
