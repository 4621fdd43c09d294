"""Failures that do not stop the rest."""

from collections.abc import Iterator
from contextlib import contextmanager

from click.exceptions import Exit

from colorquant.cli.messages import print_error
from colorquant.errors import ImageFileError, InvalidImageError, InvalidPaletteError


class Failures:
    """Reports what is wrong with single files, and remembers that something was."""

    def __init__(self) -> None:
        self._any = False

    @contextmanager
    def reported(self) -> Iterator[None]:
        """Report what is wrong with one file and go on behind this block."""
        try:
            yield
        except (ImageFileError, InvalidImageError, InvalidPaletteError) as error:
            print_error(str(error))
            self._any = True

    def end(self) -> None:
        """End with exit status 1 if anything was reported."""
        if self._any:
            raise Exit(1)
