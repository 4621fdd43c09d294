"""``large``: 12 and 48 megapixels, each run in a fresh process so that its peak memory shows."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import click
import numpy as np

from . import options
from .measure import Run, timed
from .megapixels import SIZES, large_photo
from .memory import peak_bytes
from .peers import ImageArray, Peer, Quantized, find_peer
from .race import Race, race_options
from .results import Result
from .turns import Turns

ROOT = Path(__file__).parents[1]


@click.command()
@click.option("--megapixels", type=options.numbers, default="12,48", show_default=True)
@options.colors("256")
@race_options(rounds=1, time_limit=120)
def large(race: Race, megapixels: Sequence[int], numbers: Sequence[int]) -> None:
    """Time, distortion and extra memory on large photographs made of the samples."""
    if unknown := set(megapixels) - set(SIZES):
        raise click.UsageError(f"--megapixels takes {list(SIZES)}, got {sorted(unknown)}")
    turns = Turns(race.rounds, race.time_limit, race.skipped)
    with tempfile.TemporaryDirectory() as folder:
        array = Path(folder) / "image.npy"
        for size in megapixels:
            np.save(array, large_photo(size))
            for n in sorted(numbers):
                run = partial(_in_fresh_process, array=array, n=n, time_limit=race.time_limit)
                taken = turns.take(race.peers, n, run)
                race.add([Result.of(peer, f"{size} MP", n, runs) for peer, runs in taken])
    race.print_report()


def _in_fresh_process(peer: Peer, *, array: Path, n: int, time_limit: float) -> Run:
    answer = array.with_suffix(".json")
    command = [sys.executable, "-m", "benchmarks", str(one_large_run.name), peer.name]
    arguments = ["-k", str(n), "-t", str(peer.threads or 1), str(array), str(answer)]
    try:
        finished = subprocess.run(
            command + arguments, cwd=ROOT, timeout=time_limit, capture_output=True, text=True
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError(f"over {time_limit:g} s") from None
    if finished.returncode != 0:
        raise RuntimeError(finished.stderr.strip().splitlines()[-1])
    return Run(**json.loads(answer.read_text()))


@click.command("one-large-run", hidden=True)
@click.argument("name")
@options.colors("256")
@options.threads
@click.argument("array", type=click.Path(path_type=Path))
@click.argument("answer", type=click.Path(path_type=Path))
def one_large_run(
    name: str, numbers: Sequence[int], threads: Sequence[int], array: Path, answer: Path
) -> None:
    """Run one peer once; called by ``large`` in a process of its own."""
    run = _timed_with_memory(find_peer(name, threads), np.load(array), numbers[0])
    answer.write_text(json.dumps(asdict(run)))


def _timed_with_memory(peer: Peer, image: ImageArray, n: int) -> Run:
    peer.run(image[:64, :64].copy(), 8)  # what is loaded on the first call is not memory it needs
    before = peak_bytes()
    peak = before

    def run_and_look(image: ImageArray, n: int) -> Quantized:
        nonlocal peak
        quantized = peer.run(image, n)
        peak = peak_bytes()
        return quantized

    run = timed(replace(peer, quantize=run_and_look), image, n)
    output = image.shape[0] * image.shape[1] * (1 if n <= 256 else 2)
    return replace(run, extra_mb=max(0, peak - before - output) / 1e6)
