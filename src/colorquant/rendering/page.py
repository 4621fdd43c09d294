"""A palette as HTML, for notebooks."""

from collections.abc import Sequence
from html import escape

import numpy as np
from numpy.typing import NDArray

from colorquant.color.hexadecimal import to_hex

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
