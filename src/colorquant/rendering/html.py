"""Images, numbers, tables and palettes as HTML."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from colorquant.pixels import to_hex


def data_uri(data: bytes, media_type: str = "image/png") -> str:
    """Return an address that holds a file.

    Parameters
    ----------
    data
        The file.
    media_type
        What it is.

    Returns
    -------
    str
        Safe inside an attribute of HTML.
    """
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"


_NO_BREAK = "\u00a0"


def percent(share: float) -> str:
    """Format a share as a percentage of three digits; small shares are never shown as 0.

    Parameters
    ----------
    share
        From 0 to 1.

    Returns
    -------
    str
    """
    if 0.0 < share < 0.0001:
        return f"<{_NO_BREAK}0.01{_NO_BREAK}%"
    digits = 0 if share in (0.0, 1.0) else 1 if share >= 0.1 else 2
    return f"{100.0 * share:.{digits}f}{_NO_BREAK}%"


def as_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that a screen reader can find its way in.

    Parameters
    ----------
    caption
        A line above it; any text, as all others.
    head
        What the columns are called.
    rows
        As many cells each; the first says what the row is about.

    Returns
    -------
    str
        A ``table``.
    """
    columns = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cells(row: Sequence[str]) -> str:
    first, *others = map(escape, row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{text}</td>" for text in others)


_MAX_SHOWN = 256
# Text and borders take the notebook's own colors, which suit its background, light or dark.
_LIST = "display:flex;flex-wrap:wrap;gap:8px;margin:0;padding:0;list-style:none;font-size:11px"
_ITEM = "width:72px;margin:0;overflow-wrap:anywhere;line-height:1.3"
_SQUARES = "repeating-conic-gradient(#ddd 0 25%,#fff 0 50%) 0 0/16px 16px"


def as_html(colors: NDArray[np.uint8], names: Sequence[str] | None, title: str) -> str:
    """Return swatches, each with its index, hexadecimal digits and name.

    Parameters
    ----------
    colors
        (k, 3) or (k, 4) uint8 sRGB. An entry with alpha lies over squares of white and gray.
    names
        What each entry is called; any text.
    title
        A line above them.

    Returns
    -------
    str
        A ``div``. Of more than 256 entries the first 256 are shown, and a line says so.
    """
    shown = colors[:_MAX_SHOWN].tolist()
    called = names[:_MAX_SHOWN] if names else [""] * len(shown)
    swatches = map(_swatch, range(len(shown)), map(to_hex, shown), called)
    left = len(colors) - len(shown)
    note = f"<div>The first {len(shown)} of {len(colors):,} are shown.</div>" if left else ""
    return (
        f'<div><div style="margin-bottom:6px">{escape(title)}</div>'
        f'<ol style="{_LIST}">{"".join(swatches)}</ol>{note}</div>'
    )


def _swatch(index: int, digits: str, name: str) -> str:
    title = f"{index}: {digits} {name}".strip()
    box = (
        "height:40px;border:1px solid;border-radius:4px;"
        f"background:linear-gradient({digits},{digits}),{_SQUARES}"
    )
    called = f"<bdi>{escape(name)}</bdi>" if name else ""
    return (
        f'<li style="{_ITEM}" title="{escape(title)}"><div style="{box}"></div>'
        f'<div>{index}</div><span style="font-family:monospace">{digits}</span> {called}</li>'
    )
