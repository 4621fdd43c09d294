"""The ``colorquant`` command: its verbs, and every failure as one line."""

from __future__ import annotations

import errno
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import click

from colorquant.cli.messages import examples, print_error, print_note
from colorquant.cli.options import version_option
from colorquant.cli.plan import in_options
from colorquant.cli.verb_group import VerbGroup
from colorquant.errors import ColorQuantError, ColorQuantWarning, InvalidOptionError

VERBS = {
    "reduce": "colorquant.cli.reduce",
    "apply": "colorquant.cli.reduce",
    "palette": "colorquant.cli.palette",
    "histogram": "colorquant.cli.histogram",
    "info": "colorquant.cli.info",
    "studio": "colorquant.cli.studio",
    "compare": "colorquant.cli.compare",
    "demo": "colorquant.cli.demo",
    "completion": "colorquant.cli.completion",
}
"""Where each verb lives: a module with a click command of the verb's name."""

FAILURE, INTERRUPTED = 1, 130


class CommandLine(VerbGroup):
    """The group of all verbs, which fails in one line.

    Exit status: 0 if all went well, 1 if an image failed, 2 if the command line is wrong,
    130 if the user interrupted.
    """

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb and translate what it raises into what click knows."""
        _keep_pillow_quiet()
        try:
            with _warnings_as_notes():
                return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise click.Abort from error
        except InvalidOptionError as error:
            raise click.UsageError(str(error)) from error
        except ColorQuantError as error:
            raise click.ClickException(in_options(str(error), {})) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader has left; click ends quietly
                raise
            raise click.ClickException(str(error)) from error

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command line and exit; see `click.Command.main`."""
        options["standalone_mode"] = False
        try:
            status = super().main(*args, **options)
        except click.ClickException as error:
            print_error(error.format_message())
            status = error.exit_code
        except click.Abort:
            print_error("interrupted")
            status = INTERRUPTED
        sys.exit(status)


@contextmanager
def _warnings_as_notes() -> Iterator[None]:
    """Print each warning of ours in one line; others are shown as ever."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", ColorQuantWarning)
        show = warnings.showwarning

        def show_or_note(
            message: Warning | str,
            category: type[Warning],
            filename: str,
            lineno: int,
            file: TextIO | None = None,
            line: str | None = None,
        ) -> None:
            if issubclass(category, ColorQuantWarning):
                print_note(str(message))
            else:
                show(message, category, filename, lineno, file, line)

        warnings.showwarning = show_or_note
        yield


def _keep_pillow_quiet() -> None:
    """Keep what Pillow logs of a damaged file off stderr: its error says it, in one line."""
    import logging

    logging.getLogger("PIL").addHandler(logging.NullHandler())


@click.group(
    "colorquant",
    cls=CommandLine,
    verbs=VERBS,
    invoke_without_command=True,
    epilog=examples(
        "colorquant reduce photo.jpg -k 64 -o photo.png",
        "colorquant palette extract photo.jpg -k 16 -o photo.gpl",
        "colorquant apply brand.gpl *.png -o branded/",
    ),
)
@version_option
@click.pass_context
def main(ctx: click.Context) -> None:
    """Reduce images to the N colors that represent them best.

    Colors are chosen by K-Means on every pixel of an image, and every pixel is mapped to one of
    them, dithered where that is visible. "colorquant COMMAND --help" explains a command and shows
    examples.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
