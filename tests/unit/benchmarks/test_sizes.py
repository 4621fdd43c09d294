import shutil

import numpy as np
import pytest
from benchmarks.sizes import OF_PNGQUANT, measured, table


def test_the_table_has_medians_and_the_ratio_of_all_bytes() -> None:
    results = {
        16: [{OF_PNGQUANT: 100, "small": size} for size in (50, 90, 100)],
        256: [{OF_PNGQUANT: 300, "small": 360}],
    }
    header, baseline, ours = (row.split()[-3:] for row in table(results).splitlines())
    assert header == ["=", "256", "total"]
    assert baseline == ["1.000", "1.000", "1.000"]
    assert ours == ["0.900", "1.200", "1.000"]


@pytest.mark.skipif(shutil.which("pngquant") is None, reason="needs pngquant")
@pytest.mark.parametrize("dither", ["none", "auto"])
def test_both_files_are_measured(dither: str) -> None:
    image = np.random.default_rng(1).integers(0, 256, (40, 50, 3), dtype=np.uint8)
    sizes = measured(image, 16, dither, ["fast"])
    assert list(sizes) == [OF_PNGQUANT, "fast"]
    assert all(300 < size < 3000 for size in sizes.values())
