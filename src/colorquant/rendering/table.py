"""Rows of text as a table of HTML."""

from collections.abc import Iterable, Sequence
from html import escape


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
