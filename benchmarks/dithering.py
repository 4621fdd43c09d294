"""``dithering``: how near dithered images look to their originals, and what the mapping costs."""

import json
import math
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import click

from colorquant.files import write_atomically

from . import options
from .dithering_report import Judged, Verdicts
from .environment import describe
from .gradients import Gradient, gradients
from .images import DEFAULT_FOLDERS, SHARED, Photo, matches_any, photos
from .measure import SETTLE_S, Run
from .peers import ImageArray, Peer, all_ditherers, select_peers
from .peers.ours import EVERY_DITHER, UNAWARE
from .quality import MEASURES, Reduced, measured
from .report import group_of
from .turns import Turns

Source = Photo | Gradient

BASELINE = "libimagequant dithering 1.0"
FOLDERS = (*DEFAULT_FOLDERS, SHARED / "screenshots")


@click.command()
@options.folders_beside("the made gradients", FOLDERS)
@options.only
@click.option(
    "--every",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Take every so-many-th image of a folder.",
)
@options.colors("8,16,64,256")
@click.option(
    "--ditherers",
    type=options.names,
    default=",".join(EVERY_DITHER),
    show_default=True,
    help=f"What colorquant is asked for, as `dither=`; '{UNAWARE}' behind it: dither_aware=False.",
)
@click.option(
    "--strengths",
    type=lambda text: [float(part) for part in options.names(text)],
    default="",
    help="Each ditherer at each of these, as `dither_strength=`, instead of at its own.",
)
@options.peers
@click.option(
    "--measures",
    "names_of_measures",
    type=options.names,
    default=",".join(MEASURES),
    show_default=True,
    help="What to measure.",
)
@click.option(
    "--rounds",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="How often the mapping is timed; 0 leaves times out.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count(),
    help="Processes that measure quality; times are taken by one.",
)
@options.json_file
def dithering(
    folders: Sequence[Path],
    names: Sequence[str],
    every: int,
    numbers: Sequence[int],
    ditherers: Sequence[str],
    strengths: Sequence[float],
    patterns: Sequence[str],
    names_of_measures: Sequence[str],
    rounds: int,
    jobs: int,
    json_path: Path | None,
) -> None:
    """Means of what the eye sees, for each ditherer and its peers."""
    sources = _every(every, _sources(folders, names))
    if not sources:
        raise click.UsageError("no image has such a name")
    peers, skipped = select_peers(all_ditherers(ditherers, strengths), patterns, slow=True)
    measures = _available(names_of_measures, skipped)
    verdicts = Verdicts(BASELINE, describe(peers), skipped)
    tasks = [Task(*each, measures) for each in product(sources, numbers, peers)]
    for judged in _judge(tasks, jobs, skipped):
        verdicts.judged.append(judged)
        _save(verdicts, json_path)
    for source, n in product(_firsts(sources) if rounds else (), numbers):
        verdicts.add_times(source.name, n, _times(source, n, peers, Turns(rounds, 60, skipped)))
        _save(verdicts, json_path)
    click.echo(verdicts.markdown())


def _sources(folders: Sequence[Path], patterns: Sequence[str]) -> list[Source]:
    """The folders' images and the gradients; samples only where they are named."""
    of_folders = [f"{folder.name}/*" for folder in folders]
    made = [each for each in gradients() if not patterns or matches_any(each.name, patterns)]
    return [*photos(folders, patterns or of_folders), *made]


def _every(step: int, sources: Sequence[Source]) -> list[Source]:
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(group_of(source.name), []).append(source)
    return [source for group in groups.values() for source in group[::step]]


def _available(names: Sequence[str], skipped: dict[str, str]) -> list[str]:
    if unknown := [name for name in names if name not in MEASURES]:
        raise click.UsageError(f"--measures takes {', '.join(MEASURES)}; got {unknown[0]}")
    for name in names:
        if not MEASURES[name].available():
            skipped[name] = f"no module {MEASURES[name].module}"
    return [name for name in names if name not in skipped]


@dataclass(frozen=True)
class Task:
    source: Source
    n: int
    peer: Peer
    measures: Sequence[str]

    def __call__(self) -> Judged | str:
        """Judge one image; say why if that failed, which must not end the run."""
        image = self.source.load()
        try:
            values = measured(Reduced(image, self.peer.run(image, self.n)), self.measures)
        except Exception as error:
            return f"failed: {error}".splitlines()[0]
        return Judged(self.source.name, self.n, self.peer.name, values)


def _judge(tasks: Sequence[Task], jobs: int, skipped: dict[str, str]) -> Iterator[Judged]:
    with ProcessPoolExecutor(jobs, get_context("spawn"), _one_thread_each) as pool:
        for task, found in zip(tasks, pool.map(Task.__call__, tasks), strict=True):
            what = f"{task.source.name} N={task.n} {task.peer.name}"
            print(f"{what}: {found if isinstance(found, str) else found.values}", file=sys.stderr)
            if isinstance(found, Judged):
                yield found
            else:
                skipped.setdefault(f"{task.peer.name}, N = {task.n}", found)


def _one_thread_each() -> None:
    os.environ["COLORQUANT_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"


def _firsts(sources: Sequence[Source]) -> list[Source]:
    """The first image of each folder, which is enough for times."""
    groups = {group_of(source.name): source for source in reversed(sources)}
    return list(reversed(groups.values()))


def _times(source: Source, n: int, peers: Sequence[Peer], turns: Turns) -> dict[str, float]:
    """Milliseconds per megapixel of the mapping, by peer."""
    image = source.load()
    timeable = [peer for peer in peers if peer.prepare is not None]
    taken = turns.take(timeable, n, lambda peer: _timed(peer, image, n))
    megapixels = image.shape[0] * image.shape[1] / 1e6
    return {
        peer.name: median(run.wall_ms for run in runs) / megapixels for peer, runs in taken if runs
    }


def _timed(peer: Peer, image: ImageArray, n: int) -> Run:
    assert peer.prepare is not None
    remap = peer.prepare(image, n)
    time.sleep(SETTLE_S)
    wall, cpu = time.perf_counter(), time.process_time()
    remap()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Run(wall_ms=1e3 * wall, cpu_ms=1e3 * cpu, distortion=math.nan, colors=n)


def _save(verdicts: Verdicts, path: Path | None) -> None:
    """Keep what was found so far: a long run may be interrupted."""
    if path is not None:
        text = json.dumps(asdict(verdicts), indent=1) + "\n"
        write_atomically(path, lambda file: file.write(text.encode()))
