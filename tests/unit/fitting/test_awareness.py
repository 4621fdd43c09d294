from typing import Any

import pytest

import colorquant as cq
from colorquant.dithering import ErrorDiffusion
from colorquant.fitting.awareness import dither_fit_of
from colorquant.fitting.dither_aware import DitherFit

DITHER = ErrorDiffusion()


def test_takes_over_what_the_fitter_was_asked_for() -> None:
    fitter = cq.KMeans(9, effort="best", fixed_colors=[(8, 4, 0)], color_depth="rgb565", threads=2)
    found = dither_fit_of(fitter, DITHER, asked=None, all_count=True)
    assert found is not None
    assert found == DitherFit(DITHER, effort="best", keep=1, bits=(5, 6, 5), threads=2)
    assert dither_fit_of(fitter, DITHER, asked=False, all_count=True) is None


@pytest.mark.parametrize(
    ("options", "dither", "all_count", "hindrance"),
    [
        ({}, None, True, "no dither"),
        ({}, DITHER, False, "weights or nodata"),
        ({"candidates": cq.Palette([(0, 0, 0), (9, 9, 9)]), "n": 2}, DITHER, True, "a catalog"),
        ({"min_delta_e": 3.0}, DITHER, True, "a minimum distance"),
        ({"n": 257}, DITHER, True, "more than 256 entries"),
    ],
)
def test_what_cannot_be_done_is_done_without_unless_it_is_asked_for(
    options: dict[str, Any], dither: ErrorDiffusion | None, all_count: bool, hindrance: str
) -> None:
    fitter = cq.KMeans(**({"n": 4} | options))
    assert dither_fit_of(fitter, dither, asked=None, all_count=all_count) is None
    with pytest.raises(
        cq.InvalidOptionError, match=f"dither_aware is True and there is {hindrance}"
    ):
        dither_fit_of(fitter, dither, asked=True, all_count=all_count)
