"""The ``colorquant`` command: its verbs, and every failure as one line."""

from __future__ import annotations

import errno
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, TextIO

import click

from colorquant.cli.messages import print_error, print_note, refusal
from colorquant.errors import ColorQuantError, ColorQuantWarning, InvalidOptionError

VERBS = {
    "reduce": "colorquant.cli.reduce",
    "compare": "colorquant.cli.compare",
    "demo": "colorquant.cli.demo",
}
"""Where each verb lives: a module with a click command of the verb's name."""

FAILURE, INTERRUPTED = 1, 130


class VerbGroup(click.Group):
    """A group that imports a verb when it is called for, and fails in one line.

    Exit status: 0 if all went well, 1 if an image failed, 2 if the command line is wrong,
    130 if the user interrupted.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order they are told."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb; None if there is none of this name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[cmd_name]), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; if there is none of this name, say which there are."""
        if args[0] not in VERBS and not args[0].startswith("-"):
            raise click.UsageError(f"No such command: {refusal(args[0], VERBS)}")
        return super().resolve_command(ctx, args)

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
            raise click.ClickException(str(error)) from error
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


def print_version(ctx: click.Context, option: click.Parameter, wanted: bool) -> None:
    """Print the version and stop, if it is wanted."""
    if wanted:
        from colorquant import __version__

        click.echo(f"colorquant {__version__}")
        ctx.exit()


@click.group("colorquant", cls=VerbGroup, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_version,
    help="Print the version and exit.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Reduce images to the N colours that represent them best.

    Colours are chosen by K-Means on every pixel of an image, and every pixel is mapped to the
    nearest of them. "colorquant VERB --help" tells what a verb does and shows examples.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
