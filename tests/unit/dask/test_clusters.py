"""A real cluster of separate processes, and what can be wrong with one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent
from typing import Any

import dask
import dask.array as da
import numpy as np
import pytest
import zarr
from distributed import Client, LocalCluster
from numpy.typing import NDArray

import colorquant as cq
import colorquant.dask
from colorquant.errors import ClusterError, ImageFileError

pytestmark = [
    pytest.mark.slow,
    # Sockets of workers that are killed, or of a scheduler that is not there, are not closed.
    pytest.mark.filterwarnings("default::ResourceWarning"),
    pytest.mark.filterwarnings("default::pytest.PytestUnraisableExceptionWarning"),
]

Pixels = NDArray[np.uint8]


@contextmanager
def local_cluster(workers: int = 2) -> Iterator[Any]:
    with (
        dask.config.set({"distributed.worker.profile.enabled": False}),
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as cluster,
    ):
        yield cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with local_cluster() as cluster:
        yield cluster


@pytest.fixture
def large(tmp_path: Path, pixels: Pixels) -> tuple[Path, Pixels]:
    """A Zarr of a few hundred blocks, each with colors of its own."""
    tiled = np.tile(pixels, (8, 8, 1))
    tiled += np.arange(tiled.shape[1], dtype=np.uint8)[:, np.newaxis] // 8
    path = tmp_path / "large.zarr"
    zarr.create_array(str(path), data=tiled, chunks=(64, 64, 3))
    return path, tiled


def in_small_blocks(path: Path) -> Any:
    return colorquant.dask.open_raster(path).rechunk((100, 100, 3))


def test_counted_fitted_mapped_and_written_as_in_memory(
    cluster: Any, large: tuple[Path, Pixels], tmp_path: Path
) -> None:
    path, image = large
    array, address, told = in_small_blocks(path), cluster.scheduler_address, list[float]()

    counted = colorquant.dask.histogram(array, scheduler=address, progress=told.append)
    palette = colorquant.dask.fit(counted, 64)
    for name in ("o.zarr", "o.tif"):
        colorquant.dask.write(palette, array, tmp_path / name, scheduler=address)

    expected = cq.quantize(image, 64, dither="none")
    assert counted == cq.ColorHistogram.from_image(image)
    assert palette == expected.palette
    assert told == sorted(told)
    assert told[0] >= 0
    assert told[-1] <= 1
    written = zarr.open_array(str(tmp_path / "o.zarr"), mode="r")[...]
    np.testing.assert_array_equal(np.asarray(written), expected.indices)
    shown = colorquant.dask.open_raster(tmp_path / "o.tif").compute()
    np.testing.assert_array_equal(shown, expected.to_array())


def test_the_client_that_is_active_is_used(cluster: Any, pixels: Pixels) -> None:
    main = os.getpid()
    array = da.from_array(pixels, chunks=(50, 50, 3)).map_blocks(
        lambda block: block + np.uint8(os.getpid() == main), dtype=np.uint8
    )

    with Client(cluster):
        counted = colorquant.dask.histogram(array)

    assert counted == cq.ColorHistogram.from_image(pixels)


@pytest.mark.parametrize("work", ["count", "write"])
def test_a_worker_killed_midway_changes_nothing(
    large: tuple[Path, Pixels], tmp_path: Path, work: str
) -> None:
    path, image = large
    palette = cq.Palette([[0, 0, 0], [99, 40, 30], [255, 255, 255]])

    with local_cluster() as cluster:
        address, victims = cluster.scheduler_address, [cluster.workers[0].pid]
        array = in_small_blocks(path)

        def kill_in_the_first_half(share: float) -> None:
            if 0.0 < share < 0.5 and victims:
                os.kill(victims.pop(), signal.SIGKILL)

        how = {"scheduler": address, "progress": kill_in_the_first_half}
        if work == "count":
            counted = colorquant.dask.histogram(array, **how)
            assert counted == cq.ColorHistogram.from_image(image)
        else:
            colorquant.dask.write(palette, array, tmp_path / "o.zarr", **how)
            written = zarr.open_array(str(tmp_path / "o.zarr"), mode="r")[...]
            expected = palette.apply(image, dither="none").indices
            np.testing.assert_array_equal(np.asarray(written), expected)

    assert not victims


def test_what_a_worker_raises_of_ours_is_raised_here(cluster: Any) -> None:
    with pytest.raises(ImageFileError, match=r"no\.png does not exist"):
        colorquant.dask.histogram(["no.png"], scheduler=cluster.scheduler_address)


def test_a_worker_that_dies_of_a_block_again_and_again_is_one_error() -> None:
    array = da.zeros((3, 4), dtype="u1").map_blocks(_die, dtype="u1", meta=np.empty((0, 0), "u1"))

    with (
        local_cluster() as doomed,
        pytest.raises(ClusterError, match="4 workers died on a block, possibly out of memory"),
    ):
        colorquant.dask.histogram(array, scheduler=doomed.scheduler_address)


def _die(block: Pixels) -> Pixels:
    os._exit(1)


def test_a_scheduler_that_is_not_there_is_said_soon() -> None:
    with pytest.raises(ClusterError, match=r"the scheduler tcp://127.0.0.1:9 cannot be reached: "):
        colorquant.dask.histogram(["no.png"], scheduler="tcp://127.0.0.1:9")


def test_a_scheduler_without_workers_is_said_soon() -> None:
    with (
        local_cluster(0) as cluster,
        pytest.raises(ClusterError, match=r"the scheduler tcp://.* has no workers"),
    ):
        colorquant.dask.histogram(["no.png"], scheduler=cluster.scheduler_address)


WORKER_WITHOUT_THE_PACKAGE = """
    import asyncio, importlib.metadata, sys
    from distributed import Worker

    version = importlib.metadata.version

    def without_ours(name):
        if name == "colorquant":
            raise importlib.metadata.PackageNotFoundError(name)
        return version(name)

    importlib.metadata.version = without_ours

    async def work():
        async with Worker(sys.argv[1], nthreads=1, dashboard_address=None) as worker:
            await worker.finished()

    asyncio.run(work())
