"""The work on every image: read, quantize, write, measure; many images at a time."""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from threading import Event, local
from time import perf_counter
from typing import Any, BinaryIO, Literal

from colorquant._progress import Progress
from colorquant._validation import resolve_threads
from colorquant.batch.outputs import Task
from colorquant.errors import (
    ColorQuantError,
    ColorQuantWarning,
    ImageFileError,
    LowQualityError,
)
from colorquant.files import Compression, NamedBytes, write_atomically
from colorquant.image import MetadataOption, Profile, SourceImage, load_image
from colorquant.metrics import delta_e_2000
from colorquant.palette import IndexedImage
from colorquant.quantizer import Quantizer

Status = Literal["done", "skipped", "failed"]
Reason = Literal["quality", "size", "error"]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one image, for reports.

    Attributes
    ----------
    input, output : str
        As they are called; ``-`` is standard input or output.
    status : str
        ``"done"``, ``"skipped"`` or ``"failed"``.
    reason : str or None
        Why not, if it is not done: ``"quality"``, ``"size"`` or ``"error"``.
    message : str or None
        The same in words.
    colors : int or None
        How many entries the palette has.
    distortion, psnr, delta_e : float or None
        As `colorquant.metrics` has them, of what was written; the PSNR is infinite if nothing is
        lost, and CIEDE2000 is None if it was not asked for or a pixel is not opaque.
    optimal : bool
        Whether no palette of this size is better: proven.
    bytes_before, bytes_after : int or None
        Of the two files.
    seconds : float
        That it took.
    notes : tuple of str
        What a user should know of it.
    """

    input: str
    output: str
    status: Status
    reason: Reason | None = None
    message: str | None = None
    colors: int | None = None
    distortion: float | None = None
    psnr: float | None = None
    mean_delta_e: float | None = None
    optimal: bool = False
    bytes_before: int | None = None
    bytes_after: int | None = None
    seconds: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def is_lossless(self) -> bool:
        """Whether every pixel is what it was."""
        return self.psnr is not None and math.isinf(self.psnr)


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is done to every image.

    Attributes
    ----------
    plan : Quantizer
        How it is quantized; the format is that of each output.
    weights : SourceImage or None
        A mask, for one image.
    profile, metadata, first_frame, compression
        See `colorquant.load_image` and `colorquant.IndexedImage.save`.
    force : bool
        Whether existing files are replaced.
    preserve : bool
        Whether an output gets the times and permissions of its input.
    skip_if_larger : bool
        Whether an output that is not smaller than its input is not written.
    dry_run : bool
        Whether nothing is written at all.
    measure_delta_e : bool
        Whether the mean of CIEDE2000 is measured.
    export_palette : Path or None
        A file for the palette, if there is one image.
    is_shared : bool
        Whether the palette was fitted to all images together.
    """

    plan: Quantizer
    weights: SourceImage | None = None
    profile: Profile = "convert"
    metadata: MetadataOption = "strip"
    first_frame: bool = False
    compression: Compression | None = None
    force: bool = False
    preserve: bool = False
    skip_if_larger: bool = False
    dry_run: bool = False
    measure_delta_e: bool = False
    export_palette: Path | None = None
    is_shared: bool = False

    def run(
        self, task: Task, *, threads: int | None = None, progress: Progress | None = None
    ) -> Result:
        """Quantize one image and write it; errors are reported in the result.

        Parameters
        ----------
        task
            The image and where it goes.
        threads
            The number of threads; None for the default.
        progress
            Called with the share done; it may raise to stop the work.

        Returns
        -------
        Result
            What became of the image.
        """
        begin = perf_counter()
        try:
            found = self._run(task, threads, progress)
        except (ColorQuantError, OSError) as error:
            message = str(error)
            if not any(name in message for name in (task.source.name, task.name, "standard ")):
                message = f"{task.source.name}: {message}"
            found = {"status": "failed", "reason": "error", "message": message}
        except MemoryError:
            message = f"there is not enough memory for {task.source.name}"
            found = {"status": "failed", "reason": "error", "message": message}
        seconds = perf_counter() - begin
        return Result(input=task.source.name, output=task.name, seconds=seconds, **found)

    def open(self, task: Task) -> tuple[Path | NamedBytes, int]:
        """Return what to read an image from, and its size in bytes.

        Parameters
        ----------
        task
            The image.

        Returns
        -------
        Path or NamedBytes, int
            The file, or the content of standard input; and the number of bytes.
        """
        path = task.source.path
        if path is None:
            data = sys.stdin.buffer.read()
            return NamedBytes("standard input", data), len(data)
        return path, path.stat().st_size if path.is_file() else 0

    def read(self, source: Path | BinaryIO) -> SourceImage:
        """Read an image with the profile and metadata options of the job.

        Parameters
        ----------
        source
            The file.

        Returns
        -------
        SourceImage
        """
        return load_image(
            source,
            profile=self.profile,
            metadata=self.metadata,
            first_frame=self.first_frame,
        )

    def _run(self, task: Task, threads: int | None, progress: Progress | None) -> dict[str, Any]:
        if task.refused is not None:
            raise ImageFileError(task.refused)
        source, before = self.open(task)
        image = self.read(source)
        plan = replace(self.plan, format=task.format)
        try:
            indexed = plan.quantize(image, weights=self.weights, threads=threads, progress=progress)
        except LowQualityError as error:
            self._pass_through(task, source)
            return {
                "status": "skipped",
                "reason": "quality",
                "message": f"the quality would be too low: {error}",
                "bytes_before": before,
            }
        if self.export_palette is not None and not self.dry_run:
            indexed.palette.save(self.export_palette, overwrite=self.force)
        draft = NamedBytes(task.name)
        indexed.save(draft, format=task.format, compression=self.compression)
        after = len(draft.getvalue())
        found = {**self._measured(indexed, image), "bytes_before": before, "bytes_after": after}
        if self.skip_if_larger and after >= before:
            self._pass_through(task, source)
            message = f"it would have {after:,} bytes, and the input has {before:,}"
            return {"status": "skipped", "reason": "size", "message": message, **found}
        self._write(task, draft.getvalue())
        return {"status": "done", **found}

    def _measured(self, indexed: IndexedImage, image: SourceImage) -> dict[str, Any]:
        all_count = self.weights is None and self.plan.nodata is None and not self.is_shared
        found: dict[str, Any] = {
            "colors": len(indexed.palette),
            "distortion": indexed.distortion,
            "psnr": indexed.psnr,
            "optimal": indexed.palette.optimal and all_count,
        }
        is_opaque = image.pixels.shape[2:] != (4,) and indexed.palette.colors.shape[1] == 3
        if self.measure_delta_e and is_opaque:
            found["mean_delta_e"] = delta_e_2000(image, indexed.to_array())
        return found

    def _write(self, task: Task, data: bytes) -> None:
        if self.dry_run:
            return
        if task.target is None:
            write_to_standard_output(data)
            return
        make_folder(task.target.parent)
        preserve = task.source.path if self.preserve else None
        write_atomically(
            task.target,
            lambda stream: stream.write(data),
            preserve=preserve,
            overwrite=self.force,
        )

    def _pass_through(self, task: Task, source: Path | NamedBytes) -> None:
        """Hand a skipped image on as it came, where a pipe waits for one."""
        if task.target is None and not self.dry_run:
            data = source.getvalue() if isinstance(source, NamedBytes) else source.read_bytes()
            write_to_standard_output(data)


