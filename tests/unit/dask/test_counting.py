"""The histogram of blocks: that of the whole, bit for bit."""

import warnings
from pathlib import Path
from typing import Any

import dask
import dask.array as da
import dask.bag as db
import numpy as np
import pytest
from dask import delayed
from numpy.typing import NDArray
from PIL import Image

import colorquant as cq
import colorquant.dask
from colorquant.dask.counting import FAN_IN, in_a_tree
from colorquant.errors import ImageFileError, InvalidImageError, InvalidOptionError

Pixels = NDArray[np.uint8]


def kinds(pixels: Pixels) -> dict[str, NDArray[Any]]:
    """One image of each kind; some have blocks of a lesser one."""
    deep = pixels.astype(np.uint16) * 257
    deep[100:, 50:] -= 1
    glass = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    glass[100:, 50:, 3] = pixels[100:, 50:, 0]
    return {
        "colors": pixels,
        "gray": pixels[..., 0],
        "gray as a channel": pixels[..., :1],
        "gray and alpha": glass[..., 2:],
        "alpha": glass,
        "16 bits": deep,
        "floats": (pixels / 255).astype(np.float32),
        "bits": pixels[..., 0] > 100,
    }


@pytest.mark.parametrize("kind", kinds(np.zeros((190, 230, 3), np.uint8)))
@pytest.mark.parametrize("chunks", [(190, 230), (64, 100), (7, 230)])
def test_it_is_that_of_everything_at_once(
    pixels: Pixels, kind: str, chunks: tuple[int, int]
) -> None:
    image = kinds(pixels)[kind]
    array = da.from_array(image, chunks=(*chunks, -1)[: image.ndim])

    assert colorquant.dask.histogram(array) == cq.ColorHistogram.from_image(image)


@pytest.mark.parametrize("scheduler", ["threads", "synchronous", None])
def test_it_does_not_depend_on_where_it_is_counted(
    blocks: Any, pixels: Pixels, scheduler: str | None
) -> None:
    counted = colorquant.dask.histogram(blocks, scheduler=scheduler, threads=3)

    assert counted == cq.ColorHistogram.from_image(pixels)


@pytest.mark.parametrize("kind", ["colors", "alpha", "16 bits"])
def test_it_does_not_depend_on_the_order_of_the_blocks(pixels: Pixels, kind: str) -> None:
    image = kinds(pixels)[kind]
    pieces = [image[top : top + 10] for top in range(0, len(image), 10)]

    for seed in range(3):
        np.random.default_rng(seed).shuffle(pieces)
        array = da.concatenate([da.from_array(piece) for piece in pieces])
        assert colorquant.dask.histogram(array) == cq.ColorHistogram.from_image(image)


@pytest.mark.parametrize("nodata", [(250, 240, 30), [[12, 12, 40], [1, 2, 3]]])
def test_nodata_is_left_out(blocks: Any, pixels: Pixels, nodata: Any) -> None:
    pixels = pixels.copy()
    pixels[70:, 100:] = nodata[0] if isinstance(nodata, list) else nodata
    array = da.from_array(pixels, chunks=(64, 50, 3))

    counted = colorquant.dask.histogram(array, nodata=nodata)

    assert counted == cq.ColorHistogram.from_image(pixels, nodata=nodata)


def test_what_is_masked_is_left_out(pixels: Pixels) -> None:
    mask = np.zeros(pixels.shape, bool)
    mask[:100, 30:] = True
    array = da.from_array(np.ma.MaskedArray(pixels, mask), chunks=(64, 60, 3), asarray=False)

    counted = colorquant.dask.histogram(array)

    assert counted == cq.ColorHistogram.from_image(pixels[~mask].reshape(1, -1, 3))


