"""``process``: the whole of ``colorquant compare`` against the whole textbook script."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import click

from . import options
from .images import Photo, sample

TEXTBOOK = Path(__file__).with_name("textbook.py")


@dataclass
class Program:
    name: str
    command: Sequence[str]
    seconds: list[float] = field(default_factory=list)

    def run(self, time_limit: float) -> None:
        start = time.perf_counter()
        subprocess.run(self.command, check=True, timeout=time_limit, stdout=subprocess.DEVNULL)
        self.seconds.append(time.perf_counter() - start)


@click.command()
@options.colors("16,64,256")
@options.rounds(5)
@options.time_limit(60)
def process(numbers: Sequence[int], rounds: int, time_limit: float) -> None:
    """Start to end: interpreter, imports, photo, figure."""
    photo = sample("china")
    if photo is None:
        raise click.UsageError("china.jpg comes with scikit-learn, which is not installed")
    click.echo("| N | program | median ms | least ms | ÷ textbook |")
    click.echo("| ---: | --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for n in numbers:
            programs = _programs(photo, n, Path(folder) / "figure.png")
            for _ in range(rounds):
                for program in programs:
                    program.run(time_limit)
            _print_rows(n, programs)


def _programs(photo: Photo, n: int, figure: Path) -> list[Program]:
    photo_and_options = [str(photo.path), "-k", str(n), "--force", "-o", str(figure)]
    compare = [sys.executable, "-m", "colorquant", "compare", *photo_and_options]
    textbook = [sys.executable, str(TEXTBOOK), str(n), str(figure)]
    return [Program("textbook script", textbook), Program("colorquant compare", compare)]


def _print_rows(n: int, programs: Sequence[Program]) -> None:
    textbook = median(programs[0].seconds)
    for program in programs:
        middle, least = median(program.seconds), min(program.seconds)
        ratio = middle / textbook
        click.echo(
            f"| {n} | {program.name} | {1e3 * middle:.0f} | {1e3 * least:.0f} | {ratio:.3f} |"
        )
