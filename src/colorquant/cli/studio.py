"""``colorquant studio``: a local page to choose colors by eye."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from colorquant.cli.messages import examples
from colorquant.cli.values import file_path, whole_number

NEEDED = "pip install 'colorquant[studio]'"


@click.command(
    short_help="Choose colors by eye, on a local page.",
    epilog=examples("colorquant studio photo.jpg", "colorquant studio --port 9000 --no-browser"),
)
@click.argument("images", metavar="[IMAGE]...", nargs=-1, type=file_path)
@click.option(
    "--port",
    metavar="PORT",
    type=whole_number(0, 65_535),
    show_default="8649, or a free one",
    help="The port to listen on; 0 is any free one.",
)
@click.option("--no-browser", is_flag=True, help="Print the address without opening a browser.")
def studio(images: tuple[Path, ...], port: int | None, no_browser: bool) -> None:
    """Open a page on this machine that shows each IMAGE in few colors while you adjust the options.

    The first line printed is the address of the page, with a random token that requests need. The
    studio listens to this machine only, and writes nothing to disk. Press Ctrl-C to stop it.
    """
    from colorquant.errors import InvalidOptionError

    if any(find_spec(package) is None for package in ("starlette", "uvicorn")):
        raise InvalidOptionError(
            f"studio needs starlette and uvicorn, which are not installed: {NEEDED}"
        )
    from colorquant.files import read_bytes
    from colorquant.studio import serve

    given = [(path.name, read_bytes(path)) for path in images]
    serve(given=given, port=port, say=click.echo, open_browser=not no_browser)
