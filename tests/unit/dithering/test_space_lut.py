import numpy as np
import pytest

from colorquant.color import SPACES, PointSpace, get_space
from colorquant.dithering.space_lut import STEPS, space_lut


@pytest.mark.parametrize("name", [name for name in SPACES if name != "srgb"])
def test_nodes_are_where_the_space_has_them(name: str) -> None:
    levels = np.array([0, 8, 17, 32]) * 65535 // STEPS  # at nodes, but for rounding
    colors = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(-1, 3)
    steps = np.rint(colors * STEPS / 65535).astype(int)
    nodes = space_lut(name).nodes.reshape(STEPS + 1, STEPS + 1, STEPS + 1, 4)

    points = PointSpace(get_space(name), False).points(colors.astype(np.uint16)) / 256.0

    np.testing.assert_allclose(nodes[tuple(steps.T)][:, :3], points, atol=0.02)
    assert not nodes[..., 3].any()


def test_srgb_needs_no_nodes() -> None:
    assert space_lut("srgb").nodes.size == 0
    assert space_lut("srgb").middle_and_reach == pytest.approx((127.5,) * 3 + (127.5 * 3**0.5,))


@pytest.mark.parametrize("name", SPACES)
def test_opacity_reaches_half_as_far_as_white_is_from_black(name: str) -> None:
    *middle, radius = space_lut(name).middle_and_reach
    ends = PointSpace(get_space(name), True).points(np.array([[0] * 3, [255] * 3], np.uint8))
    scale = 255.0 * 257.0 if name == "srgb" else 65280.0
    black, white = ends * (255.0 / scale if name == "srgb" else 1 / 256.0)

    np.testing.assert_allclose(middle, (black + white)[:3] / 2, atol=0.02)
    assert radius == pytest.approx(np.linalg.norm((white - black)[:3]) / 2, abs=0.02)
