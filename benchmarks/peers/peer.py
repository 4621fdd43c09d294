"""What every peer looks like to the benchmarks."""

import importlib
import importlib.metadata
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ImageArray = NDArray[np.uint8]
Quantized = tuple[NDArray[np.integer[Any]], NDArray[np.uint8]]
"""Indices, flat or (h, w), and the palette they point into, (k, 3) or, with alpha, (k, 4)."""
Remap = Callable[[], object]
"""Maps an image to a palette that is there already."""


@dataclass(frozen=True, kw_only=True)
class Peer:
    """One way to get from an RGB array to indices and a palette.

    Parameters
    ----------
    family
        The library. Its variants are joined by a line in the plot.
    variant
        The setting of the library: a speed, an effort, a method.
    module, distribution
        What to import, and the installed package whose version is recorded.
    quantize
        (h, w, 3) uint8 and n in; indices and an (at most n, 3) uint8 palette out. Where it takes
        alpha, (h, w, 4) in and (at most n, 4) out.
    takes_alpha
        Whether it does.
    max_colors
        The most colors the peer can be asked for; None if it has no limit of its own.
    threads
        How many threads it was told to use; None if the library decides.
    prepare
        The same up to the palette; what it returns does the rest, and can be timed. None where a
        peer does not let its stages apart.
    command
        The executable it runs; empty where it is a Python package.
    slow
        Takes seconds where the others take milliseconds; runs only when asked.
    """

    family: str
    variant: str = ""
    module: str
    distribution: str
    quantize: Callable[[ImageArray, int], Quantized]
    max_colors: int | None = None
    threads: int | None = None
    prepare: Callable[[ImageArray, int], Remap] | None = None
    command: str = ""
    slow: bool = False
    takes_alpha: bool = False

    @property
    def name(self) -> str:
        threads = {None: "", 1: "(1 thread)"}.get(self.threads, f"({self.threads} threads)")
        return " ".join(part for part in (self.family, self.variant, threads) if part)

    def available(self) -> str | None:
        """Why the peer cannot run here; None if it can."""
        if self.command and shutil.which(self.command) is None:
            return f"no command {self.command}"
        try:
            importlib.import_module(self.module)
        except (ImportError, OSError) as error:
            return str(error).splitlines()[0]
        return None

    def version(self) -> str:
        if self.command:
            return _first_version(self.command)
        try:
            return importlib.metadata.version(self.distribution)
        except importlib.metadata.PackageNotFoundError:  # another package provides the module
            return "of unknown version"

    def run(self, image: ImageArray, n: int) -> Quantized:
        return self.quantize(image, n)


def _first_version(command: str) -> str:
    """Ask an executable, which may answer in many words: ``ffmpeg version 5.1.6-0+deb12u1 ...``."""
    option = "-version" if command == "ffmpeg" else "--version"
    answer = subprocess.run([command, option], capture_output=True, text=True)
    found = re.search(r"\d+(\.\d+)+", answer.stdout + answer.stderr)
    return found[0] if found else "of unknown version"