def test_colors_that_are_too_many_to_be_held_one_by_one_are_said(
    blocks: Any, pixels: Pixels, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coarse(images: Any, **options: Any) -> cq.ColorHistogram:
        deep = np.concatenate([image.reshape(-1, 3) for image in images]).astype(np.uint16) * 251
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return from_image(noise + deep[:1], max_colors=65_536)

    from_image = cq.ColorHistogram.from_image
    noise = np.random.default_rng(0).integers(0, 1000, (300, 300, 3), dtype=np.uint16)
    monkeypatch.setattr(cq.ColorHistogram, "from_images", coarse)

    with pytest.warns(cq.ColorQuantWarning, match="merged in cells"):
        counted = colorquant.dask.histogram(blocks, scheduler="synchronous")

    assert not counted.exact


@pytest.mark.parametrize("of", [Path, cq.image.as_image])
def test_a_bag_of_images(of: Any, tmp_path: Path, pixels: Pixels) -> None:
    paths = save_parts(tmp_path, pixels)
    bag = db.from_sequence(paths, npartitions=2).map(of)

    assert colorquant.dask.histogram(bag) == cq.ColorHistogram.from_images(paths)


def test_a_bag_may_have_empty_partitions(tmp_path: Path, pixels: Pixels) -> None:
    paths = save_parts(tmp_path, pixels)
    bag = db.from_sequence(paths, npartitions=3).filter(lambda path: path.name != "0.png")

    assert colorquant.dask.histogram(bag) == cq.ColorHistogram.from_images(paths[1:])


def test_paths_of_images_and_of_rasters(tmp_path: Path, stored: Path, pixels: Pixels) -> None:
    paths = save_parts(tmp_path, pixels)

    counted = colorquant.dask.histogram([paths[0], str(stored), paths[1]])

    assert counted == cq.ColorHistogram.from_images([paths[0], pixels, paths[1]])
    assert colorquant.dask.histogram(stored) == cq.ColorHistogram.from_image(pixels)


def test_too_many_colors_become_the_same_cells_as_in_memory() -> None:
    image = np.random.default_rng(5).integers(0, 65536, (400, 300, 3)).astype(np.uint16)
    blocks = da.from_array(image, chunks=(100, 150, 3))
    with pytest.warns(cq.ColorQuantWarning, match="cells of"):
        expected = cq.ColorHistogram.from_image(image, max_colors=1 << 16)
    with pytest.warns(cq.ColorQuantWarning, match="merged in cells"):
        found = colorquant.dask.histogram(blocks, max_colors=1 << 16)
    assert found == expected
    with pytest.raises(cq.InvalidOptionError, match="max_colors is 5"):
        colorquant.dask.histogram(blocks, max_colors=5)


def test_a_tree_holds_few_at_a_time() -> None:
    one = cq.ColorHistogram.from_image(np.zeros((1, 1), np.uint8))
    total = in_a_tree([delayed(one) for _ in range(100)], 1 << 20)

    graph = dict(total.__dask_graph__())
    sums = [task for key, task in graph.items() if isinstance(key, tuple)]
    assert len(sums) == 25 + 7 + 2 + 1
    assert max(len(task.dependencies) for task in sums) <= FAN_IN
    assert total.compute(scheduler="synchronous").pixel_count == 100


def test_progress_goes_from_none_to_all(blocks: Any) -> None:
    told: list[float] = []

    colorquant.dask.histogram(blocks, progress=told.append)

    assert told == sorted(told)
    assert len(told) > 9
    assert told[-1] == 1


def test_the_work_is_lazy_until_it_is_counted(pixels: Pixels) -> None:
    with dask.config.set(scheduler="synchronous"):
        counted = colorquant.dask.histogram(da.from_array(pixels))

    assert counted.pixel_count == pixels.size // 3


@pytest.mark.parametrize(
    ("source", "options", "error", "said"),
    [
        (np.zeros((3, 4), np.uint8), {}, InvalidImageError, "paths are needed; got ndarray"),
        (7, {}, InvalidImageError, "a dask array, a dask bag or paths are needed; got int"),
        ([], {}, InvalidOptionError, "no image is given"),
        (["no.png"], {}, ImageFileError, r"no\.png does not exist"),
        (da.zeros((3, 4), dtype="i4"), {}, InvalidImageError, "type is int32"),
        (da.full((3, 4), 2.0), {}, InvalidImageError, "outside 0 to 1"),
        (da.full((3, 4), np.nan), {}, InvalidImageError, "not finite"),
        (da.zeros((3, 4)), {"nodata": 0}, InvalidImageError, "all pixels are nodata"),
        (da.zeros((3, 4)), {"nodata": "red"}, InvalidOptionError, "nodata is 'red'; allowed"),
        (da.zeros((3, 4)), {"scheduler": "tread"}, InvalidOptionError, "scheduler is 'tread'"),
        (da.zeros((3, 4)), {"threads": 0}, InvalidOptionError, "threads is 0; allowed"),
    ],
)
def test_what_makes_no_sense_is_one_error(
    source: Any, options: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        colorquant.dask.histogram(source, **options)


def save_parts(folder: Path, pixels: Pixels) -> list[Path]:
    paths = [folder / f"{number}.png" for number in range(3)]
    for number, path in enumerate(paths):
        Image.fromarray(pixels[60 * number : 60 * (number + 1)]).save(path)
    return paths
