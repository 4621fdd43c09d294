"""What one peer did on one image with one N, and how that compares."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any, Self

from colorquant.files import write_atomically

from .measure import Run
from .peers import Peer

BestKnown = Mapping[str, Mapping[int, float]]
"""Image name -> N -> lowest distortion known."""


@dataclass(frozen=True, kw_only=True)
class Result:
    image: str
    n: int
    name: str
    family: str
    variant: str
    threads: int | None
    times_ms: Sequence[float]
    cpu_ms: float
    distortion: float
    colors: int
    extra_mb: float | None = None

    @classmethod
    def of(cls, peer: Peer, image: str, n: int, runs: Sequence[Run]) -> Self:
        """Sum up a peer's runs; were they to differ in quality, the worst counts."""
        extra = [run.extra_mb for run in runs if run.extra_mb is not None]
        return cls(
            image=image,
            n=n,
            name=peer.name,
            family=peer.family,
            variant=peer.variant,
            threads=peer.threads,
            times_ms=[run.wall_ms for run in runs],
            cpu_ms=median(run.cpu_ms for run in runs),
            distortion=max(run.distortion for run in runs),
            colors=min(run.colors for run in runs),
            extra_mb=max(extra) if extra else None,
        )

    @property
    def median_ms(self) -> float:
        return median(self.times_ms)

    @property
    def min_ms(self) -> float:
        return min(self.times_ms)


@dataclass(frozen=True)
class Ratios:
    """Each result's distortion over the lowest known, or over the run's lowest if none is."""

    results: Sequence[Result]
    best_known: BestKnown

    def reference_of(self, results: Iterable[Result]) -> str:
        """Say what the ratios of these results are to."""
        known = all(self._known(result.image, result.n) is not None for result in results)
        return "best known" if known else "best of this run"

    def of(self, result: Result) -> float:
        known = self._known(result.image, result.n)
        reference = self._lowest_of_run[result.image, result.n] if known is None else known
        if reference == 0:
            return 1.0 if result.distortion == 0 else math.inf
        return result.distortion / reference

    def _known(self, image: str, n: int) -> float | None:
        return self.best_known.get(image, {}).get(n)

    @cached_property
    def _lowest_of_run(self) -> dict[tuple[str, int], float]:
        lowest: dict[tuple[str, int], float] = {}
        for result in self.results:
            key = result.image, result.n
            lowest[key] = min(result.distortion, lowest.get(key, math.inf))
        return lowest


def save_json(
    path: Path, ratios: Ratios, environment: Mapping[str, Any], skipped: Mapping[str, str]
) -> None:
    """Write everything a run found."""
    document = {
        "environment": environment,
        "skipped": skipped,
        "results": [_as_json(result, ratios) for result in ratios.results],
    }
    text = json.dumps(document, indent=1) + "\n"
    write_atomically(path, lambda file: file.write(text.encode()))


def load_json(path: Path) -> tuple[list[Result], dict[str, Any]]:
    """Read a run's results and its environment again."""
    document = json.loads(path.read_text())
    names = {field.name for field in fields(Result)}
    results = [
        Result(**{key: value for key, value in entry.items() if key in names})
        for entry in document["results"]
    ]
    return results, document["environment"]


def _as_json(result: Result, ratios: Ratios) -> dict[str, Any]:
    return asdict(result) | {
        "median_ms": result.median_ms,
        "min_ms": result.min_ms,
        "ratio": ratios.of(result),
        "ratio_to": ratios.reference_of([result]),
    }
