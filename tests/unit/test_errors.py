import pytest

import colorquant as cq


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (cq.InvalidImageError, ValueError),
        (cq.InvalidOptionError, ValueError),
        (cq.InvalidPaletteError, ValueError),
        (cq.ImageFileError, OSError),
    ],
)
def test_each_error_is_ours_and_a_builtin_one(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, cq.ColorQuantError)
    assert issubclass(error, builtin)