Finished = Callable[[], object]


class Stopped(Exception):  # noqa: N818  # it is no error
    """An image that nobody waits for any more."""


def run_all(
    job: Job,
    tasks: Sequence[Task],
    *,
    threads: int | None = None,
    finished: Finished | None = None,
) -> Iterator[Result]:
    """Do a job to images and yield the results in their order.

    Several images are worked on at a time, so that reading and writing them, which is done by one
    thread each, is shared out, too.

    Parameters
    ----------
    job
        What is done to each.
    tasks
        The images.
    threads
        How many threads to use in all; the results do not depend on it.
    finished
        Called when an image is, perhaps on another thread.

    Yields
    ------
    Result
        What became of each image, in the order of the tasks.
    """
    total = resolve_threads(threads)
    workers = min(len(tasks), total)
    stop = Event()

    def check(share: float) -> None:
        if stop.is_set():
            raise Stopped

    def work(task: Task) -> Result:
        with _notes() as notes:
            result = job.run(
                task,
                threads=max(1, total // workers),
                progress=check if workers > 1 else None,
            )
        if finished is not None:
            finished()
        return replace(result, notes=tuple(notes))

    with _collecting():
        if workers == 1:
            yield from map(work, tasks)
            return
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(work, task) for task in tasks]
            try:
                for future in futures:
                    yield future.result()
            except BaseException:
                stop.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise


