"""The same bits on every machine: hashes of palettes and indices as they were recorded.

An answer changes only by a decision: raise `KMeans.algorithm_version`, and then
``pytest tests/golden --update-golden`` accepts today's answers.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.conftest import make_photo

import colorquant as cq
from colorquant._options import EFFORTS, Effort

GOLDEN = Path(__file__).with_name("answers.json")


def answer(image: NDArray[np.uint8], n: int, effort: Effort) -> str:
    result = cq.quantize(image, n, effort=effort)
    return hashlib.sha256(result.palette.colors.tobytes() + result.indices.tobytes()).hexdigest()


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("n", [2, 16, 256, 400])
@pytest.mark.parametrize("name", ["photo", "grey"])
def test_answer_is_the_recorded_one(
    request: pytest.FixtureRequest, name: str, n: int, effort: Effort
) -> None:
    photo = make_photo(120, 160, seed=3)
    image = photo if name == "photo" else np.ascontiguousarray(photo[..., 1])
    key, today = f"{name} {n} {effort}", answer(image, n, effort)
    recorded = json.loads(GOLDEN.read_text()) if GOLDEN.exists() else {}
    if request.config.getoption("--update-golden"):
        recorded["algorithm_version"] = cq.KMeans.algorithm_version
        recorded[key] = today
        GOLDEN.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")
    else:
        assert recorded["algorithm_version"] == cq.KMeans.algorithm_version
        assert recorded[key] == today, "raise KMeans.algorithm_version if this was a decision"
