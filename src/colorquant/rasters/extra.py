"""The libraries of the extra ``rasters``, imported when they are first needed."""

from importlib import import_module
from typing import Any

from colorquant.errors import InvalidOptionError


def library(name: str) -> Any:
    """Import ``tifffile`` or ``zarr``.

    Raises
    ------
    InvalidOptionError
        If it is not installed: how to get it.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise InvalidOptionError(
            f"reading and writing rasters piece by piece needs {name}: "
            "pip install 'colorquant[rasters]'"
        ) from None
