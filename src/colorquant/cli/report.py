"""Reports on images: a line or a JSON object for each, and a summary."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import click

from colorquant.batch import Result
from colorquant.cli.messages import colors, print_error, print_note
from colorquant.cli.plan import in_options

FAILED, TOO_LARGE, TOO_POOR = 1, 98, 99
"""Exit statuses; the last two are pngquant's, under ``--strict``."""


@dataclass
class Report:
    """Prints reports on images.

    Parameters
    ----------
    as_json
        Whether an object of JSON a line is printed for each image.
    quiet
        Whether only errors are printed.
    verbose
        Whether more is printed.
    on_stderr
        Whether standard output carries the image itself.
    dry_run
        Whether nothing was written.
    spelling
        How options are written, for messages of the library.
    """

    as_json: bool = False
    quiet: bool = False
    verbose: bool = False
    on_stderr: bool = False
    dry_run: bool = False
    spelling: Mapping[str, str] = field(default_factory=dict)
    _ends: Counter[str] = field(default_factory=Counter)
    _bytes: tuple[int, int] = (0, 0)

    def add(self, result: Result) -> None:
        """Report on one image."""
        self._ends[result.reason or result.status] += 1
        if result.status == "done":
            before, after = self._bytes
            self._bytes = before + (result.bytes_before or 0), after + (result.bytes_after or 0)
        if not self.quiet:
            for note in result.notes:
                print_note(note)
        if result.status == "failed":
            print_error(in_options(result.message or "", self.spelling))
        if self.as_json:
            self._print(json.dumps(as_object(result), ensure_ascii=True))
        elif result.status != "failed" and not self.quiet:
            self._print(line_of(result, verbose=self.verbose, dry_run=self.dry_run))

    def summarize(self) -> None:
        """Print a summary, if there are several images."""
        if self._ends.total() < 2 or self.quiet or self.as_json:
            return
        done, failed = self._ends["done"], self._ends["error"]
        skipped = self._ends["quality"] + self._ends["size"]
        parts = [f"{done:,} {'to be ' * self.dry_run}reduced"]
        parts += [f"{skipped:,} skipped"] * bool(skipped) + [f"{failed:,} failed"] * bool(failed)
        before, after = self._bytes
        sizes = f"; {before:,} bytes became {after:,}" if done else ""
        self._print(", ".join(parts) + sizes)

    def status(self, *, strict: bool) -> int:
        """Return the exit status: what failed comes before what was skipped."""
        if self._ends["error"]:
            return FAILED
        if strict and self._ends["quality"]:
            return TOO_POOR
        return TOO_LARGE if strict and self._ends["size"] else 0

    def _print(self, line: str) -> None:
        click.echo(line, err=self.on_stderr)


def line_of(result: Result, *, verbose: bool = False, dry_run: bool = False) -> str:
    """Return one line: from where to where, and what it took away."""
    names = f"{result.input} -> {result.output}"
    if result.status == "skipped":
        return f"{names}: skipped, {result.message}"
    optimal = ", proven optimal" if result.optimal else ""
    quality = "lossless" if result.is_lossless else f"PSNR {result.psnr:.2f} dB{optimal}"
    parts: Sequence[str] = [
        colors(result.colors or 0),
        f"distortion {result.distortion:.2f}",
        quality,
        f"{result.bytes_after:,} bytes",
    ]
    if verbose:
        difference = (
            [] if result.mean_delta_e is None else [f"mean CIEDE2000 {result.mean_delta_e:.2f}"]
        )
        parts = [*parts, *difference, f"before {result.bytes_before:,}", f"{result.seconds:.2f} s"]
    return f"{names}: {', '.join(parts)}{', not written' * dry_run}"


def as_object(result: Result) -> dict[str, object]:
    """Return the JSON object of an image; ``docs/reduce.schema.json`` describes it."""
    return {
        "input": result.input,
        "output": result.output,
        "status": result.status,
        "reason": result.reason,
        "message": result.message,
        "colors": result.colors,
        "distortion": result.distortion,
        "psnr": None if result.is_lossless else result.psnr,
        "lossless": result.is_lossless,
        "mean_delta_e": result.mean_delta_e,
        "bytes_before": result.bytes_before,
        "bytes_after": result.bytes_after,
        "seconds": round(result.seconds, 6),
        "notes": list(result.notes),
    }
