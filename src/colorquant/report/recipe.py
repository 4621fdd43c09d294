"""The command and the lines of Python that make a report again."""

import shlex
from html import escape
from inspect import signature

from colorquant.compare import Request, compare

_USUAL = {
    name: parameter.default
    for name, parameter in signature(compare).parameters.items()
    if name in {"methods", "sample", "effort", "space", "seed"}
}


def command(request: Request) -> str | None:
    """Return the command; None for an image that is no file."""
    if request.path is None:
        return None
    words = ["colorquant", "compare", "--html", "report.html", "-k", str(request.n)]
    for name, value in _unusual(request).items():
        words += [f"--{name}", ",".join(value) if isinstance(value, tuple) else str(value)]
    if request.path.startswith("-"):
        words.append("--")
    return shlex.join([*words, request.path])


def python(request: Request) -> str:
    """Return the lines; an image that is no file is called ``image``."""
    image = "image" if request.path is None else repr(request.path)
    arguments = [image, str(request.n)]
    arguments += [f"{name}={value!r}" for name, value in _unusual(request).items()]
    return (
        "from colorquant.compare import compare\n"
        "from colorquant.report import write_report\n\n"
        f"comparison = compare({', '.join(arguments)})\n"
        'write_report(comparison, "report.html")\n'
    )


def recipe_section(request: Request) -> str:
    """Return both as HTML to copy from.

    Parameters
    ----------
    request
        What was asked for.
    """
    line = command(request)
    shell = "" if line is None else _block("In a shell", "command", line)
    return shell + _block("In Python", "python", python(request))


def _unusual(request: Request) -> dict[str, object]:
    """Return the options that are not what they are without being given."""
    given = {name: getattr(request, name) for name in _USUAL}
    return {name: value for name, value in given.items() if value != _USUAL[name]}


def _block(title: str, name: str, text: str) -> str:
    return (
        f'<div class="recipe"><h3 id="title-{name}">{title}</h3>'
        f'<button type="button" class="copy" data-of="{name}" aria-label="Copy: {title}" hidden>'
        f'Copy</button><pre id="{name}" tabindex="0" role="region" '
        f'aria-labelledby="title-{name}"><code>{escape(text)}</code></pre></div>'
    )
