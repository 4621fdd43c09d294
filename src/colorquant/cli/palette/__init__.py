"""``colorquant palette``: palettes fitted, turned into other formats, sorted and shown."""

import click

from colorquant.cli.messages import examples
from colorquant.cli.verb_group import VerbGroup

VERBS = {
    "extract": "colorquant.cli.palette.extract",
    "fit": "colorquant.cli.palette.fit",
    "convert": "colorquant.cli.palette.convert",
    "sort": "colorquant.cli.palette.sort",
    "show": "colorquant.cli.palette.show",
}


@click.group(
    cls=VerbGroup,
    verbs=VERBS,
    invoke_without_command=True,
    short_help="Fit, convert, sort and show palettes.",
    epilog=examples(
        "colorquant palette extract *.jpg -k 64 -o photos.gpl",
        "colorquant palette convert brand.ase brand.css",
        "colorquant palette show brand.ase",
    ),
)
@click.pass_context
def palette(ctx: click.Context) -> None:
    """Fit palettes to images; convert, sort and show palettes."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
