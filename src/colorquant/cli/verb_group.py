"""Groups of verbs that are imported when they are called for."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from colorquant.cli.messages import refusal

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class VerbGroup(click.Group):
    """A group whose verbs live in modules of their own.

    Parameters
    ----------
    verbs
        Where each verb lives: a module with a click command of the verb's name.
    default
        The verb that is meant where the first argument is none.
    """

    def __init__(
        self, *args: Any, verbs: Mapping[str, str], default: str | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.verbs = verbs
        self.default = default

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order they are told."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb; None if there is none of this name."""
        if cmd_name not in self.verbs:
            return None
        command: click.Command = getattr(import_module(self.verbs[cmd_name]), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the verb; without one, put the default there."""
        if args and self._means_default(ctx, args[0]):
            args = [str(self.default), *args]
        return super().parse_args(ctx, args)

    def _means_default(self, ctx: click.Context, first: str) -> bool:
        if self.default is None or first in self.verbs or first in ctx.help_option_names:
            return False
        mistyped = get_close_matches(first, self.verbs, n=1) and not Path(first).exists()
        return not (mistyped or ctx.resilient_parsing)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete verbs, or files where the default verb may be meant."""
        from click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        return found or ([CompletionItem(incomplete, type="file")] if self.default else [])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; if there is none of this name, say which there are."""
        first = args[0]
        if first not in self.verbs and not first.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(f"No such command: {refusal(first, self.verbs)}")
        return super().resolve_command(ctx, args)
