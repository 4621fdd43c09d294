"""Options that do not go together."""

import pytest

from colorquant.cli.reduce import reduce
from colorquant.cli.reduce.clashes import _CLASHES, check_clashes
from colorquant.errors import InvalidOptionError

SPELLING = {option.name: max(option.opts, key=len) for option in reduce.params if option.name}


def test_every_option_that_clashes_is_one() -> None:
    named = {name for clash, (others, _) in _CLASHES.items() for name in (clash, *others)}

    assert named <= set(SPELLING)


def test_two_that_clash_are_named_as_they_are_written() -> None:
    with pytest.raises(
        InvalidOptionError, match=r"^--palette and --colors are given; allowed is one of them: "
    ):
        check_clashes({"palette", "n"}, SPELLING)


def test_others_go_together() -> None:
    check_clashes({"max_delta_e", "target_size", "fixed_colors", "n"}, SPELLING)
