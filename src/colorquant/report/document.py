"""Assemble and write the report."""

import os
from concurrent.futures import ThreadPoolExecutor
from html import escape
from importlib.resources import files

from colorquant._validation import resolve_threads
from colorquant.compare import Comparison, sweep
from colorquant.files import check_output, write_atomically
from colorquant.report.chart import curve_section
from colorquant.report.error_maps import ErrorMaps
from colorquant.report.recipe import recipe_section
from colorquant.report.sections import results_section, table_of_results, toolbar
from colorquant.report.views import View, make_views
from colorquant.web import read_asset

REPORT_SUFFIXES = (".html", ".htm")
"""File suffixes of reports."""

# The page is self-contained and makes no requests.
_POLICY = (
    "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def write_report(
    comparison: Comparison,
    path: str | os.PathLike[str],
    *,
    threads: int | None = None,
    overwrite: bool = True,
) -> None:
    """Write a comparison as a self-contained HTML page. On failure, no file is left.

    Parameters
    ----------
    comparison
        What `colorquant.compare.compare` returned.
    path
        The file; must end in one of `REPORT_SUFFIXES`.
    threads
        How many threads to use; the page does not depend on it.
    overwrite
        Whether an existing file is replaced; if not, an existing file is an `ImageFileError`.

    Raises
    ------
    InvalidOptionError
        If the suffix is unknown, the folder is missing, or `threads` is out of range.
    ImageFileError
        If writing fails.
    """
    path = check_output(path, suffixes=REPORT_SUFFIXES)
    page = make_report(comparison, threads=threads).encode("utf-8", "replace")
    write_atomically(path, lambda stream: stream.write(page), overwrite=overwrite)


def make_report(comparison: Comparison, *, threads: int | None = None) -> str:
    """Return a comparison as a self-contained HTML page.

    Parameters
    ----------
    comparison, threads
        As for `write_report`.

    Returns
    -------
    str
        HTML of less than 10 MB.
    """
    at_a_time = resolve_threads(threads)
    errors = ErrorMaps.of(comparison, threads=at_a_time)
    with ThreadPoolExecutor(at_a_time) as pool:
        pngs = [*pool.map(lambda result: result.indexed.encode("png"), comparison.results)]
    views = make_views(comparison, errors, pngs)
    sections = (
        ("results", "Results", table_of_results(comparison, errors.maps, pngs)),
        ("pictures", "Pictures", results_section(comparison, views, errors.top)),
        ("curve", "How many colors", curve_section(sweep(comparison, threads=threads))),
        ("recipe", "How to make this again", recipe_section(comparison.request)),
    )
    title = escape(comparison.title)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_own('page.css')}</style></head><body>"
        f"{_header(comparison, views)}{toolbar(views)}<main>"
        f"{''.join(_section(*section) for section in sections)}</main>"
        f"<script>{read_asset('img-comparison-slider.js')}</script>"
        f"<script>{_own('view.js')}</script></body></html>\n"
    )


def _header(comparison: Comparison, views: tuple[View, ...]) -> str:
    """Return the title, and the original, which the pictures below share."""
    height, width = comparison.original.shape[:2]
    colors = "distinct colors" if comparison.histogram.exact else "cells of colors"
    facts = (
        f"{width:,} × {height:,} pixels, {comparison.color_count:,} {colors}, counted in "
        f"{comparison.count_seconds:.3f} s"
    )
    originals = "".join(
        f'<img id="original-{view.name}" src="{view.original.uri}" width="{view.width}" '
        f'height="{view.height}" alt="Original, {view.title.lower()}">'
        for view in views
    )
    return (
        f"<header><div><h1>{escape(comparison.title)}</h1><p>{facts}.</p></div>"
        f'<div class="originals">{originals}</div></header>'
    )


def _section(name: str, title: str, body: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>{body}</section>'


def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
