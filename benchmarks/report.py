"""Results as Markdown: one table per image, or per folder of images, and N."""

from collections.abc import Mapping, Sequence
from statistics import fmean, geometric_mean
from typing import Any

from .results import Ratios, Result


def group_of(image: str) -> str:
    """A folder's images are reported together: ``kodak/kodim01`` belongs to ``kodak``."""
    return image.partition("/")[0]


def markdown(
    ratios: Ratios, environment: Mapping[str, Any], skipped: Mapping[str, str], *, baseline: str
) -> str:
    tables = [
        _table(group, n, ratios, baseline)
        for group in dict.fromkeys(group_of(result.image) for result in ratios.results)
        for n in sorted({r.n for r in ratios.results if group_of(r.image) == group})
    ]
    return "\n\n".join([setting(environment), *tables, *notes(skipped)]) + "\n"


def _table(group: str, n: int, ratios: Ratios, baseline: str) -> str:
    results = [r for r in ratios.results if group_of(r.image) == group and r.n == n]
    images = {result.image for result in results}
    rows = [
        _row([r for r in results if r.name == name], results, ratios, baseline)
        for name in dict.fromkeys(result.name for result in results)
    ]
    columns = [column for column in rows[0] if any(row[column] for row in rows)]
    means = f" ({len(images)} images: geometric means of times and ratios)"
    lines = [
        columns,
        ["---"] + ["---:"] * (len(columns) - 1),
        *([row[column] for column in columns] for row in rows),
    ]
    return "\n".join(
        [f"### {group}, N = {n}{means if len(images) > 1 else ''}", ""]
        + ["| " + " | ".join(line) + " |" for line in lines]
    )


def _row(
    mine: Sequence[Result], everyones: Sequence[Result], ratios: Ratios, baseline: str
) -> dict[str, str]:
    """One peer's cells by column; a column that is empty for all peers is left out."""
    images = {result.image for result in everyones}
    baselines = {result.image: result.median_ms for result in everyones if result.name == baseline}
    speed = [r.median_ms / baselines[r.image] for r in mine if r.image in baselines]
    quality = [ratios.of(result) for result in mine]
    extra = [result.extra_mb for result in mine if result.extra_mb is not None]
    name = mine[0].name
    return {
        "peer": name if len(mine) == len(images) else f"{name} ({len(mine)} images only)",
        "ms": short(geometric_mean(result.median_ms for result in mine)),
        f"÷ {baseline}": f"{geometric_mean(speed):.3g}" if speed else "",
        "distortion": short(fmean(result.distortion for result in mine)),
        f"÷ {ratios.reference_of(everyones)}": f"{geometric_mean(quality):.4f}",
        "worst": f"{max(quality):.4f}" if len(images) > 1 else "",
        "extra MB": f"{max(extra):.0f}" if extra else "",
    }


def short(value: float) -> str:
    """Four significant digits, never an exponent."""
    return f"{value:.0f}" if value >= 1000 else f"{value:.4g}"


def setting(environment: Mapping[str, Any]) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in environment["versions"].items())
    return (
        f"{environment['cpu']}, {environment['cores']} cores, "
        f"colorquant's instruction set {environment['instruction_set']}; "
        f"Python {environment['python']}, {versions}; {environment['date']}"
    )


def notes(skipped: Mapping[str, str]) -> list[str]:
    if not skipped:
        return []
    return ["Skipped:\n\n" + "\n".join(f"- {name}: {reason}" for name, reason in skipped.items())]
