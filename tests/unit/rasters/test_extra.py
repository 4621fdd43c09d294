"""What is said where the extra is not installed."""

import sys

import pytest

from colorquant.errors import InvalidOptionError
from colorquant.rasters.extra import library


def test_a_library_that_is_there_is_imported() -> None:
    assert library("zarr").__name__ == "zarr"


def test_one_that_is_not_is_an_error_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tifffile", None)

    with pytest.raises(InvalidOptionError, match=r"tifffile: pip install 'colorquant\[rasters\]'"):
        library("tifffile")
