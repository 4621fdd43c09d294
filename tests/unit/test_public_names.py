"""The public names: all there, and none of them costs anything before it is used."""

import subprocess
import sys

import pytest

import colorquant as cq


def modules_after(script: str) -> set[str]:
    """Return the names of the modules that a fresh interpreter has loaded after a script."""
    report = "import sys; print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", f"try:\n {script}\nfinally:\n {report}"]
    return set(subprocess.run(command, capture_output=True, text=True).stderr.split())


@pytest.mark.parametrize("name", cq.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(cq, name) is getattr(cq, name)
    assert name in dir(cq)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'colorquant' has no attribute 'quantile'"):
        cq.quantile  # type: ignore[attr-defined]  # that is the point  # noqa: B018


@pytest.mark.parametrize(
    "script",
    [
        "import colorquant; colorquant.__version__; colorquant.ColorQuantError; dir(colorquant)",
        "from colorquant.cli import main; main(['--version'])",
        "from colorquant.cli import main; main(['--help'])",
    ],
    ids=["import", "--version", "--help"],
)
def test_what_needs_no_image_loads_neither_numpy_nor_pillow(script: str) -> None:
    loaded = modules_after(script)

    assert "colorquant" in loaded
    assert not {"numpy", "PIL", "colorquant._core"} & loaded


def test_all_names_together_leave_the_command_line_and_extras_alone() -> None:
    loaded = modules_after("from colorquant import quantize, fitting, metrics, files")

    assert "colorquant._core" in loaded
    assert (
        not {
            "click",
            "matplotlib",
            "scipy",
            "sklearn",
            "dask",
            "zarr",
            "tifffile",
            "colorquant.cli",
        }
        & loaded
    )
