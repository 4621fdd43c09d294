"""Messages of the command line, and how they are worded."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

import click

from colorquant.errors import (
    ImageFileError,
    InvalidImageError,
    InvalidOptionError,
    InvalidPaletteError,
)


def print_error(message: str) -> None:
    """Print one line on stderr, whatever the message holds."""
    _print_line("error", message)


def print_note(message: str) -> None:
    """Print one line on stderr of what went well, but perhaps not as it was meant."""
    _print_line("note", message)


def _print_line(kind: str, message: str) -> None:
    click.echo(f"colorquant: {kind}: {' '.join(message.split())}", err=True)


def colors(count: int, kind: str = "") -> str:
    """Return a number of colors, perhaps of a kind, in words."""
    return " ".join([f"{count:,}", *kind.split(), "color" if count == 1 else "colors"])


def refusal(got: str, allowed: Iterable[str]) -> str:
    """Return what was got, what is allowed and, if one of those is close, which was meant."""
    names = list(allowed)
    message = f"got {got!r}; allowed are {', '.join(names)}"
    close = get_close_matches(got, names, n=1)
    return f"{message} (did you mean {close[0]!r}?)" if close else message


def check_replaced(path: Path, *, force: bool) -> None:
    """Refuse an output that exists, unless it may be replaced.

    Raises
    ------
    InvalidOptionError
        If it may not.
    """
    if not force and path.is_file():
        raise InvalidOptionError(f"{click.format_filename(path)} exists; -f replaces it")


def examples(*commands: str) -> str:
    """Return the end of a verb's help: commands to copy."""
    return "\n".join(["\b", "Examples:", *(f"  {command}" for command in commands)])


class Failures:
    """Prints errors of single files, so that the other files are still processed."""

    def __init__(self) -> None:
        self._any = False

    @contextmanager
    def reported(self) -> Iterator[None]:
        """Print the error of one file, if there is one, and go on after this block."""
        try:
            yield
        except (ImageFileError, InvalidImageError, InvalidPaletteError) as error:
            print_error(str(error))
            self._any = True

    def end(self) -> None:
        """Exit with status 1 if there was an error."""
        if self._any:
            raise click.exceptions.Exit(1)
