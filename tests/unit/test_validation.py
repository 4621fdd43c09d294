import numpy as np
import pytest

from colorquant import _validation
from colorquant.errors import InvalidOptionError


def test_numpy_integers_are_integers() -> None:
    assert _validation.check_n(np.int16(7)) == 7


def test_threads_come_from_the_option_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORQUANT_THREADS", "3")
    assert _validation.resolve_threads(None) == 3
    assert _validation.resolve_threads(2) == 2
    monkeypatch.delenv("COLORQUANT_THREADS")
    assert _validation.resolve_threads(None) >= 1


@pytest.mark.parametrize("value", ["0", "-1", "all", "1000"])
def test_a_bad_environment_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("COLORQUANT_THREADS", value)
    with pytest.raises(InvalidOptionError, match=r"COLORQUANT_THREADS is .*; allowed is"):
        _validation.resolve_threads(None)


@pytest.mark.parametrize("seed", [-1, 2**64, 0.5, "x"])
def test_a_bad_seed_is_refused(seed: object) -> None:
    with pytest.raises(InvalidOptionError, match="seed is"):
        _validation.check_seed(seed)


@pytest.mark.parametrize("value", [2, 2.0, np.float32(2.0), np.int8(2)])
def test_numbers_of_all_kinds_are_numbers(value: object) -> None:
    assert _validation.check_number("it", value, 0.0) == 2.0


@pytest.mark.parametrize("value", [float("nan"), -1e-9, 10.5, "2", True, None, [2], 10**400])
def test_what_is_no_number_in_range_is_refused(value: object) -> None:
    with pytest.raises(InvalidOptionError, match=r"it is .*; allowed is a number from 0 to 10$"):
        _validation.check_number("it", value, 0.0, 10.0)
