"""From the options to a plan, and through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from colorquant.cli.reduce.asked import Asked
from colorquant.cli.reduce.batch import run_all
from colorquant.cli.reduce.clashes import check_clashes
from colorquant.cli.reduce.inputs import find_inputs
from colorquant.cli.reduce.job import Job
from colorquant.cli.reduce.methods import ByQuality, Fitted, Given, Method, Options, Reaching
from colorquant.cli.reduce.outputs import BESIDE, Task, plan_outputs
from colorquant.cli.reduce.palettes import file_of_palette, palette_of
from colorquant.cli.reduce.progress_bar import ProgressBar
from colorquant.cli.reduce.report import Report
from colorquant.cli.reduce.shared import fit_shared
from colorquant.cli.reduce.values import count_of
from colorquant.errors import InvalidOptionError

_DEFAULT_N = 256  # what pngquant takes, and the most that a PNG can index


def run(
    files: Sequence[str],
    behind: int,
    given: set[str],
    spelling: Mapping[str, str],
    options: Mapping[str, Any],
) -> int:
    """Reduce images as the options ask for.

    Parameters
    ----------
    files
        The arguments: perhaps N, and files.
    behind
        How many of them came behind ``--``; these are files.
    given
        The names of the options that are there.
    spelling
        How each option is written.
    options
        The values of all.

    Returns
    -------
    int
        The exit status.
    """
    n, files = _count_and_files(files, behind, options["n"])
    told = given | ({"n"} if n is not None else set())
    without_dither = {"dither"} if options["dither"] == "none" else set()
    check_clashes(told - without_dither, spelling)
    asked = Asked(n or _DEFAULT_N, frozenset(given), options)
    tasks = _plan(asked, files)
    _check_export(asked, tasks)
    job, tasks = _job(asked, tasks)
    return _reduce(asked, job, tasks)


def _count_and_files(
    files: Sequence[str], behind: int, n: int | None
) -> tuple[int | None, Sequence[str]]:
    first = files[0]
    if not (first.isascii() and first.isdigit() and len(files) > behind):
        return n, files
    if n is not None:
        raise InvalidOptionError(
            f"the number of colors is given twice, {first} and -k {n:,}; "
            f"a file of that name is written ./{first}"
        )
    if len(files) == 1:
        raise InvalidOptionError(f"got N, {first}, and no FILE; a file of that name is ./{first}")
    return count_of(first), files[1:]


def _plan(asked: Asked, files: Sequence[str]) -> list[Task]:
    output, ext = asked["output"], asked["ext"]
    inputs = find_inputs(files, recursive=asked["recursive"], ext=ext or BESIDE, output=output)
    palette = None if asked["palette"] is None else file_of_palette(asked["palette"])
    read = [path for path in (asked["weights"], asked["candidates"], palette) if path is not None]
    # With a target or a palette, N is no more than a bound, and how many there are is seen later.
    bound = asked.n if asked["palette"] is None else 1
    tasks = plan_outputs(
        inputs,
        output,
        bound,
        ext=ext,
        force=asked["force"],
        compression=asked["compression"],
        also_read=read,
    )
    if asked["preserve"] and any(None in (task.target, task.source.path) for task in tasks):
        raise InvalidOptionError("--preserve is given; allowed is it from file to file")
    return tasks


def _check_export(asked: Asked, tasks: Sequence[Task]) -> None:
    from colorquant.files import PALETTE_FORMATS, check_output

    path: Path | None = asked["export_palette"]
    if path is None:
        return
    if len(tasks) > 1 and not asked["shared"] and asked["palette"] is None:
        raise InvalidOptionError(
            f"--export-palette is given for {len(tasks):,} palettes; "
            "allowed is one: --shared-palette"
        )
    inputs = [task.source.path for task in tasks if task.source.path is not None]
    outputs = [task.target for task in tasks if task.target is not None]
    suffixes = {each.suffix for each in PALETTE_FORMATS}
    check_output(path, inputs=inputs, suffixes=suffixes)
    if path.absolute() in [output.absolute() for output in outputs]:
        raise InvalidOptionError(f"--export-palette: {path} is an output, too; allowed is another")
    if path.exists() and not asked["force"]:
        raise InvalidOptionError(f"--export-palette: {path} exists; -f replaces it")


def _job(asked: Asked, tasks: list[Task]) -> tuple[Job, list[Task]]:
    """Return what is done to the images, and which of them cannot be read."""
    given, counted = asked["palette"], {} if asked["palette"] else asked.counted
    job = Job(
        method=_fitting(asked, counted) if given is None else _given(asked, given),
        profile=asked["profile"],
        metadata="keep" if asked["keep"] else "strip",
        compression=asked["compression"],
        preserve=asked["preserve"],
        skip_if_larger=asked["skip_if_larger"],
        dry_run=asked["dry_run"],
        measure_delta_e=asked["as_json"] or asked["verbose"],
        export_palette=asked["export_palette"],
        all_count=not asked["shared"] and not any(each is not None for each in counted.values()),
    )
    if asked["shared"] and len(tasks) > 1:
        job, tasks = _with_shared_palette(asked, job, tasks, counted["nodata"])
    if len(tasks) > 1 and isinstance(job.method, Given):  # the palette of all is written once
        if asked["export_palette"] is not None and not asked["dry_run"]:
            job.method.palette.save(asked["export_palette"])
        job = replace(job, export_palette=None)
    return job, tasks


def _with_shared_palette(
    asked: Asked, job: Job, tasks: list[Task], nodata: Any
) -> tuple[Job, list[Task]]:
    palette, tasks = fit_shared(
        job,
        tasks,
        asked.n,
        fit={**asked.fit, "min_delta_e": asked["min_delta_e"]},
        nodata=nodata,
        sort=asked["sort"],
        threads=asked["threads"],
    )
    return job if palette is None else replace(job, method=Given(palette, asked.dither)), tasks


def _given(asked: Asked, value: str) -> Given:
    return Given(palette_of(value, space=asked.space), asked.dither, asked["sort"])


def _fitting(asked: Asked, counted: Options) -> Method:
    from colorquant.fitting import KMeans

    fit, distance = asked.fit, asked["min_delta_e"]
    KMeans(asked.n, min_delta_e=distance, **fit)  # or say what is wrong, once for all images
    if asked["quality"] is not None:
        return ByQuality(asked.n, asked["quality"], fit, asked.dither, asked["sort"])
    size, error = asked["target_size"], asked["max_delta_e"]
    if size is not None and asked["compression"] == "fast":
        raise InvalidOptionError(
            "--target-size and --compression fast are given; allowed with it are small, which the "
            "size is measured with, and smallest"
        )
    if size is not None or error is not None:
        dither = asked.dither if error is None else {"dither": "none"}
        return Reaching(asked.n, size, error, fit, dither, counted, asked["sort"])
    return Fitted(asked.n, {**fit, "min_delta_e": distance}, asked.dither, counted, asked["sort"])


def _reduce(asked: Asked, job: Job, tasks: Sequence[Task]) -> int:
    report = Report(
        as_json=asked["as_json"],
        quiet=asked["quiet"],
        verbose=asked["verbose"],
        on_stderr=tasks[0].target is None,
        dry_run=asked["dry_run"],
    )
    bar = ProgressBar(len(tasks), wanted=not asked["quiet"])
    bar.draw()
    for result in run_all(job, tasks, threads=asked["threads"], finished=bar.advance):
        bar.clear()
        report.tell(result)
        bar.draw()
    bar.clear()
    report.summarize()
    return report.status(strict=asked["strict"])
