"""What the commands that compare peers have in common: who runs, how often, where it is kept."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import wraps
from pathlib import Path
from typing import Any

import click

from . import options
from .best_known import load_best_known
from .environment import describe
from .peers import Peer, all_peers, select_peers
from .report import markdown
from .results import Ratios, Result, save_json


@dataclass(kw_only=True)
class Race:
    """The shared options, and what was found so far."""

    patterns: Sequence[str]
    slow: bool
    threads: Sequence[int]
    rounds: int
    time_limit: float
    baseline: str
    json_path: Path | None
    peers: Sequence[Peer] = field(init=False)
    skipped: dict[str, str] = field(init=False)
    environment: dict[str, Any] = field(init=False)
    results: list[Result] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        known = all_peers(self.threads)
        if self.baseline not in (names := [peer.name for peer in known]):
            raise click.UsageError(f"--baseline takes one of {names}, got {self.baseline!r}")
        self.peers, self.skipped = select_peers(known, self.patterns, slow=self.slow)
        if not self.peers:
            raise click.UsageError(f"no peer is left to run; skipped: {self.skipped}")
        self.environment = describe(self.peers)

    def add(self, results: Sequence[Result]) -> None:
        """Keep results, at once in the file too: a long run may be interrupted."""
        self.results += results
        for result in results:
            progress = f"{result.image} N={result.n} {result.name}: {result.median_ms:.1f} ms"
            print(f"{progress}, {result.distortion:.3f}", file=sys.stderr)
        if self.json_path is not None:
            save_json(self.json_path, self._ratios(), self.environment, self.skipped)

    def print_report(self) -> None:
        print(markdown(self._ratios(), self.environment, self.skipped, baseline=self.baseline))

    def _ratios(self) -> Ratios:
        return Ratios(self.results, load_best_known())


def race_options(
    *, rounds: int, time_limit: float = 30, baseline: str = options.TEXTBOOK
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the shared options, and hand them over as one ``race``."""
    shared: list[options.Option] = [
        options.peers,
        options.slow,
        options.threads,
        options.rounds(rounds),
        options.time_limit(time_limit),
        options.baseline(baseline),
        options.json_file,
    ]
    names = [field.name for field in fields(Race) if field.init]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def with_race(**values: Any) -> None:
            race = Race(**{name: values.pop(name) for name in names})
            command(race=race, **values)

        with_options: Callable[..., None] = with_race
        for option in reversed(shared):
            with_options = option(with_options)
        return with_options

    return decorate
