"""The same bits on every machine: hashes of palettes and indices as they were recorded.

An answer changes only by a decision: raise `KMeans.algorithm_version`, and then
``pytest tests/golden --update-golden`` accepts today's answers.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.conftest import make_photo

import colorquant as cq
from colorquant._validation import EFFORTS, Effort
from colorquant.color import SPACES
from colorquant.dithering import DITHERERS

Image = NDArray[np.uint8] | NDArray[np.uint16]

GOLDEN = Path(__file__).with_name("answers.json")


PHOTO = make_photo(120, 160, seed=3)
IMAGES: dict[str, Image] = {
    "photo": PHOTO,
    "gray": np.ascontiguousarray(PHOTO[..., 1]),
    "alpha": np.dstack([PHOTO, np.clip(2 * PHOTO[..., 1].astype(int) - 150, 0, 255)]).astype(
        np.uint8
    ),
    "deep": 200 * PHOTO.astype(np.uint16) + np.arange(160, dtype=np.uint16)[:, np.newaxis],
}
SPACES_OF = {"photo": list(SPACES), "gray": ["srgb"], "alpha": ["srgb", "lab"], "deep": ["srgb"]}


def answer(image: Image, n: int, **options: Any) -> str:
    result = cq.quantize(image, n, **options)
    return hashlib.sha256(result.palette.colors.tobytes() + result.indices.tobytes()).hexdigest()


def check(request: pytest.FixtureRequest, key: str, today: str) -> None:
    recorded = json.loads(GOLDEN.read_text()) if GOLDEN.exists() else {}
    if request.config.getoption("--update-golden"):
        recorded["algorithm_version"] = cq.KMeans.algorithm_version
        recorded[key] = today
        GOLDEN.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")
    else:
        assert recorded["algorithm_version"] == cq.KMeans.algorithm_version
        assert recorded[key] == today, "raise KMeans.algorithm_version if this was a decision"


@pytest.mark.parametrize("effort", EFFORTS)
@pytest.mark.parametrize("n", [2, 16, 256, 400])
@pytest.mark.parametrize(
    ("name", "space"), [(name, space) for name, spaces in SPACES_OF.items() for space in spaces]
)
def test_answer_is_the_recorded_one(
    request: pytest.FixtureRequest, name: str, n: int, effort: Effort, space: str
) -> None:
    key = f"{name} {space} {n} {effort}"
    check(request, key, answer(IMAGES[name], n, effort=effort, space=space, dither="none"))


@pytest.mark.parametrize("n", [2, 16, 400])
@pytest.mark.parametrize("name", IMAGES)
@pytest.mark.parametrize("dither", DITHERERS)
def test_dithered_answer_is_the_recorded_one(
    request: pytest.FixtureRequest, dither: str, name: str, n: int
) -> None:
    check(request, f"{name} {dither} {n}", answer(IMAGES[name], n, dither=dither))
