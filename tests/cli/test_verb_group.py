from collections.abc import Callable
from typing import Any

import pytest

from colorquant.cli import histogram, palette

Run = Callable[..., Any]

VERBS = {"histogram": histogram.VERBS, "palette": palette.VERBS}


@pytest.mark.parametrize(
    ("group", "verb"), [(group, verb) for group, verbs in VERBS.items() for verb in verbs]
)
def test_every_verb_explains_itself_with_examples(colorquant: Run, group: str, verb: str) -> None:
    outcome = colorquant(group, verb, "--help")

    assert outcome.status == 0
    assert f"Examples:\n    colorquant {group} {verb}" in outcome.out


@pytest.mark.parametrize("group", VERBS)
def test_alone_it_names_its_verbs(colorquant: Run, group: str) -> None:
    outcome = colorquant(group)

    assert outcome.status == 0
    assert all(f"\n  {verb} " in outcome.out for verb in VERBS[group])