"""


def test_a_worker_without_the_package_is_named() -> None:
    with local_cluster(0) as cluster:
        script = dedent(WORKER_WITHOUT_THE_PACKAGE)
        worker = subprocess.Popen([sys.executable, "-c", script, cluster.scheduler_address])
        try:
            with pytest.raises(
                ClusterError,
                match=r"is needed on every worker and the scheduler; tcp://.* has none",
            ):
                colorquant.dask.histogram(["no.png"], scheduler=cluster.scheduler_address)
        finally:
            worker.kill()
            worker.wait()


BOUNDED = """
    import resource, sys
    import colorquant.dask as cqd

    array = cqd.open_raster(sys.argv[1])
    palette = cqd.fit(array, 16, threads=2)
    cqd.write(palette, array, sys.argv[2], threads=2)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss differs")
@pytest.mark.parametrize("ending", [".zarr", ".tif"])
def test_memory_is_bounded_by_blocks_and_not_by_the_image(
    tmp_path: Path, pixels: Pixels, ending: str
) -> None:
    tile = np.ascontiguousarray(np.tile(pixels, (6, 5, 1))[:1024, :1024])
    array = zarr.create_array(
        str(tmp_path / "in.zarr"), shape=(10_240, 10_240, 3), chunks=(1024, 1024, 3), dtype="u1"
    )
    for row in range(0, 10_240, 1024):
        for column in range(0, 10_240, 1024):
            array[row : row + 1024, column : column + 1024] = tile  # 300 MiB of pixels

    paths = tmp_path / "in.zarr", tmp_path / f"o{ending}"
    script = [sys.executable, "-c", dedent(BOUNDED), *map(str, paths)]
    done = subprocess.run(script, capture_output=True, text=True, check=True)

    assert int(done.stdout) < 500


def test_the_command_line_has_a_cluster_do_it(
    cluster: Any, large: tuple[Path, Pixels], tmp_path: Path
) -> None:
    path, image = large
    names = [str(tmp_path / name) for name in ("all.npz", "all.gpl", "o.zarr")]
    there = ["--scheduler", cluster.scheduler_address]

    for arguments in (
        ["histogram", str(path), *there, "-o", names[0]],
        ["palette", "fit", names[0], "-k", "32", "-o", names[1]],
        ["apply", names[1], str(path), *there, "-o", names[2]],
    ):
        command = [sys.executable, "-W", "error", "-m", "colorquant", *arguments]
        subprocess.run(command, check=True, capture_output=True)

    expected = cq.quantize(image, 32, dither="none")
    written = zarr.open_array(names[2], mode="r")[...]
    np.testing.assert_array_equal(np.asarray(written), expected.indices)
