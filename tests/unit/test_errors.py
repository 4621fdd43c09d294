import pytest

import colorquant as cq
from colorquant.errors import reason_of


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (cq.InvalidImageError, ValueError),
        (cq.InvalidOptionError, ValueError),
        (cq.InvalidPaletteError, ValueError),
        (cq.ImageFileError, OSError),
        (cq.ClusterError, RuntimeError),
    ],
)
def test_each_error_is_ours_and_a_builtin_one(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, cq.ColorQuantError)
    assert issubclass(error, builtin)


def test_a_note_is_a_warning_of_the_users() -> None:
    assert issubclass(cq.ColorQuantWarning, UserWarning)
    assert not issubclass(cq.ColorQuantWarning, cq.ColorQuantError)


def test_a_reason_is_one_line() -> None:
    assert reason_of(OSError("two\n lines")) == "two lines"
    assert reason_of(EOFError()) == "EOFError"
