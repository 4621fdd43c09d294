import math

import pytest

from colorquant.errors import InvalidOptionError
from colorquant.targets.registry import QUALITIES, quality_targets, size_target


def test_targets_are_those_with_a_limit() -> None:
    [only] = quality_targets({"psnr": None, "mean_delta_e": 2})
    assert (only.name, only.limit) == ("mean_delta_e", 2.0)
    assert size_target(None, None, 256) is None


@pytest.mark.parametrize("name", QUALITIES)
@pytest.mark.parametrize("limit", [math.nan, -1, "3", True, [2.0], 1j])
def test_a_limit_that_is_no_number_from_0_is_refused(name: str, limit: object) -> None:
    with pytest.raises(InvalidOptionError, match=rf"{name} is .*; allowed is a number from 0 on"):
        quality_targets({name: limit})


@pytest.mark.parametrize("size", [0, -5, 1.5, "9", math.nan, True])
def test_a_size_that_is_no_whole_number_from_1_is_refused(size: object) -> None:
    with pytest.raises(InvalidOptionError, match=r"file_size is .*; allowed is a whole number"):
        size_target(size, None, 256)


def test_formats_are_those_that_are_written() -> None:
    target = size_target(1000, "gif", 256)
    assert target is not None
    assert target.format == "gif"
    with pytest.raises(InvalidOptionError, match="format is 'jpg'; allowed are bmp, gif, png"):
        size_target(1000, "jpg", 256)
    with pytest.raises(
        InvalidOptionError, match=r"most is 300; allowed in a \.gif file is at most"
    ):
        size_target(1000, "gif", 300)
    with pytest.raises(InvalidOptionError, match="format is 'png'; allowed is one with file_size"):
        size_target(None, "png", 256)
