"""``plot``: the picture of a run, distortion against time, one panel for each N."""

from __future__ import annotations

from pathlib import Path
from statistics import geometric_mean
from typing import TYPE_CHECKING, Any

import click

from .best_known import load_best_known
from .report import group_of
from .results import Ratios, Result, load_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OURS = "colorquant"
COLORS = {
    OURS: "#d6336c",
    "scikit-learn": "#1c7ed6",
    "Pillow": "#f08c00",
    "libimagequant": "#2f9e44",
    "libvips": "#0c8599",
    "OpenCV": "#7048e8",
    "faiss": "#846358",
}
INK, QUIET, GRID = "#212529", "#6c757d", "#e9ecef"
JOINED = {OURS, "libimagequant"}  # their variants are steps of one dial
LABELS = {  # where a label keeps clear of its neighbors: offset in points, and its side there
    OURS: ((-9, -1), "right"),
    "libimagequant": ((3, 8), "left"),
    "textbook": ((0, 10), "center"),
    "unique colors": ((0, -10), "center"),
    "all pixels": ((0, 10), "center"),
}

NEAREST = 1e-3  # what is nearer to the best known than this, or better, is drawn there
TICKS = {NEAREST: "≤ 1.001", 0.01: "1.01", 0.1: "1.1", 1: "2", 4: "5"}
PANEL_WIDTH, PANEL_HEIGHT = 4.4, 4.6  # inches


@click.command()
@click.argument("run", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--group", help="Only this image, or folder of images.")
def plot(run: Path, output: Path, group: str | None) -> None:
    """Draw the results that a run saved with --json."""
    results, environment = load_json(run)
    chosen = [result for result in results if group in (None, group_of(result.image))]
    if not chosen:
        raise click.UsageError(f"no results for {group!r} in {run}")
    draw(Ratios(chosen, load_best_known()), environment).savefig(output, dpi=150)


def draw(ratios: Ratios, environment: Mapping[str, Any]) -> Figure:
    """Make a figure with one panel for each N."""
    from matplotlib.figure import Figure

    numbers = sorted({result.n for result in ratios.results})
    figure = Figure(
        figsize=(PANEL_WIDTH * len(numbers) + 0.7, PANEL_HEIGHT + 1.2), layout="constrained"
    )
    panels: Sequence[Axes] = figure.subplots(
        1, len(numbers), sharex=True, sharey=True, squeeze=False
    )[0]
    for axes, n in zip(panels, numbers, strict=True):
        axes.set_title(f"{n} colors", color=INK, loc="left", fontweight="bold")
        axes.set_xlabel("milliseconds", color=QUIET)
        _style(axes)
        all_series = _series(ratios, n)
        most_threads = max(series[0].threads or 0 for series in all_series)
        for series in all_series:
            fewer_threads = series[0].threads not in (None, most_threads)
            _draw_series(axes, series, ratios, hollow=fewer_threads)
    panels[0].set_ylabel(f"distortion ÷ {ratios.reference_of(ratios.results)}", color=QUIET)
    _title(figure, ratios, environment)
    _legend(figure, panels)
    return figure


def _series(ratios: Ratios, n: int) -> list[list[Result]]:
    """Results of one N by library and threads, in the order of the run."""
    series: dict[tuple[str, int | None], list[Result]] = {}
    for result in ratios.results:
        if result.n == n:
            series.setdefault((result.family, result.threads), []).append(result)
    return list(series.values())


def _draw_series(axes: Axes, series: Sequence[Result], ratios: Ratios, *, hollow: bool) -> None:
    """Draw a library's variants, each at its geometric means over the images.

    Hollow series have no labels: the same variants with more threads have them.
    """
    from matplotlib.patheffects import withStroke

    family, threads = series[0].family, series[0].threads
    variants = list(dict.fromkeys(result.variant for result in series))
    points = [_mean_point([r for r in series if r.variant == v], ratios) for v in variants]
    times, excesses = zip(*points, strict=True)
    ours, color = family == OURS, COLORS.get(family, QUIET)
    axes.plot(
        times,
        excesses,
        linestyle=("--" if hollow else "-") if family in JOINED else "none",
        linewidth=2 if ours else 1.2,
        color=color,
        marker="o",
        markersize=8 if ours else 6,
        markerfacecolor="white" if hollow else color,
        markeredgewidth=1.6 if ours else 1,
        markeredgecolor=color if hollow else "white",
        label=family if threads is None else f"{family}, {threads} thread{'s' * (threads > 1)}",
        zorder=4 if ours else 3,
        clip_on=False,
    )
    if hollow:
        return
    for variant, point in zip(variants, points, strict=True):
        offset, side = LABELS.get(variant, LABELS.get(family, ((7, -1), "left")))
        axes.annotate(
            variant.removeprefix("speed "),
            point,
            xytext=offset,
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=9 if ours else 8,
            fontweight="bold" if ours else "normal",
            color=color,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
            zorder=2,
        )


def _mean_point(results: Iterable[Result], ratios: Ratios) -> tuple[float, float]:
    """Milliseconds, and how far above the best known: 0.01 for 1 %."""
    results = list(results)
    time = geometric_mean(result.median_ms for result in results)
    ratio = geometric_mean(ratios.of(result) for result in results)
    return time, max(ratio - 1, NEAREST)


def _style(axes: Axes) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_ylim(NEAREST, 6)
    axes.set_yticks(list(TICKS), list(TICKS.values()))
    axes.minorticks_off()
    axes.margins(x=0.13)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.grid(color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(color=GRID, labelcolor=QUIET)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(GRID)


def _title(figure: Figure, ratios: Ratios, environment: Mapping[str, Any]) -> None:
    images = list(dict.fromkeys(result.image for result in ratios.results))
    groups = list(dict.fromkeys(map(group_of, images)))
    what = groups[0] if len(images) == 1 else f"{len(images)} images of {', '.join(groups)}"
    figure.suptitle(
        f"{what}; {environment['cpu']}, {environment['cores']} cores; lower left is better",
        fontsize=10,
        color=QUIET,
    )


def _legend(figure: Figure, panels: Iterable[Axes]) -> None:
    entries: dict[str, Any] = {}
    for axes in panels:
        handles, labels = axes.get_legend_handles_labels()
        entries |= dict(zip(labels, handles, strict=True))
    figure.legend(
        list(entries.values()),
        list(entries),
        loc="outside lower center",
        ncols=len(entries),
        frameon=False,
        fontsize=9,
        labelcolor=INK,
        handlelength=2.6,
    )
