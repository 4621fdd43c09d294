from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import colorquant as cq
from colorquant.counting import Counted
from colorquant.histogram.counted_images import count_image

MOST = 1 << 20


@pytest.fixture
def in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("colorquant.histogram.counted_images._MAX_BYTES", 2000)


def counted(image: cq.Palette | NDArray[np.generic], **options: object) -> Counted:
    weights, nodata = options.get("weights"), options.get("nodata")
    return count_image(image, weights, nodata, max_colors=MOST, threads=1)  # type: ignore[arg-type]


def layouts(photo: NDArray[np.uint8]) -> dict[str, NDArray[np.generic]]:
    return {
        "8 bits": photo,
        "gray": photo[..., 1],
        "columns first": np.asfortranarray(photo),
        "floats": photo / np.float32(255),
        "alpha in the last rows": np.dstack(
            [photo, np.clip(np.indices(photo.shape[:2])[0], 250, 255) ^ 5]
        ).astype(np.uint8),
        "16 bits in the last rows": photo * np.uint16(257)
        + (np.indices(photo.shape)[0] > 100).astype(np.uint16),
    }


@pytest.mark.parametrize(
    "layout",
    [
        "8 bits",
        "gray",
        "columns first",
        "floats",
        "alpha in the last rows",
        "16 bits in the last rows",
    ],
)
@pytest.mark.parametrize("masked", [False, True])
def test_blocks_of_rows_add_up_to_the_whole(
    photo: NDArray[np.uint8], layout: str, masked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = layouts(photo)[layout]
    options = {"weights": photo[..., 0] if masked else None, "nodata": (12, 12, 40)}
    whole = counted(image, **options)
    monkeypatch.setattr("colorquant.histogram.counted_images._MAX_BYTES", 2000)
    parts = counted(image, **options)
    for one, other in zip(parts[:3], whole[:3], strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.usefixtures("in_blocks")
def test_what_is_wrong_in_a_block_is_said_of_its_rows(photo: NDArray[np.uint8]) -> None:
    floats = photo / 255.0
    floats[70, 3, 1] = np.nan
    with pytest.raises(
        cq.InvalidImageError, match=r"in rows \d+ to \d+: the array has 1 value not"
    ):
        counted(floats)


@pytest.mark.usefixtures("in_blocks")
def test_progress_is_told_of_each_block(photo: NDArray[np.uint8]) -> None:
    told: list[float] = []
    cq.ColorHistogram.from_image(photo, progress=told.append)
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == 1.0


def test_nodata_is_left_out_before_cells_are_made() -> None:
    image = np.indices((300, 300)).transpose(1, 2, 0).astype(np.uint16)
    image = np.dstack([image, image[..., 0]])
    whole = count_image(image, None, (0, 0, 0), max_colors=1000, threads=1)
    assert whole.shift is not None
    assert int(whole.counts.sum()) == 300 * 300 - 1


@pytest.mark.usefixtures("in_blocks")
def test_a_file_that_is_mapped_into_memory(photo: NDArray[np.uint8], tmp_path: Path) -> None:
    np.save(tmp_path / "photo.npy", photo)
    mapped = np.load(tmp_path / "photo.npy", mmap_mode="r")
    assert cq.ColorHistogram.from_image(mapped) == cq.ColorHistogram.from_images(
        list(photo[np.newaxis])
    )
