"""The sections of a report: table, pictures, palettes and controls."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from colorquant.compare import HEAD, Comparison, MethodResult, summary
from colorquant.metrics import DifferenceMap
from colorquant.pixels import to_hex
from colorquant.rendering import as_html, as_table, percent
from colorquant.report.encoded import Encoded
from colorquant.report.error_maps import legend
from colorquant.report.views import View


def table_of_results(
    comparison: Comparison, errors: Sequence[DifferenceMap], pngs: Sequence[bytes]
) -> str:
    """Return a table with time, errors and PNG size of each result.

    Parameters
    ----------
    comparison
        The results.
    errors, pngs
        Error map and PNG of each result.

    Returns
    -------
    str
        HTML.
    """
    head = (*HEAD, "Mean ΔE", "Worst ΔE", "PNG (bytes)")
    rows = [
        (*summary(result), f"{error.mean:.2f}", f"{error.worst:.1f}", f"{len(png):,}")
        for result, error, png in zip(comparison.results, errors, pngs, strict=True)
    ]
    table = as_table("What each method took and reached", head, rows)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table of results">{table}</div>'
    )


_FEW = 32  # shown expanded
_MAX_BANDS = 256  # more would be too narrow to see


def palette_section(result: MethodResult) -> str:
    """Return the palette as a strip by share and as swatches with counts.

    Parameters
    ----------
    result
        Result of one method.

    Returns
    -------
    str
        HTML.
    """
    colors, counts = result.palette.colors, result.indexed.counts.tolist()
    total = sum(counts)
    shares = [percent(count / total) for count in counts]
    captions = [f"{count:,}\u00a0px {share}" for count, share in zip(counts, shares, strict=True)]
    by_count = sorted(zip(counts, colors.tolist(), strict=True), key=lambda pair: -pair[0])
    bands = "".join(
        f'<span style="flex:{count} 0 0;background:{to_hex(color)}"></span>'
        for count, color in by_count[:_MAX_BANDS]
        if count
    )
    title = "1 color" if len(colors) == 1 else f"{len(colors):,} colors"
    label = f"Shares of the palette's colors; the largest is {percent(by_count[0][0] / total)}"
    swatches = as_html(colors, captions, "By place in the palette, with pixels and share:")
    return (
        f'<h4>Palette</h4><div class="strip" role="img" aria-label="{label}">{bands}</div>'
        f"<details{' open' if len(colors) <= _FEW else ''}><summary>{title}</summary>"
        f"{swatches}</details>"
    )


_KNOB = (
    '<svg slot="handle" class="knob" viewBox="-20 -20 40 40" aria-hidden="true"><circle r="18"/>'
    '<path d="M-6-6-12 0-6 6M6-6 12 0 6 6"/></svg>'
)


def results_section(comparison: Comparison, views: Sequence[View], top: float) -> str:
    """Return an article for each result.

    Parameters
    ----------
    comparison
        The results.
    views
        The views of the images.
    top
        Top of the error scale.

    Returns
    -------
    str
        HTML.
    """
    return "".join(
        _article(result, place, views, top) for place, result in enumerate(comparison.results)
    )


def _article(result: MethodResult, place: int, views: Sequence[View], top: float) -> str:
    pairs = "".join(_pair(result, view, *view.results[place], top) for view in views)
    name = f"result-{place}"
    return (
        f'<article aria-labelledby="{name}"><h3 id="{name}">{escape(result.label)}</h3>'
        f"{pairs}{palette_section(result)}</article>"
    )


def _pair(result: MethodResult, view: View, picture: Encoded, errors: Encoded, top: float) -> str:
    """Return one view of a result: a slider with the original, and the error map."""
    label, title = escape(result.label), view.title.lower()
    size = f'width="{view.width}" height="{view.height}"'
    return (
        f'<div class="pair" data-view="{view.name}" data-width="{view.width}" '
        f'style="--shape:{view.width}/{view.height}">'
        f'<figure><img-comparison-slider class="port" handle="true" '
        f'data-label="Original and {label}, {title}">'
        f'<div slot="first" class="clip"><img class="stage" data-original="{view.name}" '
        f'alt="Original, {title}" {size}></div>'
        f'<div slot="second" class="clip"><img class="stage" src="{picture.uri}" '
        f'alt="{label}, {title}" {size}></div>{_KNOB}</img-comparison-slider>'
        f"<figcaption>Original left of the handle, {label} right of it</figcaption></figure>"
        f'<figure><div class="port clip" tabindex="0" role="group" '
        f'aria-label="Errors of {label}, {title}"><img class="stage" src="{errors.uri}" '
        f'alt="Where {label} is off, {title}" {size}></div>'
        f"<figcaption>Color difference ΔE (CIEDE2000) {legend(top)}</figcaption></figure></div>"
    )


_KEYS = (
    "In a picture: + and − zoom, 0 fits, 1 shows one pixel as one; up and down move the picture, "
    "left and right the handle, or with Shift the picture. Pull to move; the wheel zooms once a "
    "picture has been clicked."
)


def toolbar(views: Sequence[View]) -> str:
    """Return the toolbar of the images, hidden without JavaScript.

    Parameters
    ----------
    views
        The available views.

    Returns
    -------
    str
        HTML.
    """
    notes = "".join(f'<p data-view="{view.name}">{view.note}</p>' for view in views)
    return (
        '<p id="scriptless">Without JavaScript there are no sliders and no zoom; every picture is '
        "there.</p>"
        '<nav id="toolbar" aria-label="Pictures" hidden>'
        f'<div class="buttons">{_choice(views)}{_BUTTONS}</div>{notes}'
        f"<details><summary>Keys</summary><p>{_KEYS}</p></details></nav>"
    )


def _choice(views: Sequence[View]) -> str:
    if len(views) == 1:
        return ""
    radios = "".join(
        f'<label><input type="radio" name="view" value="{view.name}"> {view.title}</label>'
        for view in views
    )
    return f'<fieldset><legend class="unseen">View</legend>{radios}</fieldset>'


_BUTTONS = (
    '<div role="group" aria-label="Zoom"><button type="button" data-zoom="out" '
    'aria-label="Zoom out">−</button><output id="zoom" aria-live="polite"></output>'
    '<button type="button" data-zoom="in" aria-label="Zoom in">+</button>'
    '<button type="button" data-zoom="fit">Fit</button>'
    '<button type="button" data-zoom="pixels">1:1 pixels</button></div>'
    '<button type="button" id="theme" aria-pressed="false">Dark</button>'
)
