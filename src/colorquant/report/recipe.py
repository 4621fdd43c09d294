"""The command and the Python code that make a report again."""

import shlex
from html import escape

from colorquant.compare import DEFAULT_METHODS, Request
from colorquant.quantizer import as_arguments, as_options

_WRITTEN_OTHERWISE = ("n", "dither")  # a comparison never dithers


def command(request: Request) -> str | None:
    """Return the command line that makes a report again.

    Parameters
    ----------
    request
        The input and options of the comparison.

    Returns
    -------
    str or None
        None for an image that is not a file.
    """
    if request.path is None:
        return None
    words = ["colorquant", "compare", "--html", "report.html", "-k", str(request.plan.n)]
    words += as_options(request.plan, leave_out=_WRITTEN_OTHERWISE)
    if request.methods != DEFAULT_METHODS:
        words += ["--methods", ",".join(request.methods)]
    if request.sample is not None:
        words += ["--sample", str(request.sample)]
    if request.path.startswith("-"):
        words.append("--")
    return shlex.join([*words, request.path])


def python(request: Request) -> str:
    """Return the Python code that makes a report again.

    Parameters
    ----------
    request
        The input and options of the comparison.

    Returns
    -------
    str
        The code; an image that is not a file is called ``image``.
    """
    image = "image" if request.path is None else repr(request.path)
    arguments = [image, str(request.plan.n)]
    arguments += as_arguments(request.plan, leave_out=_WRITTEN_OTHERWISE)
    if request.methods != DEFAULT_METHODS:
        arguments.append(f"methods={request.methods!r}")
    if request.sample is not None:
        arguments.append(f"sample={request.sample!r}")
    return (
        "from colorquant.compare import compare\n"
        "from colorquant.report import write_report\n\n"
        f"comparison = compare({', '.join(arguments)})\n"
        'write_report(comparison, "report.html")\n'
    )


def recipe_section(request: Request) -> str:
    """Return the command line and the Python code as HTML.

    Parameters
    ----------
    request
        The input and options of the comparison.

    Returns
    -------
    str
    """
    line = command(request)
    shell = "" if line is None else _block("In a shell", "command", line)
    return shell + _block("In Python", "python", python(request))


def _block(title: str, name: str, text: str) -> str:
    return (
        f'<div class="recipe"><h3 id="title-{name}">{title}</h3>'
        f'<button type="button" class="copy" data-of="{name}" aria-label="Copy: {title}" hidden>'
        f'Copy</button><pre id="{name}" tabindex="0" role="region" '
        f'aria-labelledby="title-{name}"><code>{escape(text)}</code></pre></div>'
    )
