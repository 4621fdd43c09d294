"""A command whose help has its options in sections, and that counts what is behind ``--``."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import click

from colorquant.cli.pngquant import with_values


class SectionedCommand(click.Command):
    """A command with many options.

    Parameters
    ----------
    sections
        The names of the options below each heading.
    """

    BEHIND: ClassVar[str] = "colorquant.behind"
    """Where the context tells how many arguments are behind ``--``."""

    def __init__(self, *args: Any, sections: Mapping[str, Sequence[str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.sections = sections

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, as pngquant has them, too."""
        arguments = with_values(args)
        if "--" in arguments:
            ctx.meta[self.BEHIND] = len(arguments) - arguments.index("--") - 1
        return super().parse_args(ctx, arguments)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options below their headings."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = {each.name: each.get_help_record(ctx) for each in options}
        told = {name for names in self.sections.values() for name in names}
        others = [name for name in records if name not in told]  # click's own, whatever its name
        for heading, names in {**self.sections, "Other options": others}.items():
            with formatter.section(heading):
                rows = [records[name] for name in names]
                formatter.write_dl([row for row in rows if row is not None])
