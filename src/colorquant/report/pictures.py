"""Each result beside the original and beside its errors."""

from collections.abc import Sequence
from html import escape

from colorquant.compare import Comparison, MethodResult
from colorquant.report.encoded import Encoded
from colorquant.report.error_maps import legend
from colorquant.report.palettes import palette_section
from colorquant.report.views import View

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
        Of their pictures.
    top
        Of the scale of errors.
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
    """Return a result with a slider to the original, and its errors, in one view."""
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
