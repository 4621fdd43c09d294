"""What is done to every image: read, reduce, write, measure."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, BinaryIO

from colorquant.cli.reduce.methods import Method, TooPoor
from colorquant.cli.reduce.outputs import Task
from colorquant.cli.reduce.result import Result
from colorquant.errors import ColorQuantError, ImageFileError
from colorquant.files import NamedBytes

if TYPE_CHECKING:
    from colorquant._progress import Progress
    from colorquant.files import Compression
    from colorquant.image import MetadataOption, Profile, SourceImage
    from colorquant.palette import IndexedImage


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is done to every image.

    Attributes
    ----------
    method : Method
        How its colors become few.
    profile, metadata, compression
        See `colorquant.load_image` and `colorquant.IndexedImage.save`.
    preserve : bool
        Whether an output has the times and permissions of its input.
    skip_if_larger : bool
        Whether an output that is no smaller than its input is not written.
    dry_run : bool
        Whether nothing is written at all.
    measure_delta_e : bool
        Whether the mean of CIEDE2000 is measured.
    export_palette : Path or None
        A file for the palette, if there is one image.
    all_count : bool
        Whether all pixels of this image, and no others, count for its palette.
    """

    method: Method
    profile: Profile = "convert"
    metadata: MetadataOption = "strip"
    compression: Compression | None = None
    preserve: bool = False
    skip_if_larger: bool = False
    dry_run: bool = False
    measure_delta_e: bool = False
    export_palette: Path | None = None
    all_count: bool = True

    def run(
        self, task: Task, *, threads: int | None = None, progress: Progress | None = None
    ) -> Result:
        """Reduce one image and write it; whatever fails is in the result."""
        begin = perf_counter()
        try:
            told = self._run(task, threads, progress)
        except (ColorQuantError, OSError) as error:
            message = str(error)
            if not any(name in message for name in (task.source.name, task.name, "standard ")):
                message = f"{task.source.name}: {message}"
            told = {"status": "failed", "reason": "error", "message": message}
        except MemoryError:
            message = f"there is not enough memory for {task.source.name}"
            told = {"status": "failed", "reason": "error", "message": message}
        seconds = perf_counter() - begin
        return Result(input=task.source.name, output=task.name, seconds=seconds, **told)

    def open(self, task: Task) -> tuple[Path | NamedBytes, int]:
        """Return what to read an image from, and how many bytes it has."""
        path = task.source.path
        if path is None:
            data = sys.stdin.buffer.read()
            return NamedBytes("standard input", data), len(data)
        return path, path.stat().st_size if path.is_file() else 0

    def read(self, task: Task, source: Path | BinaryIO) -> tuple[SourceImage, SourceImage]:
        """Return an image, and what of it the format of the output can show."""
        return read_for(task.format, source, profile=self.profile, metadata=self.metadata)

    def _run(self, task: Task, threads: int | None, progress: Progress | None) -> dict[str, Any]:
        if task.refused is not None:
            raise ImageFileError(task.refused)
        source, before = self.open(task)
        picture, shown = self.read(task, source)
        try:
            indexed = self.method(shown, task.format, threads=threads, progress=progress)
        except TooPoor as poor:
            self._pass_through(task, source)
            message = f"the quality would be too low: {poor}"
            return {
                "status": "skipped",
                "reason": "quality",
                "message": message,
                "bytes_before": before,
            }
        if self.export_palette is not None and not self.dry_run:
            indexed.palette.save(self.export_palette)
        draft = NamedBytes(task.name)
        indexed.save(draft, format=task.format, compression=self.compression)
        after = len(draft.getvalue())
        told = {
            **self._measured(indexed, picture, shown),
            "bytes_before": before,
            "bytes_after": after,
        }
        if self.skip_if_larger and after >= before:
            self._pass_through(task, source)
            message = f"it would have {after:,} bytes, and the input has {before:,}"
            return {"status": "skipped", "reason": "size", "message": message, **told}
        self._write(task, draft.getvalue())
        return {"status": "done", **told}

    def _measured(
        self, indexed: IndexedImage, picture: SourceImage, shown: SourceImage
    ) -> dict[str, Any]:
        from colorquant.metrics import delta_e_2000

        indexed = against(picture, shown, indexed)
        told: dict[str, Any] = {
            "colors": len(indexed.palette),
            "distortion": indexed.distortion,
            "psnr": indexed.psnr,
            "optimal": indexed.palette.optimal and self.all_count,
        }
        is_opaque = picture.pixels.shape[2:] != (4,) and indexed.palette.colors.shape[1] == 3
        if self.measure_delta_e and is_opaque:
            told["mean_delta_e"] = delta_e_2000(picture, indexed.to_array())
        return told

    def _write(self, task: Task, data: bytes) -> None:
        from colorquant.files import write_atomically

        if self.dry_run:
            return
        if task.target is None:
            write_to_standard_output(data)
            return
        make_folder(task.target.parent)
        preserve = task.source.path if self.preserve else None
        write_atomically(task.target, lambda stream: stream.write(data), preserve=preserve)

    def _pass_through(self, task: Task, source: Path | NamedBytes) -> None:
        """Hand a skipped image on as it came, where a pipe waits for one."""
        if task.target is None and not self.dry_run:
            data = source.getvalue() if isinstance(source, NamedBytes) else source.read_bytes()
            write_to_standard_output(data)


def read_for(
    format: str,
    source: Path | BinaryIO,
    *,
    profile: Profile = "convert",
    metadata: MetadataOption = "strip",
) -> tuple[SourceImage, SourceImage]:
    """Return an image, and what of it a format can show."""
    from colorquant.files import alpha_levels
    from colorquant.image import load_image

    picture = load_image(source, profile=profile, metadata=metadata)
    levels = alpha_levels(f"x.{format}")
    return picture, picture.with_binary_alpha() if levels == 2 else picture


def against(picture: SourceImage, shown: SourceImage, indexed: IndexedImage) -> IndexedImage:
    """Return an image whose distortion is measured against the whole input, whatever was shown."""
    from colorquant.metrics import distortion

    if shown is picture:
        return indexed
    return replace(indexed, distortion=distortion(picture, indexed.to_array()))


def make_folder(folder: Path) -> None:
    """Make a folder of outputs, unless it is there.

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
