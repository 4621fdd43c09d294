"""The job of the studio as a command line and as Python, to copy."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from colorquant.pixels import to_hex
from colorquant.studio.downloads import mask_name, name_for
from colorquant.studio.settings import Settings
from colorquant.targets import psnr_of_quality


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is to be spelled.

    Attributes
    ----------
    settings : Settings
        What the controls say.
    names : sequence of str
        Of the image files; more than one only under a shared palette.
    masked : bool
        Whether the image has a mask.
    cut_alpha : bool
        Whether the image has levels of opacity that the format does not show.
    """

    settings: Settings
    names: Sequence[str]
    masked: bool = False
    cut_alpha: bool = False


def as_command(job: Job) -> str:
    """Return the command line that does the same, and writes the same bytes."""
    settings = job.settings
    words = ["colorquant", "reduce", str(settings.n), *map(_as_file, job.names)]
    if settings.effort != "balanced":
        words += ["--effort", settings.effort]
    if settings.space != "srgb" or settings.target == "max-error":  # which else means lab
        words += ["--space", settings.space]
    for color in settings.fixed_colors:
        words += ["--fixed-color", to_hex(color)]
    if settings.sort != "given":
        words += ["--sort", settings.sort]
    if settings.target == "quality":
        words += ["--quality", f"0-{_number(settings.limit or 0)}"]
    elif settings.target != "none":
        words += [f"--{settings.target}", _number(settings.limit or 0)]
    if settings.target != "max-error":
        words += _dither_words(settings)
    if job.masked:
        words += ["--weights", _as_file(mask_name(job.names[0]))]
    if settings.shared:
        words.append("--shared-palette")
    if settings.format != "png":
        words += ["--ext", f"-cq.{settings.format}"]
    return shlex.join(words)


def as_python(job: Job) -> str:
    """Return the lines of Python that do the same, and write the same bytes."""
    lines = ["import colorquant as cq", ""]
    if job.settings.shared:
        return "\n".join([*lines, *_shared_lines(job)])
    source = repr(job.names[0])
    if job.cut_alpha:
        lines.append(f"picture = cq.load_image({source}).with_binary_alpha()")
        source = "picture"
    lines += _lines_of_one(job, source)
    lines.append(f"image.save({name_for(job.names[0], job.settings.format)!r})")
    return "\n".join(lines)


def _lines_of_one(job: Job, source: str) -> list[str]:
    settings = job.settings
    mask = [f"weights={mask_name(job.names[0])!r}"] if job.masked else []
    fitted = [*_fit_options(settings), *_sort_options(settings), *mask, *_dither_options(settings)]
    if settings.target == "none":
        return [_call("image = cq.quantize", [source, str(settings.n)], fitted)]
    if settings.target == "quality":
        return _lines_of_quality(settings, source, fitted)
    options = [f"most={settings.n}", *_target_options(settings), *_fit_options(settings), *mask]
    options += _dither_options(settings)
    lines = [_call("reached = cq.reach", [source], options)]
    if settings.sort == "given":
        return [*lines, "image = reached.image"]
    return [*lines, f"image = reached.image{_sorted(settings)}"]


def _lines_of_quality(settings: Settings, source: str, fitted: list[str]) -> list[str]:
    n, fit = str(settings.n), _fit_options(settings)
    psnr = f"psnr={psnr_of_quality(int(settings.limit or 0))!r}"
    if settings.limit == 100:
        return [_call("image = cq.quantize", [source, n], fitted)]
    sort = "" if settings.sort == "given" else _sorted(settings)
    return [
        _call("image = cq.quantize", [source, n], fit),
        f"if image.psnr > {psnr.removeprefix('psnr=')}:  # more than the quality asks for",
        _call("    found = cq.reach", [source, psnr, f"most={n}"], fit, indent=4),
        _call("    image = found.palette.apply", [source], _dither_options(settings), indent=4)
        + sort,
        "else:",
        _call("    image = cq.quantize", [source, n], fitted, indent=4),
    ]


def _shared_lines(job: Job) -> list[str]:
    settings = job.settings
    picture = "name"
    if job.cut_alpha:
        picture = "cq.load_image(name).with_binary_alpha()"
    counted = "names" if picture == "name" else f"[{picture} for name in names]"
    fit = _call("fitter = cq.KMeans", [str(settings.n)], _fit_options(settings))
    sort = "" if settings.sort == "given" else _sorted(settings)
    applied = _call("    image = palette.apply", [picture], _dither_options(settings), indent=4)
    return [
        f"names = {list(job.names)!r}",
        fit,
        f"palette = fitter.fit(cq.ColorHistogram.from_images({counted})){sort}",
        "for name in names:",
        applied,
        f'    image.save(name.rpartition(".")[0] + "-cq.{settings.format}")',
    ]


def _dither_words(settings: Settings) -> list[str]:
    words = [] if settings.dither == "auto" else ["--dither", settings.dither]
    if settings.strength is not None:
        words += ["--dither-strength", _number(settings.strength)]
    return words


def _dither_options(settings: Settings) -> list[str]:
    options = [] if settings.dither == "none" else [f"dither={settings.dither!r}"]
    if settings.strength is not None:
        options.append(f"dither_strength={_number(settings.strength)}")
    return options


def _fit_options(settings: Settings) -> list[str]:
    options = []
    if settings.effort != "balanced":
        options.append(f"effort={settings.effort!r}")
    if settings.space != "srgb":
        options.append(f"space={settings.space!r}")
    if settings.fixed_colors:
        options.append(f"lock={settings.fixed_rows!r}")
    return options


def _sort_options(settings: Settings) -> list[str]:
    return [] if settings.sort == "given" else [f"sort={settings.sort!r}"]


def _sorted(settings: Settings) -> str:
    return f".sorted({settings.sort!r}, keep={len(settings.fixed_colors)})"


def _target_options(settings: Settings) -> list[str]:
    limit = _number(settings.limit or 0)
    if settings.target == "max-error":
        return [f"worst_delta_e={limit}"]
    return [f"file_size={limit}", f"format={settings.format!r}"]


def _call(what: str, arguments: list[str], options: list[str], *, indent: int = 0) -> str:
    inside = [*arguments, *options]
    line = f"{what}({', '.join(inside)})"
    if len(line) <= 88:
        return line
    margin = " " * indent
    return "\n".join([f"{what}(", *(f"{margin}    {each}," for each in inside), f"{margin})"])


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _as_file(name: str) -> str:
    return f"./{name}" if name.startswith("-") or name.isdigit() else name
