"""What is told of every image."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from colorquant.batch import Result
from colorquant.cli.report import Report, as_object, line_of

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "reduce.schema.json").read_text("utf-8"))
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
}
DONE = Result(
    input="a.png",
    output="b.png",
    status="done",
    colors=8,
    distortion=2.5,
    psnr=48.9,
    mean_delta_e=0.7,
    bytes_before=2000,
    bytes_after=1000,
    seconds=0.25,
)
SKIPPED = Result(
    input="a.png", output="b.png", status="skipped", reason="size", message="it would be larger"
)
POOR = Result(input="a.png", output="b.png", status="skipped", reason="quality", message="poor")
FAILED = Result(
    input="a.png", output="b.png", status="failed", reason="error", message="a.png is no image"
)
LOSSLESS = Result(
    input="a.png", output="-", status="done", colors=1, distortion=0.0, psnr=math.inf, notes=("x",)
)


def check_schema(value: dict[str, Any]) -> None:
    """Check an object for what the schema says: of JSON Schema, what that uses."""
    assert set(value) == set(SCHEMA["required"]) == set(SCHEMA["properties"])
    for name, rule in SCHEMA["properties"].items():
        if "enum" in rule:
            assert value[name] in rule["enum"]
            continue
        kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
        assert any(isinstance(value[name], TYPES[kind]) for kind in kinds), name
        assert value[name] is None or value[name] >= rule.get("minimum", value[name])


@pytest.mark.parametrize("result", [DONE, SKIPPED, POOR, FAILED, LOSSLESS])
def test_json_is_what_the_schema_says(result: Result) -> None:
    check_schema(json.loads(json.dumps(as_object(result), allow_nan=False)))


def test_a_line_tells_what_was_taken_away() -> None:
    short = "a.png -> b.png: 8 colors, distortion 2.50, PSNR 48.90 dB, 1,000 bytes"

    assert line_of(DONE) == short
    assert line_of(DONE, dry_run=True) == f"{short}, not written"
    assert line_of(DONE, verbose=True) == (f"{short}, mean CIEDE2000 0.70, before 2,000, 0.25 s")
    assert line_of(SKIPPED) == "a.png -> b.png: skipped, it would be larger"


def test_failures_are_errors_and_the_summary_counts(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    for result in (DONE, FAILED, SKIPPED, POOR, DONE):
        report.add(result)
    report.summarize()

    out, err = capsys.readouterr()
    assert err == "colorquant: error: a.png is no image\n"
    assert out.splitlines()[-1] == ("2 reduced, 2 skipped, 1 failed; 4,000 bytes became 2,000")


@pytest.mark.parametrize(
    ("results", "plain", "strict"),
    [
        ([DONE], 0, 0),
        ([DONE, SKIPPED], 0, 98),
        ([SKIPPED, POOR], 0, 99),
        ([SKIPPED, POOR, FAILED], 1, 1),
    ],
)
def test_the_status_is_for_scripts(results: list[Result], plain: int, strict: int) -> None:
    report = Report(quiet=True)
    for result in results:
        report.add(result)

    assert (report.status(strict=False), report.status(strict=True)) == (plain, strict)


def test_quiet_is_nothing_but_errors(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(quiet=True)
    for result in (LOSSLESS, FAILED):
        report.add(result)
    report.summarize()

    assert capsys.readouterr() == ("", "colorquant: error: a.png is no image\n")
