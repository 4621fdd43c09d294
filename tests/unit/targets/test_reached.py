import numpy as np
from numpy.typing import NDArray

import colorquant as cq


def test_it_says_in_words_what_was_reached(photo: NDArray[np.uint8]) -> None:
    reached = cq.quantize_to_target(photo, psnr=30)
    lines = str(reached).splitlines()
    assert lines[0] == "asked psnr 30"
    assert lines[1].startswith(f"{reached.n} colors (k-means, balanced): psnr 30.")
    assert lines[2] == f"found by {len(reached.trials)} trials"
    assert lines[3].startswith(f"worst at row {reached.worst[0].row}, column")
    assert reached.palette is reached.image.palette


def test_a_lossless_result_has_no_worst_pixel() -> None:
    reached = cq.quantize_to_target(np.array([[0, 9]], np.uint8), max_delta_e=0)
    assert (reached.n, reached.worst) == (2, ())
    assert "worst at" not in str(reached)
