"""What ``dithering`` found as Markdown: means over the images of a folder, one table for each N."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, geometric_mean
from typing import Any

from .quality import MEASURES
from .report import group_of, notes, setting, short


@dataclass
class Judged:
    """What one peer made of one image with one N."""

    image: str
    n: int
    name: str
    values: dict[str, float]
    """By the name of the measure."""
    ms_per_megapixel: float | None = None
    """Of the mapping alone; None where that was not timed."""


@dataclass
class Verdicts:
    """All that was found, and the peer that the ratios are to."""

    baseline: str
    environment: Mapping[str, Any]
    skipped: dict[str, str] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)

    def add_times(self, image: str, n: int, times: Mapping[str, float]) -> None:
        """Add times by peer, in ms per megapixel, to what was found about an image and N."""
        for one in self.judged:
            if (one.image, one.n) == (image, n):
                one.ms_per_megapixel = times.get(one.name)

    def markdown(self) -> str:
        tables = [
            _table(group, n, self._of(group, n), self.baseline)
            for group in dict.fromkeys(group_of(one.image) for one in self.judged)
            for n in sorted({one.n for one in self.judged if group_of(one.image) == group})
        ]
        ratios = f"Means over the images; behind each, its ratio to that of {self.baseline}"
        ratios += " (of scores, which are better when higher, the difference). ms/MP is the mapping"
        ratios += " alone, of the first image."
        return (
            "\n\n".join([setting(self.environment), ratios, *tables, *notes(self.skipped)]) + "\n"
        )

    def _of(self, group: str, n: int) -> list[Judged]:
        return [one for one in self.judged if one.n == n and group_of(one.image) == group]


def _table(group: str, n: int, judged: Sequence[Judged], baseline: str) -> str:
    images = {one.image for one in judged}
    theirs = {one.image: one for one in judged if one.name == baseline}
    rows = []
    for name in dict.fromkeys(one.name for one in judged):
        mine = [one for one in judged if one.name == name]
        partly = "" if len(mine) == len(images) else f" ({len(mine)} images only)"
        rows.append({"peer": name + partly, **_cells(mine, theirs), "ms/MP": _time(mine)})
    columns = [column for column in rows[0] if any(row[column] for row in rows)]
    lines = [
        columns,
        ["---"] + ["---:"] * (len(columns) - 1),
        *([row[column] for column in columns] for row in rows),
    ]
    return "\n".join(
        [f"### {group}, N = {n} ({len(images)} images)", ""]
        + ["| " + " | ".join(line) + " |" for line in lines]
    )


def _cells(mine: Sequence[Judged], theirs: Mapping[str, Judged]) -> dict[str, str]:
    both = [one for one in mine if one.image in theirs]
    cells = {}
    for name in mine[0].values:
        mean = _mean(mine, lambda one: one.values[name])  # noqa: B023  # called at once
        cells[MEASURES[name].title] = short(mean)
        if both and MEASURES[name].beside != "nothing":
            here = _mean(both, lambda one: one.values[name])  # noqa: B023  # called at once
            there = _mean(both, lambda one: theirs[one.image].values[name])  # noqa: B023  # called at once
            cells[MEASURES[name].title] += f" · {_beside(here, there, name)}"
    return cells


def _mean(judged: Sequence[Judged], value: Callable[[Judged], float]) -> float:
    return fmean(map(value, judged))


def _beside(here: float, there: float, name: str) -> str:
    if MEASURES[name].beside == "difference":
        return f"{here - there:+.2f}"
    return f"{here / there:.3f}" if there else "–"


def _time(mine: Sequence[Judged]) -> str:
    times = [one.ms_per_megapixel for one in mine if one.ms_per_megapixel is not None]
    return short(geometric_mean(times)) if times else ""