class _Collector(local):
    """The notes on what this thread works on."""

    notes: list[str] | None = None


_COLLECTOR = _Collector()


@contextmanager
def _notes() -> Iterator[list[str]]:
    """Collect the notes on an image, in the thread that works on it."""
    notes: list[str] = []
    _COLLECTOR.notes = notes
    try:
        yield notes
    finally:
        _COLLECTOR.notes = None


@contextmanager
def _collecting() -> Iterator[None]:
    """Let each thread collect its notes; whatever else is a warning is shown as ever."""
    show = warnings.showwarning

    def collect_or_show(
        message: Warning | str, category: type[Warning], *where: Any, **more: Any
    ) -> None:
        if _COLLECTOR.notes is not None and issubclass(category, ColorQuantWarning):
            _COLLECTOR.notes.append(str(message))
        else:
            show(message, category, *where, **more)

    with warnings.catch_warnings():
        # Those who decode ignore Pillow's warnings, each for a while, and all threads share that.
        warnings.filterwarnings("ignore", module="PIL")
        warnings.showwarning = collect_or_show
        yield


def fit_shared(
    job: Job, tasks: Sequence[Task], *, threads: int | None = None
) -> tuple[Job, list[Task]]:
    """Fit one palette to all images that can be read.

    Parameters
    ----------
    job
        What is to be done to each; its plan is fitted.
    tasks
        The images.
    threads
        How many threads to use.

    Returns
    -------
    job : Job
        The same, which maps to that palette; unchanged if no image can be read.
    tasks : list of Task
        The same; those that cannot be read are refused.
    """
    refused: dict[int, str] = {}

    def images() -> Iterator[SourceImage]:
        for number, task in enumerate(tasks):
            try:
                yield job.read(job.open(task)[0])
            except (ColorQuantError, OSError) as error:
                refused[number] = str(error)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ColorQuantWarning)  # shown when the image is written
        readable = images()
        first = next(readable, None)
        if first is not None:
            plan = replace(job.plan, format=tasks[0].format)
            palette = plan.fit_images(chain([first], readable), threads=threads)
            job = replace(job, plan=job.plan.mapping_to(palette), is_shared=True)
    return job, [
        replace(task, refused=refused[number]) if number in refused else task
        for number, task in enumerate(tasks)
    ]


def make_folder(folder: Path) -> None:
    """Make an output folder, with its parents, unless it exists.

    Parameters
    ----------
    folder
        The folder.

    Raises
    ------
    ImageFileError
        If that fails.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImageFileError(f"cannot make {folder}: {error.strerror}") from error


def write_to_standard_output(data: bytes) -> None:
    """Write a whole file to standard output.

    Parameters
    ----------
    data
        The bytes of the file.

    Raises
    ------
    ImageFileError
        If the reader has left, or there is no room.
    """
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except OSError as error:
        _forget(sys.stdout.fileno())
        raise ImageFileError(f"cannot write standard output: {error.strerror}") from error


def _forget(descriptor: int) -> None:
    """Send what is left in buffers nowhere, or it would fail again when the process ends."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
