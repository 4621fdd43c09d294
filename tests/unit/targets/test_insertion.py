import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.color import PointSpace, get_space
from colorquant.color.depth import with_alpha
from colorquant.targets.insertion import insert_entries


def inserted(
    image: NDArray[np.uint8],
    limit: float,
    *,
    space: str = "lab",
    max_colors: int = 256,
    fixed: int = 0,
) -> NDArray[np.uint8] | None:
    histogram = cq.ColorHistogram.from_image(image)
    start = with_alpha(cq.KMeans(2, space=space).fit(histogram).colors).view(np.uint8)
    points = PointSpace(get_space(space), histogram.colors.shape[1] == 4)
    return insert_entries(
        histogram,
        points,
        start,
        locked=fixed,
        fixed=fixed,
        limit=limit,
        max_colors=max_colors,
        threads=1,
    )


@pytest.mark.parametrize("space", ["lab", "srgb"])
@pytest.mark.parametrize("limit", [25.0, 10.0])
def test_no_color_is_further_than_the_limit(
    photo: NDArray[np.uint8], glass: NDArray[np.uint8], space: str, limit: float
) -> None:
    for image in (photo, glass):
        entries = inserted(image, limit, space=space)
        assert entries is not None
        palette = cq.Palette(np.unique(entries, axis=0), space=space)
        reduced = cq.quantize_to_target(image, max_delta_e=limit, space=space)
        assert cq.metrics.max_delta_e_2000(image, reduced.image.to_array()) <= limit + 1e-8
        assert reduced.n <= len(palette)


def test_what_is_fixed_stays(photo: NDArray[np.uint8]) -> None:
    histogram = cq.ColorHistogram.from_image(photo)
    start = with_alpha(cq.KMeans(2, space="lab").fit(histogram).colors)
    entries = inserted(photo, 10.0, fixed=2)
    assert entries is not None
    np.testing.assert_array_equal(entries[:2], start)


def test_too_many_are_none(photo: NDArray[np.uint8]) -> None:
    assert inserted(photo, 1.0, max_colors=5) is None
